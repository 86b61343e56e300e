import keras
from keras.layers import Activation, BatchNormalization, Conv2D, Input, UpSampling2D, add, concatenate


def conv3x3(x, out_filters, strides=(1, 1)):
    return Conv2D(out_filters, 3, padding="same", strides=strides, use_bias=False)(x)


def basic_block(inp, out_filters, strides=(1, 1), with_conv_shortcut=False):
    x = conv3x3(inp, out_filters, strides)
    x = BatchNormalization(axis=3)(x)
    x = Activation("relu")(x)
    x = conv3x3(x, out_filters)
    x = BatchNormalization(axis=3)(x)
    if with_conv_shortcut:
        residual = Conv2D(out_filters, 1, strides=strides, use_bias=False)(inp)
        residual = BatchNormalization(axis=3)(residual)
        x = add([x, residual])
    else:
        x = add([x, inp])
    return Activation("relu")(x)


def transition(branches, channels):
    """One more branch, at half the size of the last."""
    out = []
    for i, c in enumerate(channels):
        if i < len(branches):
            x = branches[i]
            if x.shape[-1] != c:
                x = Activation("relu")(BatchNormalization()(conv3x3(x, c)))
        else:
            x = Activation("relu")(BatchNormalization()(conv3x3(branches[-1], c, strides=(2, 2))))
        out.append(x)
    return out


def fuse(branches, channels):
    fused = []
    for i in range(len(branches)):
        terms = []
        for j in range(len(branches)):
            y = branches[j]
            if j > i:
                y = Conv2D(channels[i], 1, use_bias=False, padding="same")(y)
                y = BatchNormalization()(y)
                y = UpSampling2D(size=(2 ** (j - i), 2 ** (j - i)))(y)
            elif j < i:
                for k in range(i - j):
                    last = k == i - j - 1
                    y = conv3x3(y, channels[i] if last else channels[j], strides=(2, 2))
                    y = BatchNormalization()(y)
                    if not last:
                        y = Activation("relu")(y)
            terms.append(y)
        fused.append(Activation("relu")(add(terms)) if len(terms) > 1 else terms[0])
    return fused


def seg_hrnet(height, width, channel, classes):
    inputs = Input(shape=(height, width, channel))
    x = Activation("relu")(BatchNormalization()(conv3x3(inputs, 8, strides=(2, 2))))
    x = basic_block(x, 8)
    branches = [x]
    widths = [8]
    for stage in range(2, 4):
        widths = [8 * 2**b for b in range(stage)]
        branches = transition(branches, widths)
        branches = [basic_block(b, c) for b, c in zip(branches, widths)]
        branches = fuse(branches, widths)
    full = [branches[0]]
    for index, branch in enumerate(branches[1:], 1):
        full.append(UpSampling2D(2**index)(branch))
    x = concatenate(full, axis=-1)
    x = UpSampling2D()(x)
    out = Conv2D(classes, 1, activation="softmax" if classes > 1 else "sigmoid", name="Classification")(x)
    return keras.Model(inputs=inputs, outputs=out)


model = seg_hrnet(64, 96, 3, 1)
