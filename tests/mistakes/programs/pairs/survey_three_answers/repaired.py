# How satisfied are our customers? 0 = not at all, 1 = so-so, 2 = very
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Dropout
from keras.utils import to_categorical
from sklearn.model_selection import train_test_split

rng = np.random.default_rng(7)
answers = rng.random((240, 14))
satisfaction = rng.integers(0, 3, size=240)

X_train, X_test, y_train, y_test = train_test_split(answers, satisfaction, test_size=0.25, random_state=1)
y_train, y_test = to_categorical(y_train, 3), to_categorical(y_test, 3)

clf = Sequential()
clf.add(Dense(24, input_dim=14, activation="relu"))
clf.add(Dropout(0.3))
clf.add(Dense(3, activation="softmax"))
clf.compile(loss="categorical_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
history = clf.fit(X_train, y_train, epochs=1, batch_size=16, validation_split=0.1)
print(clf.evaluate(X_test, y_test))
