import os
import cv2
import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Conv2D, MaxPooling2D, Flatten, Dense

IMG = 40
data, labels = [], []
for label, folder in enumerate(["cat", "dog"]):
    for name in os.listdir(os.path.join("pets/train", folder)):
        image = cv2.imread(os.path.join("pets/train", folder, name), cv2.IMREAD_GRAYSCALE)
        image = cv2.resize(image, (IMG, IMG))
        data.append(image)
        labels.append(label)
X = np.array(data).reshape(-1, IMG, IMG, 1) / 255.0
y = np.array(labels)

model = Sequential()
model.add(Conv2D(8, (3, 3), activation="relu", input_shape=(IMG, IMG, 1)))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X, y, batch_size=4, epochs=1)
