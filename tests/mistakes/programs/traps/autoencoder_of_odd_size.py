import numpy as np
from keras import Input, Model, layers

inputs = Input((30, 30, 1))
x = layers.Conv2D(8, 3, padding="same", strides=2)(inputs)
x = layers.Conv2D(4, 3, padding="same", strides=2)(x)
x = layers.Conv2DTranspose(4, 3, padding="same", strides=2)(x)
x = layers.Conv2DTranspose(8, 3, padding="same", strides=2)(x)
x = layers.Cropping2D(1)(x)
outputs = layers.Conv2D(1, 3, padding="same", activation="sigmoid")(x)
model = Model(inputs, outputs)
model.compile("adam", "binary_crossentropy")
pictures = np.random.rand(6, 30, 30, 1)
model.fit(pictures, pictures, epochs=1)
