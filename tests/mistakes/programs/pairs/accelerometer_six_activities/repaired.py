import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential
from keras.utils import to_categorical

# 128 readings of three axes; six activities (walking, stairs up, stairs down, sitting, standing, lying)
windows = np.random.randn(90, 128, 3).astype("float32")
activity = to_categorical(np.random.randint(0, 6, 90), num_classes=6)

model = Sequential([
    LSTM(12, input_shape=(128, 3)),
    Dense(16, activation="relu"),
    Dense(6, activation="softmax"),
])
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(windows, activity, epochs=1, batch_size=30, verbose=0)
