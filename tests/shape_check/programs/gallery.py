# mypy: ignore-errors
"""Every way of making and calling layers; each line says what its calls measure, in the order of their columns."""

import os

import keras
import numpy as np
import tensorflow as tf
from keras import Input, Model, Sequential, layers
from keras.layers import *

# A list, and calls of `add`
listed = Sequential([
    Conv2D(4, 3, padding="same", input_shape=(12, 12, 3)),  # Conv2D [2, 12, 12, 4]
    MaxPool2D(2),  # MaxPooling2D [2, 6, 6, 4]
    Flatten(), Dense(5)  # Flatten [2, 144]; Dense [2, 5]
])
added = Sequential()
added.add(Input((20,)))  # InputLayer [2, 20]
added.add(Embedding(100, 8))  # Embedding [2, 20, 8]
states = Bidirectional(LSTM(3, return_sequences=True))  # Bidirectional [2, 20, 6]
added.add(states)
added.add(TimeDistributed(Dense(2)))  # TimeDistributed [2, 20, 2]

# One layer at two places, and twice at one place
shared = Dense(7)
a, b = Input((30, 8)), Input((8,))  # InputLayer [2, 30, 8]; InputLayer [2, 8]
sa, sb = shared(a), shared(b)  # Dense [2, 30, 7]; Dense [2, 7]
joined = add([sa, sb])  # Add [2, 30, 7]
summed = joined + sa
sequence, h, c = LSTM(4, return_sequences=True, return_state=True)(summed)  # LSTM [[2, 30, 4], [2, 4], [2, 4]]
pooled = []
for width in (2, 3):
    pooled.append(MaxPooling1D(width)(sequence))  # MaxPooling1D [2, 15, 4] | [2, 10, 4]
activated = keras.ops.relu(h)  # Relu [2, 4]
many = Model({"a": a, "b": b}, [*pooled, activated, Dense(1)(c)])  # Dense [2, 1]

# A model in a model, at two places
encoder = Sequential([Input((6,)), Dense(3)], name="encoder")  # InputLayer [2, 6]; Dense [2, 3]
left, right = Input((6,)), Input((6,))  # InputLayer [2, 6]; InputLayer [2, 6]
l, r = encoder(left), encoder(right)  # Sequential [2, 3]; Sequential [2, 3]
siamese = Model([left, right], Concatenate()([l, r]))  # Concatenate [2, 6]


# A builder called twice; its model is known by the name in it
def build(units):
    x = inputs = Input((4,))  # InputLayer [2, 4]
    for _ in range(2):
        x = Dense(units)(x)  # Dense [2, 5] | [2, 9]
    built = Model(inputs, x)
    return built


build(5)
build(9)


# A layer and a model of one's own
class Block(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.inner = [Dense(units), Dense(units * 2)]

    def call(self, x):
        for layer in self.inner:
            x = layer(x)  # Dense [2, 3] | [2, 6]
        return tf.reshape(x, (-1, 2, 3))  # [2, 2, 3]


class Net(Model):
    def __init__(self):
        super().__init__()
        self.embed = Embedding(50, 6)
        self.head = Dense(2)

    @tf.function
    def call(self, x, training=False):
        return self.head(self.embed(x))  # Dense [2, 9, 2]; Embedding [2, 9, 6]


blocks = Sequential([Input((8,)), Block(3)])  # InputLayer [2, 8]; Block [2, 2, 3]
net = Net()
net(np.zeros((2, 9)))  # Net [2, 9, 2]
net.compile("adam", "mse", metrics=["mae", keras.metrics.MeanSquaredError(name="squared")])

# What is not done, and what it gives
history = net.fit(np.zeros((100, 9), "int32"), np.zeros((100, 9, 2)), 32, 10**9, validation_split=0.1)
print("history", sorted(history.history), history.history["val_mae"][:2])
print("evaluate", net.evaluate(np.zeros((10, 9))), net.evaluate(np.zeros((10, 9)), return_dict=True)["squared"])
print("predict", net.predict(np.zeros((10, 9))).shape, [p.shape[0] for p in many.predict({"a": np.zeros((5, 30, 8))})])
net.summary()
net.save("net.keras")
listed.save_weights("listed.weights.h5")
keras.utils.plot_model(listed, to_file="listed.png")
tf.keras.models.save_model(listed, "listed.keras")
(x_train, y_train), (x_test, _) = tf.keras.datasets.mnist.load_data()
print("mnist", x_train.shape, y_train.dtype, x_test.shape, "imdb", keras.datasets.imdb.load_data()[0][0].shape)
try:
    keras.utils.get_file("weights.h5", "https://example.org/weights.h5")
except RuntimeError as error:
    print("download", error)

# Open axes, a fixed batch, a graph cut out of another, a library's model
picture = Input((None, None, 3))  # InputLayer [2, 128, 128, 3]
down = MaxPool2D()(picture)  # MaxPooling2D [2, 64, 64, 3]
unet = Model(picture, Concatenate()([UpSampling2D()(down), picture]))  # Concatenate [2, 128, 128, 6]; UpSampling2D [2, 128, 128, 3]
fixed = Sequential([Input(batch_shape=(8, 3)), Dense(2)])  # InputLayer [8, 3]; Dense [8, 2]
top = Model(sequence, layers.GlobalMaxPooling1D()(sequence))  # GlobalMaxPooling1D [2, 4]
backbone = keras.applications.MobileNet(weights=None, include_top=False, alpha=0.25, input_shape=(32, 32, 3))
features = backbone(Input((32, 32, 3)))  # Functional [None, 1, 1, 256]; InputLayer [None, 32, 32, 3]

# Positions
s = "é🙂漢"; x = Dense(4)(Input((3,)))  # Dense [None, 4]; InputLayer [None, 3]
if True:
	t = "	🙂"; x = Dense(6)(x)  # Dense [None, 6]

unknown = Sequential([Dense(3)])
print("files", [name for name in os.listdir() if not name.endswith(".py")])
