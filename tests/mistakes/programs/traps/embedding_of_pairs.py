import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

pairs = np.random.randint(0, 50, (40, 2))
model = keras.Sequential([
    layers.Embedding(50, 8, input_length=2),
    layers.Reshape((16,)),
    layers.Dense(1),
]) if False else keras.Sequential([layers.Embedding(50, 8), layers.Reshape((16,)), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(pairs, np.random.rand(40), epochs=1)
