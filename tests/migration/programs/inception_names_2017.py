# params: 1*3*2+2 + 1*3*2+2 + 9*2*2+2 + 4*2+2
# output: (None, 2)
import numpy as np
from keras.layers import Conv2D, Dense, GlobalAveragePooling2D, Input, concatenate
from keras.models import Model

image = Input(shape=(6, 6, 3))
one = Conv2D(2, (1, 1), padding="same", activation="relu", name="inception_3a/1x1")(image)
three = Conv2D(2, (1, 1), padding="same", activation="relu", name="inception_3a/3x3_reduce")(image)
three = Conv2D(2, (3, 3), padding="same", activation="relu", name="inception_3a/3x3")(three)
x = concatenate([one, three], axis=3, name="inception_3a/output")
model = Model(image, Dense(2, name="loss3/classifier")(GlobalAveragePooling2D()(x)))
model.compile("sgd", "mse")
model.fit(np.random.rand(2, 6, 6, 3), np.random.rand(2, 2), epochs=1, verbose=0)
