import numpy as np
from keras import Input, Model, layers

inputs = Input((10,))
features = layers.Dense(4, activation="relu")(inputs)
encoder = Model(inputs, features)
classifier = Model(inputs, layers.Dense(1, activation="sigmoid")(features))

classifier.compile(optimizer="adam", loss="binary_crossentropy")
classifier.fit(np.random.rand(20, 10), np.random.randint(0, 2, 20))
