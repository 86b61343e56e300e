# expect: SL204
import keras
from keras import layers

inputs = keras.Input(shape=(None, None, 3))
x = layers.Conv2D(16, 3, activation="relu")(inputs)
x = layers.Conv2D(32, 3, activation="relu")(x)
x = layers.Flatten()(x)  # blame
outputs = layers.Dense(5)(x)  # blame
model = keras.Model(inputs, outputs)
