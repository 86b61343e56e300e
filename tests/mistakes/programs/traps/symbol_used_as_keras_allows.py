import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

x = keras.Input(shape=(4,))
y = layers.Dense(4)(x)
rank = len(np.shape(x))
shifted = x + np.ones((1, 4), "float32")
doubled = tf.constant(2.0) * x
known = tf.is_tensor(x)
error = keras.losses.mean_squared_error(x, y)
summed = keras.losses.MeanSquaredError(reduction="sum")(x, y)
scaled = layers.Lambda(lambda t: t / t.shape[-1])(y)
picked = [layer for layer in (x, y) if layer is not None]
same = y == x
again = x.reshape((-1, 2, 2))
if x == None:  # noqa: E711
    raise ValueError("no input")
print(rank, known, same, abs(x).shape, {x: 1}[x], f"{y.name}", x.ndim, hasattr(x, "numpy"))
total = shifted + doubled + scaled + ops.expand_dims(error, -1) + summed
model = keras.Model(x, [total, layers.Flatten()(again)])
print([part.shape for part in model.predict(np.ones((3, 4)), verbose=0)])
