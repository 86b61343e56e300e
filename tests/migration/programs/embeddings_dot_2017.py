# params: 10*3 + 12*3
# output: (None, 1)
import numpy as np
from keras.layers import Embedding, Flatten, Input, merge
from keras.models import Model

user = Input(shape=(1,), dtype="int64")
item = Input(shape=(1,), dtype="int64")
u = Flatten()(Embedding(10, 3, input_length=1)(user))
m = Flatten()(Embedding(12, 3, input_length=1)(item))
x = merge([u, m], mode="dot")
model = Model([user, item], x)
model.compile("adam", loss="mse")
model.fit([np.random.randint(0, 10, (6, 1)), np.random.randint(0, 12, (6, 1))], np.random.rand(6), nb_epoch=1, verbose=0)
