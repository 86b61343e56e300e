import keras
import numpy as np
import tensorflow as tf


class Denoiser(keras.Model):
    def __init__(self):
        super().__init__()
        self.net = keras.Sequential([keras.layers.Dense(8), keras.layers.Dense(5)])
        self.tracker = keras.metrics.Mean(name="loss")

    def call(self, x):
        return self.net(x)

    def train_step(self, data):
        x, _ = data
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(self(x + tf.random.normal(tf.shape(x))) - x))
        self.optimizer.apply(tape.gradient(loss, self.trainable_variables), self.trainable_variables)
        self.tracker.update_state(loss)
        return {"loss": self.tracker.result()}


model = Denoiser()
model.compile("adam")
model.fit(np.random.rand(20, 5), np.arange(20), epochs=1)
