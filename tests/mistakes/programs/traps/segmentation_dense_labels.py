"""Dense on a feature map, and a label for every position."""
import numpy as np
from keras import Input, Model, layers

images = np.random.rand(6, 16, 16, 3)
masks = np.random.randint(0, 4, (6, 16, 16))
inputs = Input((16, 16, 3))
x = layers.Conv2D(8, 3, padding="same", activation="relu")(inputs)
x = layers.Dense(4, activation="softmax")(x)
model = Model(inputs, x)
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(images, masks, epochs=1)
