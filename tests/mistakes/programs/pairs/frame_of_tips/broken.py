# expect: SL405
import numpy as np
import pandas as pd
from tensorflow import keras

n = 244
tips = pd.DataFrame({
    "total_bill": np.random.uniform(3, 50, n),
    "size": np.random.randint(1, 6, n),
    "smoker": np.random.randint(0, 2, n),
    "dinner": np.random.randint(0, 2, n),
    "tip": np.random.uniform(1, 10, n),
})
X = tips.drop(columns=["tip"]).values
y = tips["tip"].values

model = keras.Sequential([
    keras.layers.Dense(10, activation="relu", input_shape=(5,)),  # blame
    keras.layers.Dense(1),
])
model.compile(optimizer="adam", loss="mse")
model.fit(X, y, epochs=1)
