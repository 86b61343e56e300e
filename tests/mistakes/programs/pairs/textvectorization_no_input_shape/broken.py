# expect: SL503
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers

texts = np.array(["good film", "bad film", "boring", "great"])
labels = np.array([1, 0, 0, 1])
vectorize = layers.TextVectorization(max_tokens=50, output_mode="int", output_sequence_length=6)
vectorize.adapt(texts)
x = vectorize(texts)
model = tf.keras.Sequential([
    layers.Embedding(50, 8),
    layers.Conv1D(8, 3, activation="relu"),
    layers.Dense(1, activation="sigmoid"),  # blame
])
model.compile("adam", "binary_crossentropy")
model.fit(x, labels, epochs=1)
