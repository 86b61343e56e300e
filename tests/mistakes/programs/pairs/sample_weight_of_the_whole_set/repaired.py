import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

patients = np.random.rand(50, 7)
ill = np.random.randint(0, 2, 50)
importance = np.where(ill == 1, 3.0, 1.0)
train, kept = patients[:40], patients[40:]

model = keras.Sequential([keras.Input((7,)), layers.Dense(4, "relu"), layers.Dense(1, "sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(train, ill[:40], sample_weight=importance[:40], epochs=1, verbose=0)
model.evaluate(kept, ill[40:], verbose=0)
