"""Networks that are defined by recursion."""
from keras import Input, Model, layers


def hourglass(x, depth, channels):
    skip = layers.Conv2D(channels, 3, padding="same", activation="relu")(x)
    down = layers.MaxPooling2D()(x)
    down = layers.Conv2D(channels, 3, padding="same", activation="relu")(down)
    if depth > 1:
        inner = hourglass(down, depth - 1, channels + 4)
    else:
        inner = layers.Conv2D(channels, 1, activation="relu")(down)
    inner = layers.Conv2D(channels, 1)(inner)
    up = layers.UpSampling2D()(inner)
    return layers.add([skip, up])


def level_block(m, dim, depth, inc, acti, do, bn, mp, up, res):
    if depth > 0:
        n = conv_block(m, dim, acti, bn, res)
        m = layers.MaxPooling2D()(n) if mp else layers.Conv2D(dim, 3, strides=2, padding="same")(n)
        m = level_block(m, int(inc * dim), depth - 1, inc, acti, do, bn, mp, up, res)
        if up:
            m = layers.UpSampling2D()(m)
            m = layers.Conv2D(dim, 2, activation=acti, padding="same")(m)
        else:
            m = layers.Conv2DTranspose(dim, 3, strides=2, activation=acti, padding="same")(m)
        n = layers.Concatenate()([n, m])
        m = conv_block(n, dim, acti, bn, res)
    else:
        m = conv_block(m, dim, acti, bn, res, do)
    return m


def conv_block(m, dim, acti, bn, res, do=0):
    n = layers.Conv2D(dim, 3, activation=acti, padding="same")(m)
    n = layers.BatchNormalization()(n) if bn else n
    n = layers.Dropout(do)(n) if do else n
    n = layers.Conv2D(dim, 3, activation=acti, padding="same")(n)
    n = layers.BatchNormalization()(n) if bn else n
    return layers.Concatenate()([m, n]) if res else n


def UNet(img_shape, out_ch=1, start_ch=4, depth=3, inc_rate=2., activation="relu",
         dropout=0.5, batchnorm=False, maxpool=True, upconv=True, residual=False):
    i = Input(shape=img_shape)
    o = level_block(i, start_ch, depth, inc_rate, activation, dropout, batchnorm, maxpool, upconv, residual)
    o = layers.Conv2D(out_ch, 1, activation="sigmoid")(o)
    return Model(inputs=i, outputs=o)


plain = UNet((64, 48, 1))
residual = UNet((32, 32, 3), start_ch=6, depth=2, residual=True, batchnorm=True, maxpool=False, upconv=False)

inp = Input((64, 64, 3))
out = hourglass(inp, depth=3, channels=8)
model = Model(inp, out)


def tree(x, levels):
    return x if levels == 0 else layers.Average()([tree(layers.Dense(2 ** levels)(x), 0), tree(layers.Dense(2 ** levels)(x), 0)])


leaf = tree(Input((5,)), 3)
