"""The pieces that benchmark programs are put together from, one per way of writing Keras.

`$n` numbers a piece, `$a` and `$b` are sizes that differ from one to the next. Every piece uses `WIDTH` of the head.
"""

from __future__ import annotations

HEAD = '''\
"""Experiments $n."""

import numpy as np
import tensorflow as tf
import keras
from keras import Input, Model, Sequential, layers

from shared_blocks import conv_unit, squeeze

WIDTH = 32
CLASSES = 10
IMAGE = (32, 32, 3)
CONFIG = {"filters": [16, 32], "kernel": 3, "rate": 0.25, "activation": "relu"}
'''

SHARED = '''\
"""What the experiments share."""

from keras import layers

SCALE = 2


def conv_unit(x, filters, kernel=3, stride=1):
    x = layers.Conv2D(filters, kernel, strides=stride, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    return layers.Activation("relu")(x)


def squeeze(x, ratio=4):
    channels = x.shape[-1]
    gate = layers.GlobalAveragePooling2D()(x)
    gate = layers.Dense(channels // ratio, activation="relu")(gate)
    gate = layers.Dense(channels * SCALE, activation="relu")(gate)
    gate = layers.Dense(channels, activation="sigmoid")(gate)
    gate = layers.Reshape((1, 1, channels))(gate)
    return layers.Multiply()([x, gate])
'''

SEQUENTIAL = """\
# a picture classifier, layer by layer
pictures_$n = np.zeros((16, 32, 32, 3), "float32")
labels_$n = np.zeros((16,), "int32")
classifier_$n = Sequential([
    Input(IMAGE),
    layers.Conv2D($a, 3, activation="relu", padding="same"),
    layers.MaxPooling2D(2),
    layers.Conv2D(WIDTH, 3, activation="relu"),
    layers.BatchNormalization(),
    layers.MaxPooling2D((2, 2)),
    layers.Dropout(0.25),
    layers.Flatten(),
    layers.Dense($b, activation="relu"),
    layers.Dense(CLASSES, activation="softmax"),
])
classifier_$n.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
classifier_$n.fit(pictures_$n, labels_$n, batch_size=8, epochs=1)
"""

ADDED = """\
# a small regression, one `add` after another
rows_$n = np.random.rand(32, $a).astype("float32")
values_$n = rows_$n.sum(axis=1, keepdims=True)
regression_$n = Sequential()
regression_$n.add(Input((rows_$n.shape[1],)))
regression_$n.add(layers.Dense(WIDTH, activation="relu"))
for size in ($b, $b // 2):
    regression_$n.add(layers.Dense(size))
    regression_$n.add(layers.LeakyReLU())
regression_$n.add(layers.Dense(1))
regression_$n.compile(optimizer="sgd", loss="mse")
regression_$n.fit(rows_$n, values_$n, epochs=1, verbose=0)
predicted_$n = regression_$n.predict(rows_$n[:8])
"""

FUNCTIONAL = """\
# two branches that meet
image_$n = Input((64, 64, 3), name="image_$n")
facts_$n = Input(($a,), name="facts_$n")
x = layers.Conv2D(16, 5, strides=2, padding="same")(image_$n)
x = layers.ReLU()(x)
shortcut = layers.Conv2D(WIDTH, 1)(x)
x = layers.SeparableConv2D(WIDTH, 3, padding="same")(x)
x = layers.Add()([x, shortcut])
x = layers.GlobalAveragePooling2D()(x)
y = layers.Dense($b, activation="tanh")(facts_$n)
joined = layers.Concatenate()([x, y])
score = layers.Dense(1, activation="sigmoid", name="score_$n")(joined)
both_$n = Model([image_$n, facts_$n], score, name="both_$n")
both_$n.compile(optimizer="adam", loss="binary_crossentropy")
"""

