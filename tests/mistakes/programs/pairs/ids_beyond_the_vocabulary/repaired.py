import numpy as np
import tensorflow as tf

VOCAB = 800
reviews = np.random.randint(0, 1000, size=(400, 25))
rating = np.random.randint(0, 2, 400)

model = tf.keras.Sequential([
    tf.keras.layers.Embedding(1000, 8),
    tf.keras.layers.GlobalAveragePooling1D(),
    tf.keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(reviews, rating, epochs=1)
