"""A declared channel of 1 is added to 28x28 images by Keras."""
import numpy as np
from keras import Sequential, layers

images = np.random.rand(32, 28, 28)
digits = np.random.randint(0, 10, 32)
model = Sequential([
    layers.Conv2D(4, 3, activation="relu", input_shape=(28, 28, 1)),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(images, digits, epochs=1)
model.predict(images[:5])
