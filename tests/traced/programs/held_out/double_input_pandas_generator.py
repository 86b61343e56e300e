import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import LSTM, Dense, Masking, Embedding, Concatenate, Reshape, Dropout

rng = np.random.default_rng(2)
sales = pd.DataFrame({
    "store": rng.integers(0, 12, 3000),
    "day": np.tile(np.arange(250), 12),
    "sales": rng.gamma(2., 50., 3000),
    "promo": rng.integers(0, 2, 3000),
}).sort_values(["store", "day"])
LOOK_BACK, AHEAD = 28, 7
wide = sales.pivot_table(index="store", columns="day", values="sales", aggfunc="sum").fillna(0.0).values
stores = wide.shape[0]
mu, sd = wide.mean(), wide.std()
wide = (wide - mu) / sd


def generator(batch=16, start=0, stop=200):
    while True:
        s = np.random.randint(0, stores, batch)
        t = np.random.randint(start, stop - LOOK_BACK - AHEAD, batch)
        past = np.stack([wide[i % len(wide), j:j + LOOK_BACK] for i, j in zip(s, t)])
        future = np.stack([wide[i % len(wide), j + LOOK_BACK:j + LOOK_BACK + AHEAD] for i, j in zip(s, t)])
        yield (past[..., np.newaxis], s[:, None]), future


class Forecaster:
    def __init__(self, units=32, embedding=4):
        series = Input((LOOK_BACK, 1), name="past")
        which = Input((1,), name="store")
        h = Masking(mask_value=0.0)(series)
        h = LSTM(units)(h)
        e = Embedding(12, embedding)(which)
        e = Reshape((embedding,))(e)
        both = Concatenate()([h, e])
        both = Dropout(0.2)(both)
        both = Dense(units, activation="relu")(both)
        self.model = Model([series, which], Dense(AHEAD)(both))
        self.model.compile("adam", "mae")

    def fit(self, steps, **kw):
        data = tf.data.Dataset.from_generator(
            generator,
            output_signature=((tf.TensorSpec((None, LOOK_BACK, 1), tf.float64), tf.TensorSpec((None, 1), tf.int64)),
                              tf.TensorSpec((None, AHEAD), tf.float64)),
        )
        self.model.fit(data, steps_per_epoch=steps, **kw)
        return self

    def __call__(self, past, store):
        past = np.asarray(past).reshape(-1, LOOK_BACK, 1)
        store = np.full((len(past), 1), store)
        return self.model.predict([past, store], verbose=0) * sd + mu


f = Forecaster().fit(5, epochs=2)
last = wide[3 % len(wide), -LOOK_BACK:]
print(f(last, 3).shape)
(x, s), y = next(generator(4))
print(x.shape, s.shape, y.shape, f.model([x, s]).shape)
