# expect: SL421
import keras
import numpy as np
from keras import layers

words = keras.Input(shape=(12,), dtype="int32")
vectors = layers.Embedding(50, 6)(words)
document = np.mean(vectors, axis=1)  # blame
topic = layers.Dense(4, activation="softmax")(document)
model = keras.Model(words, topic)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.randint(0, 50, (10, 12)), np.random.randint(0, 4, 10), verbose=0)
