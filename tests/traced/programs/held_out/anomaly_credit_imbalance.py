import numpy as np
import pandas as pd
import sklearn
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
import tensorflow as tf
from tensorflow import keras

columns = ["Time"] + ["V%d" % i for i in range(1, 29)] + ["Amount", "Class"]
raw_df = pd.DataFrame(np.random.randn(1000, len(columns)), columns=columns)
raw_df["Class"] = (np.random.rand(1000) < 0.05).astype(int)
neg, pos = np.bincount(raw_df["Class"])
total = neg + pos

cleaned_df = raw_df.copy()
cleaned_df.pop("Time")
cleaned_df["Log Amount"] = np.log(np.abs(cleaned_df.pop("Amount")) + 0.001)
train_df, test_df = train_test_split(cleaned_df, test_size=0.2)
train_df, val_df = train_test_split(train_df, test_size=0.2)

train_labels = np.array(train_df.pop("Class")).reshape(-1, 1)
bool_train_labels = train_labels[:, 0] != 0
val_labels = np.array(val_df.pop("Class")).reshape(-1, 1)
test_labels = np.array(test_df.pop("Class")).reshape(-1, 1)
train_features, val_features, test_features = np.array(train_df), np.array(val_df), np.array(test_df)
scaler = StandardScaler()
train_features = np.clip(scaler.fit_transform(train_features), -5, 5)
val_features = np.clip(scaler.transform(val_features), -5, 5)
test_features = np.clip(scaler.transform(test_features), -5, 5)

METRICS = [
    keras.metrics.BinaryCrossentropy(name="cross entropy"),
    keras.metrics.TruePositives(name="tp"),
    keras.metrics.Precision(name="precision"),
    keras.metrics.AUC(name="prc", curve="PR"),
]


def make_model(metrics=METRICS, output_bias=None):
    if output_bias is not None:
        output_bias = tf.keras.initializers.Constant(output_bias)
    model = keras.Sequential([
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(1, activation="sigmoid", bias_initializer=output_bias),
    ])
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=1e-3), loss=keras.losses.BinaryCrossentropy(), metrics=metrics)
    return model


EPOCHS, BATCH_SIZE = 3, 128
early_stopping = tf.keras.callbacks.EarlyStopping(monitor="val_prc", patience=10, mode="max", restore_best_weights=True)
initial_bias = np.log([pos / neg])
model = make_model(output_bias=initial_bias)
print(model.predict(train_features[:10]).shape)
class_weight = {0: (1 / neg) * (total / 2.0), 1: (1 / pos) * (total / 2.0)}
weighted = make_model()
weighted.fit(train_features, train_labels, batch_size=BATCH_SIZE, epochs=EPOCHS, callbacks=[early_stopping],
             validation_data=(val_features, val_labels), class_weight=class_weight)

pos_features, neg_features = train_features[bool_train_labels], train_features[~bool_train_labels]
pos_labels, neg_labels = train_labels[bool_train_labels], train_labels[~bool_train_labels]
ids = np.arange(len(pos_features))
choices = np.random.choice(ids, len(neg_features))
res_features = np.concatenate([pos_features[choices], neg_features], axis=0)
res_labels = np.concatenate([pos_labels[choices], neg_labels], axis=0)
order = np.arange(len(res_labels))
np.random.shuffle(order)
res_features, res_labels = res_features[order], res_labels[order]


def make_ds(features, labels):
    return tf.data.Dataset.from_tensor_slices((features, labels)).shuffle(1000).repeat()


pos_ds, neg_ds = make_ds(pos_features, pos_labels), make_ds(neg_features, neg_labels)
resampled_ds = tf.data.Dataset.sample_from_datasets([pos_ds, neg_ds], weights=[0.5, 0.5]).batch(BATCH_SIZE).prefetch(2)
val_ds = tf.data.Dataset.from_tensor_slices((val_features, val_labels)).batch(BATCH_SIZE)
resampled = make_model()
resampled.fit(resampled_ds, epochs=EPOCHS, steps_per_epoch=5, validation_data=val_ds)
scores = resampled.predict(test_features, batch_size=BATCH_SIZE)
print(roc_auc_score(np.r_[test_labels, [[0], [1]]], np.r_[scores, [[.1], [.9]]]))
