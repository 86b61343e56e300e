import numpy as np
import tensorflow as tf


class Classifier(tf.keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.hidden = tf.keras.layers.Dense(32, activation="relu")
        self.dropout = tf.keras.layers.Dropout(0.5)
        self.out = tf.keras.layers.Dense(classes, activation="softmax")

    def call(self, x, training=False):
        return self.out(self.dropout(self.hidden(x), training=training))


x = np.random.rand(120, 20).astype("float32")
y = np.random.randint(0, 5, 120)
model = Classifier(5)
model.compile(optimizer="adam", loss=tf.keras.losses.SparseCategoricalCrossentropy())
model.fit(x, y, epochs=1)
