# params: 9*3 + 3*4+4 + 4*2+2
# output: (None, 2)
import numpy as np
from keras.layers import Dense, GlobalMaxPooling2D, SeparableConvolution2D
from keras.models import Sequential

model = Sequential()
model.add(SeparableConvolution2D(4, (3, 3), input_shape=(8, 8, 3)))
model.add(GlobalMaxPooling2D())
model.add(Dense(2, activation="softmax"))
model.compile("nadam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(2, 8, 8, 3), np.random.randint(0, 2, 2), epochs=1, verbose=0)
