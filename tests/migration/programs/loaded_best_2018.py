# params: 4*6+6 + 6*1+1
# output: (None, 1)
import numpy as np
from keras.callbacks import ModelCheckpoint
from keras.layers import Dense
from keras.models import Sequential, load_model

x, y = np.random.rand(12, 4), np.random.randint(0, 2, 12)
model = Sequential([Dense(6, activation="relu", input_dim=4), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
best = "best_model.hdf5"
keep = ModelCheckpoint(best, monitor="loss", save_best_only=True)
model.fit(x, y, epochs=1, callbacks=[keep], verbose=0)
model = load_model(best)
assert model.predict(x).shape == (12, 1)
