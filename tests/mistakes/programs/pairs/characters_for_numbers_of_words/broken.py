# expect: SL502
import numpy as np
import tensorflow as tf

ids = np.random.randint(0, 40, 101)
dataset = tf.data.Dataset.from_tensor_slices(ids).batch(21, drop_remainder=True)
dataset = dataset.map(lambda chunk: (chunk[:-1], tf.one_hot(chunk[1:], 40))).batch(2)

model = tf.keras.Sequential([
    tf.keras.layers.Embedding(40, 8),
    tf.keras.layers.GRU(16, return_sequences=True),
    tf.keras.layers.Dense(50, activation="softmax"),  # blame
])
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit(dataset, epochs=1)
