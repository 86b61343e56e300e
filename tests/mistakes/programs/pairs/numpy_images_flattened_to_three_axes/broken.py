# expect: SL503
import numpy as np
from keras.models import Sequential
from keras.layers import Dense

train = np.random.rand(50, 20, 20)
labels = np.random.randint(0, 2, 50)
X = train.reshape(50, 20, 20)  # blame

model = Sequential()
model.add(Dense(32, activation="relu"))  # blame
model.add(Dense(1, activation="sigmoid"))  # blame
model.compile("rmsprop", "binary_crossentropy", metrics=["accuracy"])
model.fit(X, labels, epochs=1)
