# expect: SL415
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

X = np.random.rand(60, 12)
y = np.random.randint(0, 2, 60)
weights = [1.0, 5.0]  # blame

model = keras.Sequential([layers.Input((12,)), layers.Dense(8, "relu"), layers.Dense(1, "sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(X, y, epochs=1, class_weight=weights)  # blame
