# expect: SL202
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import LSTM, Dense, Dropout

regressor = tf.keras.Sequential()
regressor.add(LSTM(units=20, return_sequences=True, input_shape=(60, 1)))
regressor.add(Dropout(0.2))
regressor.add(LSTM(units=20))  # blame
regressor.add(Dropout(0.2))
regressor.add(LSTM(units=20))  # blame
regressor.add(Dense(units=1))
regressor.compile(optimizer="adam", loss="mean_squared_error")
regressor.fit(np.random.rand(64, 60, 1), np.random.rand(64), epochs=1, batch_size=32)
