"""A training loop of one's own over a data set: batches decide the shapes."""
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train[:640, ..., np.newaxis] / 255.0
x_test = np.expand_dims(x_test[:128], axis=-1).astype("float32") / 255.0
x_train = x_train.astype("float32")

train_ds = tf.data.Dataset.from_tensor_slices((x_train, y_train[:640])).shuffle(1000).batch(32)
test_ds = tf.data.Dataset.from_tensor_slices((x_test, y_test[:128])).batch(32)


class MyModel(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv1 = layers.Conv2D(8, 3, activation="relu")
        self.pool = layers.MaxPooling2D()
        self.flatten = layers.Flatten()
        self.d1 = layers.Dense(16, activation="relu")
        self.d2 = layers.Dense(10)

    def call(self, x):
        x = self.pool(self.conv1(x))
        x = self.flatten(x)
        x = self.d1(x)
        return self.d2(x)


model = MyModel()
loss_object = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
for epoch in range(2):
    for step, (images, labels) in enumerate(train_ds.take(2)):
        logits = model(images, training=True)
        loss = loss_object(labels, logits)
for test_images, test_labels in test_ds.take(1):
    predictions = model(test_images, training=False)

probe = keras.Sequential([
    keras.Input(shape=predictions.shape[1:]),
    layers.Dense(5),
    layers.Dense(len(np.unique(y_train))),
])
