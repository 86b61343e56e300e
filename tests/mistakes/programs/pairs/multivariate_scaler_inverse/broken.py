# expect: SL502
import numpy as np
from keras.models import Sequential
from keras.layers import LSTM, Dense
from sklearn.preprocessing import MinMaxScaler

values = np.random.rand(200, 4)
scaled = MinMaxScaler(feature_range=(0, 1)).fit_transform(values)
X, Y = [], []
for i in range(30, len(scaled)):
    X.append(scaled[i - 30:i, :])
    Y.append(scaled[i, :])
X, Y = np.array(X), np.array(Y)
model = Sequential()
model.add(LSTM(16, input_shape=(X.shape[1], X.shape[2])))
model.add(Dense(2))  # blame
model.compile(loss="mse", optimizer="adam")
model.fit(X, Y, epochs=1, batch_size=50, verbose=0)
