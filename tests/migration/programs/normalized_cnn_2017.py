# params: 9*1*4 + 4*4 + 4*4*4*3+3
# output: (None, 3)
import numpy as np
from keras.layers.convolutional import Conv2D
from keras.layers.core import Activation, Dense, Flatten
from keras.layers.normalization import BatchNormalization
from keras.layers.pooling import MaxPooling2D
from keras.models import Sequential

model = Sequential()
model.add(Conv2D(4, (3, 3), use_bias=False, input_shape=(10, 10, 1)))
model.add(BatchNormalization(axis=-1))
model.add(Activation("relu"))
model.add(MaxPooling2D())
model.add(Flatten())
model.add(Dense(3, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(np.random.rand(6, 10, 10, 1), np.random.randint(0, 3, 6), epochs=1, verbose=0)