BUILDER = '''\
def build_$n(shape=(28, 28, 1), units=$b, rate=0.5):
    """A network from its sizes."""
    inputs = Input(shape)
    x = layers.Conv2D($a, 3, padding="same", activation=CONFIG["activation"])(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(WIDTH, CONFIG["kernel"], padding="same")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    hidden = layers.Dense(64, activation="relu")(x)
    if rate > 0:
        hidden = layers.Dropout(rate)(hidden)
    hidden = layers.Dense(units)(hidden)
    outputs = layers.Dense(CLASSES, activation="softmax")(hidden)
    return Model(inputs, outputs, name="built_$n")


built_$n = build_$n()
built_$n.compile(optimizer="adam", loss="categorical_crossentropy")
digits_$n = np.zeros((8, 28, 28, 1), "float32")
targets_$n = keras.utils.to_categorical(np.zeros((8,)), CLASSES)
built_$n.fit(digits_$n, targets_$n, epochs=1)
'''

HELPERS = '''\
def residual_$n(x, filters, downsample=False):
    """Two convolutions and what goes past them."""
    stride = 2 if downsample else 1
    past = x
    x = conv_unit(x, filters, stride=stride)
    x = layers.Conv2D(filters, 3, padding="same")(x)
    if downsample or past.shape[-1] != filters:
        past = layers.Conv2D(filters, 1, strides=stride, padding="same")(past)
    x = layers.Add()([x, past])
    return layers.ReLU()(x)


inputs = Input((32, 32, 3))
x = conv_unit(inputs, WIDTH)
for filters in (16, $a):
    x = residual_$n(x, filters, downsample=True)
    x = squeeze(x)
x = layers.GlobalMaxPooling2D()(x)
residual_net_$n = Model(inputs, layers.Dense($b)(x))
'''

CLOSURES = '''\
def unet_$n(depth=2, filters=8):
    """A net whose parts know its sizes from around them."""

    def step(size):
        def apply(x):
            x = layers.Conv2D(size, 3, padding="same", activation="relu")(x)
            return layers.Conv2D(size, 3, padding="same", activation="relu")(x)

        return apply

    inputs = Input((64, 64, 1))
    skips, x = [], inputs
    for level in range(depth):
        x = step(filters * 2**level)(x)
        skips.append(x)
        x = layers.MaxPooling2D()(x)
    x = step(WIDTH)(x)
    for skip in reversed(skips):
        x = layers.UpSampling2D()(x)
        x = layers.Concatenate()([x, skip])
        x = step(skip.shape[-1])(x)
    return Model(inputs, layers.Conv2D($a, 1, activation="softmax")(x))


segmentation_$n = unet_$n()
masks_$n = segmentation_$n(np.zeros((2, 64, 64, 1), "float32"))
'''

PLAIN_CLASS = '''\
class Factory_$n:
    """Makes models of the sizes it is given."""

    activation = "relu"

    def __init__(self, steps, features, sizes=(WIDTH, $a)):
        self.shape = (steps, features)
        self.sizes = sizes

    def body(self, x):
        for size in self.sizes:
            x = layers.Conv1D(size, 3, padding="causal", activation=self.activation)(x)
        return x

    def build(self, outputs=1):
        inputs = Input(self.shape)
        x = self.body(inputs)
        x = layers.GlobalAveragePooling1D()(x)
        x = layers.Dense($b, activation=self.activation)(x)
        return Model(inputs, layers.Dense(outputs)(x))


series_$n = Factory_$n(steps=24, features=6).build(outputs=2)
series_$n.compile(loss="mae", optimizer="adam")
'''

MODEL_CLASS = '''\
class Tagger_$n(keras.Model):
    """Words in, a label out."""

    def __init__(self, words=1000, size=$a, **kwargs):
        super().__init__(**kwargs)
        self.embedding = layers.Embedding(words, size)
        self.reading = layers.Bidirectional(layers.LSTM(WIDTH))
        self.middle = layers.Dense($b, activation="relu")
        self.last = layers.Dense(CLASSES)

    def call(self, tokens, training=False):
        x = self.embedding(tokens)
        x = self.reading(x)
        x = self.middle(x)
        return self.last(x)


tagger_$n = Tagger_$n()
logits_$n = tagger_$n(np.zeros((4, 20), "int32"))
'''

