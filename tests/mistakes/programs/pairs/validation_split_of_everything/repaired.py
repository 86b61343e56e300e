import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

days = np.random.rand(32, 4)
rain = np.random.rand(32, 1)

model = keras.Sequential([keras.Input((4,)), layers.Dense(6, "relu"), layers.Dense(1)])
model.compile("adam", "mse")
history = model.fit(days, rain, epochs=1, validation_split=0.1, verbose=0)
print(history.history["val_loss"])
