# params: 5*8+8 + 8*1+1
# output: (None, 1)
import numpy as np
from keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau
from keras.layers import Dense
from keras.models import Sequential

model = Sequential()
model.add(Dense(8, input_dim=5, kernel_initializer="normal", activation="relu"))
model.add(Dense(1, kernel_initializer="normal", activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
filepath = "weights-improvement-{epoch:02d}-{val_loss:.2f}.hdf5"
checkpoint = ModelCheckpoint(filepath, monitor="val_loss", verbose=0, save_best_only=True, mode="min")
stopping = EarlyStopping(monitor="val_loss", min_delta=0, patience=3, verbose=0, mode="auto")
plateau = ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=2, min_lr=1e-5)
X, Y = np.random.rand(30, 5), np.random.randint(0, 2, 30)
model.fit(X, Y, validation_split=0.33, epochs=1, batch_size=10, callbacks=[checkpoint, stopping, plateau], verbose=0)
