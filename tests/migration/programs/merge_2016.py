# params: 4*3+3 + 5*3+3 + 6*1+1
# output: (None, 1)
import numpy as np
from keras.layers import Dense, Input, merge
from keras.models import Model

left = Input(shape=(4,))
right = Input(shape=(5,))
a = Dense(3, activation="relu")(left)
b = Dense(3, activation="relu")(right)
both = merge([a, b], mode="concat", concat_axis=-1)
out = Dense(1, activation="sigmoid")(both)
model = Model(input=[left, right], output=out)
model.compile(optimizer="rmsprop", loss="binary_crossentropy")
model.fit([np.random.rand(8, 4), np.random.rand(8, 5)], np.random.randint(0, 2, 8), nb_epoch=1, verbose=0)
