import pandas as pd
import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import LSTM, Dense

df = pd.DataFrame({"open": np.random.rand(120), "high": np.random.rand(120), "low": np.random.rand(120), "up": np.arange(120) % 2})
X = MinMaxScaler().fit_transform(df[["open", "high", "low"]])
y = df["up"].values
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)
X_train = X_train.reshape(-1, 1, 3)
model = Sequential()
model.add(LSTM(8))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X_train, y_train, epochs=1)
