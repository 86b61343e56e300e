# expect: SL423
import keras
import numpy as np
from keras import layers

encoder = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(3)])
users = keras.Input((10,))
items = keras.Input((12,))  # blame
score = layers.Dot(axes=1)([encoder(users), encoder(items)])  # blame
model = keras.Model([users, items], score)
print(model.predict([np.zeros((2, 10)), np.zeros((2, 12))], verbose=0).shape)
