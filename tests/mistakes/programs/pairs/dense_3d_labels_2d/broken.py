# expect: SL503
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Dropout

X_train = np.random.rand(100, 5, 8)
y_train = np.random.randint(0, 2, size=(100, 1))
model = Sequential()
model.add(Dense(16, activation="relu", input_shape=(5, 8)))  # blame
model.add(Dropout(0.2))
model.add(Dense(1, activation="sigmoid"))  # blame
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X_train, y_train, epochs=1)
