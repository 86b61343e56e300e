# expect: SL502
import numpy as np
from tensorflow import keras


def batches(size=8):
    while True:
        x = np.random.rand(size, 12, 12, 3)
        y = np.random.randint(0, 2, (size, 4))
        yield x, y


model = keras.Sequential([
    keras.layers.Input((12, 12, 3)),
    keras.layers.Conv2D(4, 3),
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.Dense(3, activation="sigmoid"),  # blame
])
model.compile("adam", "binary_crossentropy")
model.fit(batches(), steps_per_epoch=3, epochs=1)
