# expect: SL502
import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

features = np.random.rand(300, 11)
exited = np.random.randint(0, 2, size=(300, 1))

classifier = Sequential()
classifier.add(Dense(units=6, kernel_initializer="uniform", activation="relu", input_dim=11))
classifier.add(Dense(units=6, kernel_initializer="uniform", activation="relu"))
classifier.add(Dense(units=2, kernel_initializer="uniform", activation="sigmoid"))  # blame
classifier.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
classifier.fit(features, exited, batch_size=30, epochs=1)
