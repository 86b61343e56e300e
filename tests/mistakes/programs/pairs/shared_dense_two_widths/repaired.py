"""Two towers with one shared projection."""
from tensorflow import keras
from tensorflow.keras import layers

user = keras.Input((64,), name="user")
item = keras.Input((64,), name="item")

project = layers.Dense(32, activation="tanh")
score = layers.Dot(axes=-1, normalize=True)([project(user), project(item)])
model = keras.Model([user, item], score)
