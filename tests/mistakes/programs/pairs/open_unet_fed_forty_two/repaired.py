import keras
import numpy as np
from keras import layers

inputs = keras.Input((None, None, 3))
first = layers.Conv2D(4, 3, padding="same", activation="relu")(inputs)
second = layers.Conv2D(4, 3, padding="same")(layers.MaxPooling2D(2)(first))
third = layers.Conv2D(4, 3, padding="same")(layers.MaxPooling2D(2)(second))
up = layers.Concatenate()([layers.Conv2DTranspose(4, 2, strides=2)(third), second])
up = layers.Concatenate()([layers.Conv2DTranspose(4, 2, strides=2)(up), first])
unet = keras.Model(inputs, layers.Conv2D(1, 1, activation="sigmoid")(up))
photos = np.random.rand(2, 44, 44, 3).astype("float32")
print(unet.predict(photos, verbose=0).shape)
