# expect: SL511 warning
import numpy as np
import tensorflow as tf

X = np.random.rand(200, 6)
y = np.random.rand(200, 1)

model = tf.keras.Sequential([
    tf.keras.layers.Dense(16, activation="relu", input_shape=(6,)),
    tf.keras.layers.Dense(6),  # blame
])
model.compile(optimizer="adam", loss="mse")
model.fit(X, y, epochs=1)
