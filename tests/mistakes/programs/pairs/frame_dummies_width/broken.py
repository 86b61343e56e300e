# expect: SL502
import numpy as np
import pandas as pd
from keras.layers import Dense, Input
from keras.models import Sequential

frame = pd.DataFrame({
    "length": np.random.rand(60),
    "width": np.random.rand(60),
    "island": np.arange(60) % 3,
})
target = pd.get_dummies(np.array([0, 1, 2] * 20), dtype=float).values
inputs = frame[["length", "width"]].values

model = Sequential([
    Input(shape=(2,)),
    Dense(8, activation="relu"),
    Dense(1, activation="sigmoid"),  # blame
])
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(inputs, target, epochs=1)