LAYER_CLASS = '''\
class Block_$n(layers.Layer):
    """Attention and a small network after it."""

    def __init__(self, heads=2, size=WIDTH, inner=$a, **kwargs):
        super().__init__(**kwargs)
        self.attention = layers.MultiHeadAttention(num_heads=heads, key_dim=size)
        self.first = layers.Dense(inner, activation="relu")
        self.second = layers.Dense(size)
        self.norm = layers.LayerNormalization()

    def call(self, x):
        x = self.norm(x + self.attention(x, x))
        return self.norm(x + self.second(self.first(x)))


tokens = Input((16,), dtype="int32")
x = layers.Embedding(500, WIDTH)(tokens)
x = Block_$n()(x)
x = layers.GlobalAveragePooling1D()(x)
attended_$n = Model(tokens, layers.Dense($b)(x))
'''

CONFIGURED = """\
STAGES_$n = [
    {"filters": $a, "kernel_size": 3, "strides": 2},
    {"filters": WIDTH, "kernel_size": 3, "strides": 1},
    {"filters": $b, "kernel_size": 1, "strides": 1},
]
settings = {**CONFIG, "shape": (48, 48, 3)}
x = inputs = Input(settings["shape"])
for number, stage in enumerate(STAGES_$n):
    x = layers.Conv2D(**stage, padding="same", name=f"stage_$n" + str(number))(x)
    x = layers.Dropout(settings["rate"])(x)
x = layers.Flatten()(x)
configured_$n = Model(inputs, [layers.Dense(units)(x) for units in settings["filters"]])
"""

PIPELINE = """\
def prepare_$n(image, label):
    image = tf.cast(image, tf.float32) / 255.0
    image = tf.image.resize(image, (24, 24))
    return image, tf.one_hot(label, CLASSES)


raw_$n = tf.data.Dataset.from_tensor_slices((np.zeros((12, 32, 32, 3), "uint8"), np.zeros((12,), "int32")))
batches_$n = raw_$n.map(prepare_$n).batch(4)
small_$n = Sequential([
    Input((24, 24, 3)),
    layers.Conv2D($a, 3, strides=2),
    layers.Conv2D(WIDTH, 3, strides=2),
    layers.GlobalAveragePooling2D(),
    layers.Dense(CLASSES, activation="softmax"),
])
small_$n.compile(optimizer="rmsprop", loss="categorical_crossentropy")
small_$n.fit(batches_$n, epochs=1)
"""

UNCALLED = '''\
def generator_$n(latent=$a, channels=3):
    """Noise to pictures; nobody calls it here."""
    noise = Input((latent,))
    x = layers.Dense(8 * 8 * WIDTH)(noise)
    x = layers.Reshape((8, 8, WIDTH))(x)
    x = layers.Conv2DTranspose($b, 4, strides=2, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)
    x = layers.Conv2DTranspose(channels, 4, strides=2, padding="same", activation="tanh")(x)
    return Model(noise, x)


def discriminator_$n(size=32):
    picture = Input((size, size, 3))
    x = layers.Conv2D(WIDTH, 4, strides=2, padding="same")(picture)
    x = layers.LeakyReLU(0.2)(x)
    x = layers.Flatten()(x)
    return Model(picture, layers.Dense(1)(x))
'''

BLOCKS = (
    SEQUENTIAL,
    BUILDER,
    FUNCTIONAL,
    HELPERS,
    ADDED,
    MODEL_CLASS,
    CLOSURES,
    PIPELINE,
    PLAIN_CLASS,
    CONFIGURED,
    LAYER_CLASS,
    UNCALLED,
)
