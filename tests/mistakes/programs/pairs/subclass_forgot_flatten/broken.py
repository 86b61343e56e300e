# expect: SL503
import numpy as np
import tensorflow as tf


class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = tf.keras.layers.Conv2D(6, 3, activation="relu")
        self.pool = tf.keras.layers.MaxPool2D()
        self.out = tf.keras.layers.Dense(10, activation="softmax")  # blame

    def call(self, x):
        x = self.pool(self.conv(x))
        return self.out(x)


x = np.random.rand(20, 16, 16, 3).astype("float32")
y = np.random.randint(0, 10, 20)
net = Net()
net.compile("adam", tf.keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
net.fit(x, y, epochs=1)
