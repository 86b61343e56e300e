# expect: SL408
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.random.rand(500, 7)
labels = np.random.randint(0, 2, 500)
x_train, x_test = data[:400], data[400:]
y_train, y_test = labels[:300], labels[300:]  # blame

model = Sequential([Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(x_train, y_train, epochs=1)  # blame
