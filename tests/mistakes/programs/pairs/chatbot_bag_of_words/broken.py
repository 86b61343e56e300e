# expect: SL405
import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Dropout

words = ["hi", "how", "are", "you", "bye", "thanks"]
classes = ["greeting", "goodbye", "thanks"]
train_x = np.random.randint(0, 2, (30, len(words)))
train_y = np.eye(len(classes))[np.arange(30) % 3]
model = Sequential()
model.add(Dense(16, input_shape=(len(classes),), activation="relu"))  # blame
model.add(Dropout(0.5))
model.add(Dense(len(classes), activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
model.fit(train_x, train_y, epochs=1, batch_size=5, verbose=1)
