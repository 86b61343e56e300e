import numpy as np
from keras.models import Sequential
from keras.layers import Conv3D, MaxPooling3D, Flatten, Dense

volumes = np.random.rand(4, 16, 16, 16)
y = np.array([0, 1, 0, 1])
model = Sequential()
model.add(Conv3D(4, (3, 3, 3), activation="relu", input_shape=(16, 16, 16, 1)))
model.add(MaxPooling3D((2, 2, 2)))
model.add(Flatten())
model.add(Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy")
model.fit(volumes, y, epochs=1)
