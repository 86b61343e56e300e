"""Builders that nothing here calls: their defaults say what they build."""
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers import Activation, Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D, ZeroPadding2D
from tensorflow.keras.models import Model, Sequential


def lenet(input_shape=(28, 28, 1), classes=10):
    model = Sequential()
    model.add(Conv2D(6, 5, padding="same", activation="tanh", input_shape=input_shape))
    model.add(layers.AveragePooling2D(2))
    model.add(Conv2D(16, 5, activation="tanh"))
    model.add(layers.AveragePooling2D(2))
    model.add(Flatten())
    model.add(Dense(120, activation="tanh"))
    model.add(Dense(84, activation="tanh"))
    model.add(Dense(classes, activation="softmax"))
    return model


def alexnet_small(img_shape=(64, 64, 3), n_classes=10, l2_reg=0.0, weights=None):
    alexnet = Sequential()
    alexnet.add(Input(img_shape))
    alexnet.add(Conv2D(12, (11, 11), padding="same", kernel_regularizer=keras.regularizers.l2(l2_reg)))
    alexnet.add(Activation("relu"))
    alexnet.add(MaxPooling2D(pool_size=(2, 2)))
    for filters in (16, 24):
        alexnet.add(ZeroPadding2D((1, 1)))
        alexnet.add(Conv2D(filters, (3, 3), padding="same"))
        alexnet.add(Activation("relu"))
        alexnet.add(MaxPooling2D(pool_size=(2, 2)))
    alexnet.add(Flatten())
    alexnet.add(Dense(32))
    alexnet.add(Dropout(0.5))
    alexnet.add(Dense(n_classes))
    if weights is not None:
        alexnet.load_weights(weights)
    return alexnet


def vgg_block_net(blocks=((1, 8), (2, 16)), size=32, channels=3, classes=5):
    inputs = Input((size, size, channels))
    x = inputs
    for convs, filters in blocks:
        for _ in range(convs):
            x = Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = MaxPooling2D()(x)
    x = Flatten()(x)
    return Model(inputs, Dense(classes)(x))


def fcn(classes=3, base=4, height=None, width=None):
    inputs = Input(shape=(height, width, 3))
    x = Conv2D(base, 3, strides=2, padding="same")(inputs)
    x = Conv2D(base * 2, 3, strides=2, padding="same")(x)
    x = Conv2D(classes, 1)(x)
    x = layers.Conv2DTranspose(classes, 8, strides=4, padding="same")(x)
    return Model(inputs, x)


def bilstm_tagger(vocab=200, tags=9, maxlen=30, units=12):
    words = Input(shape=(maxlen,))
    x = layers.Embedding(vocab, 16, mask_zero=True)(words)
    x = layers.Bidirectional(layers.LSTM(units, return_sequences=True))(x)
    x = layers.TimeDistributed(Dense(units, activation="relu"))(x)
    return Model(words, Dense(tags, activation="softmax")(x))


class Autoencoder:
    def __init__(self, dim=40, code=6):
        self.dim = dim
        self.code = code

    def build(self):
        inputs = Input((self.dim,))
        code = self.encode(inputs)
        return Model(inputs, self.decode(code))

    def encode(self, x):
        x = Dense(self.dim // 2, activation="relu")(x)
        return Dense(self.code)(x)

    def decode(self, x):
        x = Dense(self.dim // 2, activation="relu")(x)
        return Dense(self.dim, activation="sigmoid")(x)


def highway(n_layers=3, dim=10):
    x = inputs = Input((dim,))
    for _ in range(n_layers):
        gate = Dense(dim, activation="sigmoid")(x)
        carry = layers.Lambda(lambda t: 1.0 - t, output_shape=(dim,))(gate)
        h = Dense(dim, activation="relu")(x)
        x = layers.add([layers.multiply([gate, h]), layers.multiply([carry, x])])
    return Model(inputs, Dense(1)(x))
