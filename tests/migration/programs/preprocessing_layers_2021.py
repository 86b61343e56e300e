# params: 9*3*2+2 + 2*3+3
# output: (None, 3)
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers
from tensorflow.keras.layers.experimental import preprocessing

model = tf.keras.Sequential(
    [
        preprocessing.Rescaling(1.0 / 255, input_shape=(8, 8, 3)),
        layers.Conv2D(2, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3),
    ]
)
model.compile("adam", tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(np.random.rand(4, 8, 8, 3), np.random.randint(0, 3, 4), epochs=1, verbose=0)
