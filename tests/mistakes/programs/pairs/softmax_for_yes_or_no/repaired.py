import numpy as np
from tensorflow.keras import layers, models

X = np.random.rand(100, 8)
y = np.random.randint(0, 2, 100)

model = models.Sequential([
    layers.Input((8,)),
    layers.Dense(12, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(X, y, epochs=1, batch_size=10)
