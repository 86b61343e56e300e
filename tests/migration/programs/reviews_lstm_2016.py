# params: 50*8 + 4*((8+6)*6+6) + 6*1+1
# output: (None, 1)
import numpy as np
from keras.preprocessing import sequence
from keras.models import Sequential
from keras.layers import Dense, Activation, Embedding
from keras.layers import LSTM

max_features, maxlen, batch_size = 50, 12, 8
X_train = [list(np.random.randint(1, max_features, n)) for n in np.random.randint(3, 20, 24)]
y_train = np.random.randint(0, 2, 24)
X_train = sequence.pad_sequences(X_train, maxlen=maxlen)

model = Sequential()
model.add(Embedding(max_features, 8, input_length=maxlen))
model.add(LSTM(6, dropout_W=0.2, dropout_U=0.2))
model.add(Dense(1))
model.add(Activation("sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X_train, y_train, batch_size=batch_size, nb_epoch=1, validation_data=(X_train, y_train), verbose=0)
score, acc = model.evaluate(X_train, y_train, batch_size=batch_size, verbose=0)
