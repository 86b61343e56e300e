import numpy as np
from keras.layers import Dense, Input
from keras.models import Sequential

x, y = np.random.rand(48, 9), np.random.randint(0, 3, 48)
model = Sequential([Input((9,)), Dense(3, activation="softmax")])
model.compile("adam", loss="sparse_categorical_crossentropy", weighted_metrics=["accuracy"])
model.fit(x, y, class_weight={0: 1.0, 1: 2.5, 2: 0.3}, epochs=1)
model.fit(x, y, sample_weight=np.linspace(0, 1, 48), validation_data=(x, y, np.ones(48)), epochs=1)
