import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

title = keras.Input((40,), name="title")
body = keras.Input((200,), name="body")
x = layers.concatenate([layers.Dense(16)(title), layers.Dense(16)(body)])
priority = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model([title, body], priority)
model.compile("adam", "binary_crossentropy")

titles, bodies = np.random.rand(32, 40), np.random.rand(32, 200)
urgent = np.random.randint(0, 2, (32, 1))
model.fit([titles, bodies], urgent, epochs=1)
