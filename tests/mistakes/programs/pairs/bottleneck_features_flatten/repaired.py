import numpy as np
from tensorflow.keras.applications import MobileNet
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Dropout, Flatten

images = np.random.rand(8, 64, 64, 3)
labels = np.array([0, 0, 0, 0, 1, 1, 1, 1])
base = MobileNet(include_top=False, weights=None, input_shape=(64, 64, 3), alpha=0.25)
train_features = base.predict(images)

top = Sequential()
top.add(Flatten(input_shape=train_features.shape[1:]))
top.add(Dense(16, activation="relu"))
top.add(Dropout(0.5))
top.add(Dense(1, activation="sigmoid"))
top.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
top.fit(train_features, labels, epochs=1, batch_size=4)
