import numpy as np
from keras.layers import GRU, Dense
from keras.models import Sequential

prices = np.cumsum(np.random.randn(300))
WINDOW = 20
X = np.array([prices[i:i + WINDOW] for i in range(len(prices) - WINDOW)])
y = prices[WINDOW:]
X = X.reshape(X.shape[0], WINDOW, 1)

model = Sequential()
model.add(GRU(16))
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(X, y, epochs=1, batch_size=32)
