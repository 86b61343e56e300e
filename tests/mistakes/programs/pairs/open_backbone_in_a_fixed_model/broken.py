# expect: SL423
import keras
import numpy as np
from keras import layers

open_input = keras.Input((None, None, 1))
down = layers.MaxPooling2D(2)(layers.Conv2D(4, 3, padding="same")(open_input))
back = layers.Concatenate()([layers.UpSampling2D()(down), open_input])
backbone = keras.Model(open_input, back)

digits = keras.Input((27, 27, 1))  # blame
maps = backbone(digits)  # blame
model = keras.Model(digits, layers.Dense(10)(layers.GlobalAveragePooling2D()(maps)))
print(model.predict(np.zeros((2, 27, 27, 1)), verbose=0).shape)
