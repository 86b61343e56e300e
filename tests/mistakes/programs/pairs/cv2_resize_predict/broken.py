# expect: SL406
import cv2
import numpy as np
from tensorflow import keras

model = keras.Sequential([
    keras.layers.Input((28, 28, 1)),
    keras.layers.Flatten(),
    keras.layers.Dense(10, activation="softmax"),
])
img = cv2.imread("flowers/rose/1.png", 0)
img = cv2.resize(img, (28, 28)).reshape(28, 28, 1)  # blame
img = img / 255.0
print(model.predict(img))  # blame
