import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

rows = {
    "age": np.array([63.0, 67.0, 41.0, 37.0]),
    "chol": np.array([233.0, 286.0, 204.0, 250.0]),
    "thal": np.array(["fixed", "normal", "reversible", "normal"]),
    "ca": np.array([0, 3, 2, 0]),
}
target = np.array([1, 0, 0, 1])


def encode_numerical_feature(feature, name):
    normalizer = layers.Normalization(axis=None)
    normalizer.adapt(rows[name])
    return normalizer(feature)


def encode_categorical_feature(feature, name, is_string):
    if is_string:
        lookup = layers.StringLookup(vocabulary=sorted(set(rows[name])), output_mode="one_hot")
    else:
        lookup = layers.IntegerLookup(vocabulary=[0, 1, 2, 3], output_mode="one_hot")
    return lookup(feature)


age = tf.keras.Input(shape=(1,), name="age")
chol = tf.keras.Input(shape=(1,), name="chol")
ca = tf.keras.Input(shape=(1,), name="ca", dtype="int64")

age_encoded = encode_numerical_feature(age, "age")
chol_encoded = encode_numerical_feature(chol, "chol")
thal = tf.keras.Input(shape=(1,), name="thal", dtype="string")
thal_encoded = layers.StringLookup(vocabulary=["fixed", "normal", "reversible"], output_mode="one_hot")(thal)
ca_encoded = encode_categorical_feature(ca, "ca", False)

buckets = layers.Discretization(bin_boundaries=[30.0, 40.0, 50.0, 60.0])(age)
age_onehot = layers.CategoryEncoding(num_tokens=5, output_mode="one_hot")(buckets)

all_features = layers.concatenate([age_encoded, chol_encoded, ca_encoded, thal_encoded, age_onehot])
x = layers.Dense(32, activation="relu")(all_features)
x = layers.Dropout(0.5)(x)
output = layers.Dense(1, activation="sigmoid")(x)
model = tf.keras.Model([age, chol, ca, thal], output)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])

norm = tf.keras.layers.Normalization(axis=-1)
features = np.random.rand(20, 9).astype("float32")
norm.adapt(np.array(features))
linear = tf.keras.Sequential([norm, layers.Dense(units=1)])
dnn = tf.keras.Sequential([
    tf.keras.Input((9,)),
    norm,
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(1),
])
linear.predict(features[:10])
