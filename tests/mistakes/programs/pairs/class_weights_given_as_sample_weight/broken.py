# expect: SL415
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

letters = np.random.rand(30, 10)
kind = np.random.randint(0, 3, 30)
balance = {0: 1.0, 1: 2.0, 2: 4.0}

model = keras.Sequential([keras.Input((10,)), layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(letters, kind, sample_weight=balance, epochs=1, verbose=0)  # blame
