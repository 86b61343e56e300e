# expect: SL203
"""Two towers with one shared projection."""
from tensorflow import keras
from tensorflow.keras import layers

user = keras.Input((64,), name="user")
item = keras.Input((48,), name="item")  # blame

project = layers.Dense(32, activation="tanh")
score = layers.Dot(axes=-1, normalize=True)([project(user), project(item)])  # blame
model = keras.Model([user, item], score)
