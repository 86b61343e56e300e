import numpy as np
import tensorflow as tf
from tensorflow.keras import layers, models

mfcc = np.random.rand(40, 50, 13)
word = np.random.randint(0, 8, (40,))

model = models.Sequential()
model.add(layers.Bidirectional(layers.GRU(16, return_sequences=False), input_shape=(50, 13)))
model.add(layers.Dense(8, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(mfcc, word, batch_size=8, epochs=1)
