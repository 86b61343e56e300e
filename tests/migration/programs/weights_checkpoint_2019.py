# params: 4*6+6 + 6*1+1
# output: (None, 1)
import numpy as np
from keras.callbacks import ModelCheckpoint
from keras.layers import Dense
from keras.models import Sequential

x, y = np.random.rand(12, 4), np.random.randint(0, 2, 12)
model = Sequential([Dense(6, activation="relu", input_dim=4), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
keep = ModelCheckpoint("best.h5", monitor="loss", save_best_only=True, save_weights_only=True)
model.fit(x, y, epochs=1, callbacks=[keep], verbose=0)
model.load_weights("best.h5")
