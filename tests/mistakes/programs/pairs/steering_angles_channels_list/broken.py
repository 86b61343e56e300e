# expect: SL405
import numpy as np
from keras.models import Sequential
from keras.layers import Lambda, Cropping2D, Convolution2D, Flatten, Dense

samples = np.random.randint(0, 256, (6, 80, 160, 3))
angles = np.random.uniform(-1, 1, 6)
model = Sequential()
model.add(Lambda(lambda x: x / 127.5 - 1.0, input_shape=(160, 80, 3)))  # blame
model.add(Cropping2D(cropping=((20, 10), (0, 0))))
model.add(Convolution2D(4, (5, 5), strides=(2, 2), activation="elu"))
model.add(Flatten())
model.add(Dense(1))
model.compile(loss="mse", optimizer="adam")
model.fit(samples, angles, epochs=1)  # blame
