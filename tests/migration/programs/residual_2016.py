# params: 9*3*4+4 + 9*4*4+4 + 9*4*4+4 + 4*2+2
# output: (None, 2)
import numpy as np
from keras.layers import Activation, Convolution2D, Dense, GlobalAveragePooling2D, Input, merge
from keras.models import Model


def residual_block(x, filters):
    y = Convolution2D(filters, 3, 3, border_mode="same", init="he_normal")(x)
    y = Activation("relu")(y)
    y = Convolution2D(filters, 3, 3, border_mode="same", init="he_normal")(y)
    return Activation("relu")(merge([x, y], mode="sum"))


image = Input(shape=(8, 8, 3))
x = Convolution2D(4, 3, 3, border_mode="same")(image)
x = residual_block(x, 4)
x = GlobalAveragePooling2D()(x)
model = Model(image, Dense(2, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(4, 8, 8, 3), np.random.randint(0, 2, 4), nb_epoch=1, verbose=0)
