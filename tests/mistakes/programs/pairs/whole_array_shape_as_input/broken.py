# expect: SL405
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Flatten

X = np.random.rand(150, 30)
Y = np.random.randint(0, 2, (150, 1))

model = Sequential()
model.add(Dense(60, input_shape=X.shape, activation="relu"))  # blame
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X, Y, epochs=1, batch_size=10)
