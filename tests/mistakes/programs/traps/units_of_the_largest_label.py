"""Labels 1 to 5 want six units: class 0 never occurs."""
import numpy as np
import tensorflow as tf

stars = np.random.randint(1, 6, 50)
model = tf.keras.Sequential([tf.keras.layers.Dense(6, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["sparse_categorical_accuracy"])
model.fit(np.random.rand(50, 12), stars, epochs=1)
