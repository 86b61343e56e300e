import numpy as np
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from tensorflow.keras.models import Sequential, Model
from tensorflow.keras.layers import (LSTM, GRU, Dense, Dropout, Conv1D, MaxPooling1D, Flatten, RepeatVector,
                                     TimeDistributed, Input, ConvLSTM2D)

n_past, n_future = 30, 5
FEATURES = ["Open", "High", "Low", "Close", "Volume"]
prices = pd.DataFrame(np.cumsum(np.random.randn(400, 5), axis=0) + 100, columns=FEATURES,
                      index=pd.bdate_range("2019-01-01", periods=400))
prices["ma7"] = prices["Close"].rolling(7).mean()
prices["ret"] = prices["Close"].pct_change()
prices = prices.dropna()
train_df, test_df = prices[:300], prices[300:]

scalers = {}
for i in train_df.columns:
    scaler = MinMaxScaler(feature_range=(-1, 1))
    s = scaler.fit_transform(train_df[i].values.reshape(-1, 1))
    scalers["scaler_" + i] = scaler
train = np.hstack([scalers["scaler_" + i].transform(train_df[i].values.reshape(-1, 1)) for i in train_df.columns])
test = np.hstack([scalers["scaler_" + i].transform(test_df[i].values.reshape(-1, 1)) for i in test_df.columns])
n_features = train.shape[1]


def split_series(series, n_past, n_future):
    X, y = list(), list()
    for window_start in range(len(series)):
        past_end = window_start + n_past
        future_end = past_end + n_future
        if future_end > len(series):
            break
        past, future = series[window_start:past_end, :], series[past_end:future_end, :]
        X.append(past)
        y.append(future)
    return np.array(X), np.array(y)


X_train, y_train = split_series(train, n_past, n_future)
X_train = X_train.reshape((X_train.shape[0], X_train.shape[1], n_features))
y_train = y_train.reshape((y_train.shape[0], y_train.shape[1], n_features))
X_test, y_test = split_series(test, n_past, n_future)
print(X_train.shape, y_train.shape, X_test.shape)

# E1D1
encoder_inputs = Input(shape=(n_past, n_features))
encoder_l1 = LSTM(50, return_state=True)
encoder_outputs1 = encoder_l1(encoder_inputs)
encoder_states1 = encoder_outputs1[1:]
decoder_inputs = RepeatVector(n_future)(encoder_outputs1[0])
decoder_l1 = LSTM(50, return_sequences=True)(decoder_inputs, initial_state=encoder_states1)
decoder_outputs1 = TimeDistributed(Dense(n_features))(decoder_l1)
model_e1d1 = Model(encoder_inputs, decoder_outputs1)

# CNN + LSTM on sub-sequences
n_seq, n_steps = 5, 6
sub = X_train.reshape((X_train.shape[0], n_seq, n_steps, n_features))
cnn = Sequential()
cnn.add(TimeDistributed(Conv1D(filters=32, kernel_size=1, activation='relu'), input_shape=(None, n_steps, n_features)))
cnn.add(TimeDistributed(MaxPooling1D(pool_size=2)))
cnn.add(TimeDistributed(Flatten()))
cnn.add(LSTM(50, activation='relu'))
cnn.add(Dropout(.2))
cnn.add(Dense(n_future))

conv = Sequential()
conv.add(ConvLSTM2D(filters=16, kernel_size=(1, 2), activation='relu', input_shape=(n_seq, 1, n_steps, n_features)))
conv.add(Flatten())
conv.add(Dense(n_future))

model_e1d1.compile(optimizer='adam', loss='huber')
model_e1d1.fit(X_train, y_train, epochs=2, validation_data=(X_test, y_test), batch_size=32, verbose=0)
close = y_train[:, :, FEATURES.index("Close")]
for m, data in ((cnn, sub), (conv, sub.reshape(len(sub), n_seq, 1, n_steps, n_features))):
    m.compile(optimizer='adam', loss='mse')
    m.fit(data, close, epochs=1, verbose=0)
    print(m.predict(data[:7]).shape)

pred = model_e1d1.predict(X_test)
for index, i in enumerate(train_df.columns):
    scaler = scalers['scaler_' + i]
    pred[:, :, index] = scaler.inverse_transform(pred[:, :, index])
print(pred.shape)
