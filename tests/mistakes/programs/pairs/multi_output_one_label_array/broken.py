# expect: SL407
import numpy as np
from tensorflow.keras import layers, Model

inp = layers.Input((20,))
h = layers.Dense(16, activation="relu")(inp)
gender = layers.Dense(1, activation="sigmoid", name="gender")(h)
race = layers.Dense(4, activation="softmax", name="race")(h)
model = Model(inputs=inp, outputs=[gender, race])
model.compile(optimizer="adam", loss=["binary_crossentropy", "sparse_categorical_crossentropy"])
X = np.random.rand(30, 20)
y = np.stack([np.random.randint(0, 2, 30), np.random.randint(0, 4, 30)], axis=1)
model.fit(X, y, epochs=1)  # blame
