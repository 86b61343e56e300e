import numpy as np
import tensorflow as tf

x = np.random.rand(64, 5)
y = np.random.randint(0, 4, size=(64, 1))
model = tf.keras.Sequential([
    tf.keras.layers.Dense(16, activation="relu"),
    tf.keras.layers.Dense(4, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=1, validation_split=0.25)
