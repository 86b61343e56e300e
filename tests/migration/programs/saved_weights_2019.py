# params: 4*8+8 + 8*1+1
# output: (None, 1)
import numpy as np
from keras.layers import Dense
from keras.models import Sequential, model_from_json


def build():
    net = Sequential()
    net.add(Dense(8, input_dim=4, activation="relu"))
    net.add(Dense(1, activation="sigmoid"))
    net.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    return net


model = build()
model.fit(np.random.rand(8, 4), np.random.randint(0, 2, 8), epochs=1, verbose=0)
description = model.to_json()
model.save_weights("model.h5")
loaded = model_from_json(description)
loaded.load_weights("model.h5")
