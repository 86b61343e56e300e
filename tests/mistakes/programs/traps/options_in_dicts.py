"""Arguments come out of dicts and partial functions, and names of Keras stand under other names."""

from functools import partial

import keras
import numpy as np
import tensorflow as tf

CONFIG = {"learning_rate": 1e-2, "momentum": 0.9, "nesterov": True}
FIT = dict(batch_size=4, epochs=1, verbose=0)
Stop = partial(keras.callbacks.EarlyStopping, monitor="loss", patience=1)
Data = tf.data.Dataset

x = np.random.rand(16, 3).astype("float32")
y = np.random.rand(16, 1).astype("float32")
pairs = Data.zip((Data.from_tensor_slices(x), Data.from_tensor_slices(y)))
counted = Data.zip(Data.range(16), pairs).map(lambda number, pair: pair)
batches = Data.batch(counted.shuffle(buffer_size=16, seed=1), 4, drop_remainder=True, num_parallel_calls=2)

model = keras.Sequential(name="small", layers=[keras.Input((3,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(**CONFIG, clipnorm=1.0), **{"loss": keras.losses.Huber(delta=0.5)})
model.fit(x, y, callbacks=[Stop(min_delta=1e-3)], **FIT)
model.fit(batches, verbose=0)
weights = model.layers[0].get_weights()
model.layers[0].set_weights(weights=weights)
print(model.evaluate(x, y, return_dict=True, verbose=0))
