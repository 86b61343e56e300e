import io

import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers

csv = io.StringIO("""age,sex,cp,chol,thal,target
63,1,1,233,fixed,0
67,1,4,286,normal,1
67,1,4,229,reversible,0
37,1,3,250,normal,0
41,0,2,204,normal,0
56,1,2,236,normal,0
""")
dataframe = pd.read_csv(csv)
dataframe = pd.concat([dataframe] * 10)
val_dataframe = dataframe.sample(frac=0.2, random_state=1337)
train_dataframe = dataframe.iloc[len(val_dataframe):]


def dataframe_to_dataset(dataframe):
    dataframe = dataframe.copy()
    labels = dataframe.pop("target")
    ds = tf.data.Dataset.from_tensor_slices((dict(dataframe), labels))
    ds = ds.shuffle(buffer_size=len(dataframe))
    return ds


train_ds = dataframe_to_dataset(train_dataframe).batch(16)
val_ds = dataframe_to_dataset(val_dataframe).batch(16)


def encode_numerical_feature(feature, name, dataset):
    normalizer = layers.Normalization()
    feature_ds = dataset.map(lambda x, y: x[name])
    feature_ds = feature_ds.map(lambda x: tf.expand_dims(x, -1))
    normalizer.adapt(feature_ds)
    return normalizer(feature)


def encode_categorical_feature(feature, name, values, is_string):
    lookup_class = layers.StringLookup if is_string else layers.IntegerLookup
    lookup = lookup_class(vocabulary=values, output_mode="one_hot")
    return lookup(feature)


sex = keras.Input(shape=(1,), name="sex", dtype="int64")
cp = keras.Input(shape=(1,), name="cp", dtype="int64")
thal = keras.Input(shape=(1,), name="thal", dtype="string")
age = keras.Input(shape=(1,), name="age")
chol = keras.Input(shape=(1,), name="chol")
all_inputs = [sex, cp, thal, age, chol]

encoded = [
    encode_categorical_feature(sex, "sex", [0, 1], False),
    encode_categorical_feature(cp, "cp", [1, 2, 3, 4], False),
    encode_categorical_feature(thal, "thal", ["fixed", "normal", "reversible"], True),
    encode_numerical_feature(age, "age", train_ds),
    encode_numerical_feature(chol, "chol", train_ds),
]
all_features = layers.concatenate(encoded)
x = layers.Dense(32, activation="relu")(all_features)
x = layers.Dropout(0.5)(x)
output = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(all_inputs, output)
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])

sample = {"age": 60, "sex": 1, "cp": 1, "chol": 233, "thal": "fixed"}
input_dict = {name: tf.convert_to_tensor([[value]]) for name, value in sample.items()}
print(model([input_dict[t.name] for t in all_inputs]).shape)
