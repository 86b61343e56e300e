# expect: SL423
import keras
import numpy as np
from keras import layers

inputs = keras.Input((None, None, 3))
maps = layers.Conv2D(4, 3, padding="same")(inputs)
coarse = layers.UpSampling2D()(layers.MaxPooling2D(2)(maps))
model = keras.Model(inputs, layers.Add()([maps, coarse]))
picture = np.zeros((1, 41, 40, 3), "float32")  # blame
print(model(picture).shape)  # blame
