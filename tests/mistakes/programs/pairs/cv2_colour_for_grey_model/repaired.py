import os
import cv2
import numpy as np
from keras.models import Sequential
from keras.layers import Conv2D, Flatten, Dense

X, y = [], []
for kind, folder in enumerate(("cat", "dog")):
    for name in os.listdir("pets/train/" + folder):
        img = cv2.imread("pets/train/" + folder + "/" + name, cv2.IMREAD_GRAYSCALE)
        img = cv2.resize(img, (32, 32))
        X.append(img[..., np.newaxis])
        y.append(kind)
X, y = np.array(X) / 255.0, np.array(y)
model = Sequential([
    Conv2D(8, 3, activation="relu", input_shape=(32, 32, 1)),
    Flatten(),
    Dense(2, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(X, y, epochs=1)
