import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.preprocessing import StandardScaler
from keras.models import Sequential
from keras.layers import Dense

data = load_breast_cancer()
X = StandardScaler().fit_transform(data.data)
model = Sequential()
model.add(Dense(16, activation="relu", input_dim=30))
model.add(Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(X, data.target, epochs=1, batch_size=100)
