# expect: SL502
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(8, input_shape=(5,)), tf.keras.layers.Dense(2)])  # blame
loss_fn = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
x = np.random.rand(6, 5).astype("float32")
y = np.eye(3)[[0, 1, 2, 0, 1, 2]].astype("float32")
with tf.GradientTape() as tape:
    loss = loss_fn(y, model(x))  # blame
