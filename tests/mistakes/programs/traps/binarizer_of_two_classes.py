import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.preprocessing import LabelBinarizer

rows = np.random.rand(40, 6)
names = np.array(["cat", "dog"] * 20)
kinds = LabelBinarizer().fit_transform(names)

model = Sequential([Dense(8, input_shape=(6,), activation="relu"), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(rows, kinds, epochs=1)
