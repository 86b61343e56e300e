"""Nothing is known of what is read."""
import json
import os

import numpy as np
from keras import Input, Model, layers

path = "settings.json"
settings = json.load(open(path)) if os.path.exists(path) else {"classes": 3, "features": 5}
features = np.random.rand(30, settings["features"])
labels = np.random.randint(0, settings["classes"], 30)
inputs = Input((settings["features"],))
model = Model(inputs, layers.Dense(settings["classes"], activation="softmax")(inputs))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(features, labels, epochs=1)
