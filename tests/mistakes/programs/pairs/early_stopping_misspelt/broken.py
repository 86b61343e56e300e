# expect: SL301
"""Stop early on the validation loss, keep the best weights."""

import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(48, 6)).astype("float32")
y = (x.sum(axis=1) > 0).astype("float32")

model = keras.Sequential(
    [
        keras.Input(shape=(6,)),
        keras.layers.Dense(8, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])

stop = keras.callbacks.EarlyStopping(
    monitor="val_loss",
    patience=2,
    restore_best_weight=True,  # blame
)
model.fit(x, y, epochs=2, validation_split=0.25, callbacks=[stop], verbose=0)
