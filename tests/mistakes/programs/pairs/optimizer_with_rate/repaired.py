"""Train with a schedule that decays; Adam takes it under another name."""

import keras
import numpy as np

schedule = keras.optimizers.schedules.ExponentialDecay(1e-2, decay_steps=100, decay_rate=0.9)

inputs = keras.Input((3,))
outputs = keras.layers.Dense(2, activation="softmax")(inputs)
model = keras.Model(inputs, outputs)
optimizer = keras.optimizers.Adam(learning_rate=schedule, beta_1=0.9)
model.compile(optimizer, "sparse_categorical_crossentropy")

x = np.random.rand(12, 3)
y = np.random.randint(0, 2, 12)
model.fit(x, y, verbose=0)
