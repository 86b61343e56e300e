import numpy as np
from keras.layers import Conv2D, Dense, Flatten
from keras.models import Sequential

raw = np.arange(20 * 12 * 12, dtype="float32")
x = raw.reshape(-1, 12, 12, 1)
y = np.zeros(20)
model = Sequential([Conv2D(3, 3, input_shape=x.shape[1:]), Flatten(), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, epochs=1)
