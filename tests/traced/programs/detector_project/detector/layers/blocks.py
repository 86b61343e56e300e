from keras import layers


def conv_unit(x, filters, kernel=3, stride=1, activation="relu"):
    x = layers.Conv2D(filters, kernel, strides=stride, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    return layers.Activation(activation)(x)


def down_unit(x, filters):
    x = conv_unit(x, filters, stride=2)
    return conv_unit(x, filters, kernel=1)
