import pandas as pd
import tensorflow.keras as K

df = pd.read_csv("heart.csv")
features = ["age", "trestbps", "chol", "thalach", "oldpeak"]
X = df[features].values
y = df["target"].values

net = K.models.Sequential()
net.add(K.layers.Dense(16, activation="relu", input_shape=(5,)))
net.add(K.layers.Dense(1, activation="sigmoid"))
net.compile("adam", "binary_crossentropy", metrics=["accuracy"])
net.fit(X, y, epochs=1, batch_size=10)
