import numpy as np
from tensorflow.keras.layers import LSTM, Dense
from tensorflow.keras.models import Sequential

model = Sequential()
model.add(LSTM(6, return_sequences=True, input_shape=(None, 2)))
model.add(Dense(3, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adam")
for steps in (5, 9, 14):
    tags = np.eye(3)[np.random.randint(0, 3, (10, steps))]
    model.fit(np.random.rand(10, steps, 2), tags, epochs=1, verbose=0)
