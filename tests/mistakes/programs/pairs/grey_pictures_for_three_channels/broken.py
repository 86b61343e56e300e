# expect: SL405
import numpy as np
from tensorflow.keras import Model, layers

xrays = np.random.rand(8, 64, 64, 1)
ill = np.random.randint(0, 2, 8)


def backbone(shape=(64, 64, 3)):
    image = layers.Input(shape)  # blame
    x = layers.Conv2D(8, 3, strides=2, activation="relu")(image)
    x = layers.SeparableConv2D(16, 3, strides=2, activation="relu")(x)
    return Model(image, layers.GlobalAveragePooling2D()(x), name="backbone")


base = backbone()
out = layers.Dense(1, activation="sigmoid")(base.output)
model = Model(base.input, out)
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(xrays, ill, epochs=1)  # blame
