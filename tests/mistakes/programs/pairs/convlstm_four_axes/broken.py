# expect: SL202
import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import ConvLSTM2D, BatchNormalization, Flatten, Dense

clips = np.random.rand(4, 10, 16, 16)  # blame
y = np.arange(4) % 2
model = Sequential()
model.add(ConvLSTM2D(4, (3, 3), input_shape=(10, 16, 16)))  # blame
model.add(BatchNormalization())
model.add(Flatten())
model.add(Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy")
model.fit(clips, y, epochs=1)
