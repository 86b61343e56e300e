# expect: SL407
import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.layers import Input, Dense, Lambda, Flatten
from tensorflow.keras.models import Model


def base_network(shape):
    inp = Input(shape=shape)
    x = Flatten()(inp)
    x = Dense(16, activation="relu")(x)
    return Model(inp, x)


def distance(vects):
    x, y = vects
    return tf.sqrt(tf.reduce_sum(tf.square(x - y), axis=1, keepdims=True))


base = base_network((28, 28))
a, b = Input((28, 28)), Input((28, 28))
d = Lambda(distance, output_shape=(1,))([base(a), base(b)])
model = Model([a, b], d)
model.compile(loss="mse", optimizer="rmsprop")
pairs = np.random.rand(20, 2, 28, 28)
y = np.random.randint(0, 2, 20).astype("float32")
model.fit(pairs, y, batch_size=10, epochs=1)  # blame
