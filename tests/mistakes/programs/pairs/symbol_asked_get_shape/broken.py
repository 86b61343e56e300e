# expect: SL422
import keras
import numpy as np
from keras import layers

image = keras.Input(shape=(12, 12, 1))
maps = layers.Conv2D(4, 3, activation="relu")(image)
height, width = maps.get_shape()[1:3]  # blame
pooled = layers.AveragePooling2D((height, width))(maps)
model = keras.Model(image, layers.Dense(2)(layers.Flatten()(pooled)))
print(model.predict(np.zeros((2, 12, 12, 1)), verbose=0).shape)
