# expect: SL415
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

left = np.random.rand(20, 6)
right = np.random.rand(20, 4)
price = np.random.rand(20, 1)

first = keras.Input((6,))
second = keras.Input((4,))
joined = layers.concatenate([layers.Dense(8, "relu")(first), layers.Dense(8, "relu")(second)])
model = keras.Model([first, second], layers.Dense(1)(joined))
model.compile("adam", "mse")
model.fit([left, right], price, epochs=1, verbose=0)
guess = model.predict(left, right)  # blame
print(guess.shape)
