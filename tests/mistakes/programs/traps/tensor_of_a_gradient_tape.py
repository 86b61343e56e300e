import keras
import numpy as np
import tensorflow as tf
from keras import layers

dense = layers.Dense(2)
net = keras.Sequential([keras.Input((3,)), dense])
data = tf.constant(np.random.rand(5, 3), dtype=tf.float32)
loss_of = keras.losses.MeanSquaredError()
with tf.GradientTape() as tape:
    out = net(data)
    loss = loss_of(tf.zeros_like(out), out) + tf.reduce_mean(dense(data))
grads = tape.gradient(loss, net.trainable_variables)
for grad, variable in zip(grads, net.trainable_variables):
    print(tf.norm(grad), np.shape(variable))
print(tf.shape(out), loss.numpy(), [part for part in tf.unstack(out)][0].shape)
