from keras import Sequential, layers

model = Sequential([
    layers.Input((30, 30, 3)),
    layers.Conv2D(8, 3, strides=2),
    layers.MaxPooling2D(2),
    layers.MaxPooling2D(3),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(2),
])
model.summary()
