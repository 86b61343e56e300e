# params: 4*6+6 + 6*3+3
# output: (None, 3)
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.utils import to_categorical

x = np.random.rand(30, 4)
y = np.random.randint(0, 3, 30)
model = Sequential()
model.add(Dense(6, activation="relu", input_dim=4))
model.add(Dense(3, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(x, to_categorical(y), epochs=1, verbose=0)
classes = model.predict_classes(x)
probabilities = model.predict_proba(x)
accuracy = np.mean(classes == y)
assert classes.shape == (30,)
