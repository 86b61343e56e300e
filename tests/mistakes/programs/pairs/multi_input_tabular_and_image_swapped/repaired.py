import numpy as np
from keras import Input, Model
from keras.layers import Conv2D, Flatten, Dense, concatenate

meta = Input((5,), name="meta")
img = Input((16, 16, 3), name="img")
x = Flatten()(Conv2D(4, 3)(img))
y = Dense(1)(concatenate([x, meta]))
model = Model([meta, img], y)
model.compile("adam", "mse")
images, table, price = np.random.rand(9, 16, 16, 3), np.random.rand(9, 5), np.random.rand(9)
model.fit([table, images], price, epochs=1)
