import numpy as np
from sklearn.preprocessing import LabelEncoder, OneHotEncoder
from keras.models import Sequential
from keras.layers import Dense, LSTM

X = np.random.rand(60, 10, 3)
names = np.array(["walk", "run", "sit"] * 20)
integer = LabelEncoder().fit_transform(names)
onehot = OneHotEncoder(sparse_output=False).fit_transform(integer.reshape(-1, 1))
model = Sequential()
model.add(LSTM(8, return_sequences=False, input_shape=(10, 3)))
model.add(Dense(3, activation="softmax"))
model.compile("adam", "categorical_crossentropy")
model.fit(X, onehot, epochs=1)
