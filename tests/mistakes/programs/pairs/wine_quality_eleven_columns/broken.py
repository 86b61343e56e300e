# expect: SL405
import pandas as pd
import numpy as np
from tensorflow import keras

cols = ["fixed", "volatile", "citric", "sugar", "chlorides", "free", "total", "density", "ph", "sulphates", "alcohol", "quality"]
df = pd.DataFrame(np.random.rand(80, 12), columns=cols)
X = df.drop("quality", axis=1)
y = df["quality"]
model = keras.Sequential([keras.layers.Dense(32, activation="relu", input_shape=[len(df.columns)]), keras.layers.Dense(1)])  # blame
model.compile("rmsprop", "mse", metrics=["mae"])
model.fit(X, y, epochs=1, validation_split=0.2, verbose=0)
