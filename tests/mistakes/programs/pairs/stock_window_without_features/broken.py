# expect: SL202
import numpy as np
from keras.layers import GRU, Dense
from keras.models import Sequential

prices = np.cumsum(np.random.randn(300))
WINDOW = 20
X = np.array([prices[i:i + WINDOW] for i in range(len(prices) - WINDOW)])  # blame
y = prices[WINDOW:]

model = Sequential()
model.add(GRU(16))
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(X, y, epochs=1, batch_size=32)  # blame
