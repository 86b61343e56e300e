# expect: SL410
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

X = [[0, 0], [0, 1], [1, 0], [1, 1]]  # blame
y = [0, 1, 1, 0]  # blame

model = Sequential([Dense(4, activation="tanh", input_shape=(2,)), Dense(1, activation="sigmoid")])
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(X, y, epochs=1)  # blame
