# Predict the next closing price from the last 60.
import numpy as np
from keras.models import Sequential
from keras.layers import LSTM, Dense, Dropout, Input

look_back = 60
data = np.sin(np.arange(400) / 15.0) * 10 + 100
dataset = data.reshape((-1, 1))
training_data_len = int(np.ceil(len(dataset) * 0.8))
scaled_data = (dataset - dataset.min()) / (dataset.max() - dataset.min())

train_data = scaled_data[0:training_data_len, :]
x_train = []
y_train = []
for i in range(look_back, len(train_data)):
    x_train.append(train_data[i - look_back:i, 0])
    y_train.append(train_data[i, 0])
x_train, y_train = np.array(x_train), np.array(y_train)
x_train = np.reshape(x_train, (x_train.shape[0], x_train.shape[1], 1))

model = Sequential()
model.add(LSTM(16, return_sequences=True, input_shape=(x_train.shape[1], 1)))
model.add(Dropout(0.2))
model.add(LSTM(units=8, return_sequences=False))
model.add(Dense(25))
model.add(Dense(units=1))
model.compile(optimizer="adam", loss="mean_squared_error")
model.fit(x_train, y_train, batch_size=1, epochs=1)

test_data = scaled_data[training_data_len - look_back:, :]
x_test = [test_data[i - look_back:i, 0] for i in range(look_back, len(test_data))]
x_test = np.array(x_test)
x_test = np.reshape(x_test, (x_test.shape[0], x_test.shape[1], 1))
predictions = model.predict(x_test)
rmse = np.sqrt(np.mean(((predictions - dataset[training_data_len:, :]) ** 2)))


def split_sequence(sequence, n_steps):
    X, y = list(), list()
    for i in range(len(sequence)):
        end_ix = i + n_steps
        if end_ix > len(sequence) - 1:
            break
        seq_x, seq_y = sequence[i:end_ix], sequence[end_ix]
        X.append(seq_x)
        y.append(seq_y)
    return np.array(X), np.array(y)


raw_seq = [10, 20, 30, 40, 50, 60, 70, 80, 90]
n_steps = 3
X, y = split_sequence(raw_seq, n_steps)
n_features = 1
X = X.reshape((X.shape[0], X.shape[1], n_features))
small = Sequential()
small.add(Input(shape=(n_steps, n_features)))
small.add(LSTM(10, activation="relu"))
small.add(Dense(1))
small.compile("adam", "mse")
small.fit(X, y, epochs=1, verbose=0)
x_input = np.array([70, 80, 90]).reshape((1, n_steps, n_features))
yhat = small.predict(x_input, verbose=0)
