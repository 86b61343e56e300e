"""Small mobile networks whose blocks move channels about."""
import math

from keras import layers, models, ops
from keras.layers import (Activation, Add, BatchNormalization, Concatenate, Conv2D, Dense, DepthwiseConv2D, Dropout,
                          GlobalAveragePooling2D, GlobalMaxPooling2D, Input, Lambda, MaxPooling2D, Reshape)


def fire_module(x, fire_id, squeeze=4, expand=8):
    s_id = "fire" + str(fire_id) + "/"
    s_id = s_id.replace("/", "_")
    x = Conv2D(squeeze, (1, 1), padding="valid", name=s_id + "squeeze1x1")(x)
    x = Activation("relu", name=s_id + "relu_squeeze")(x)
    left = Conv2D(expand, (1, 1), padding="valid", name=s_id + "expand1x1")(x)
    left = Activation("relu")(left)
    right = Conv2D(expand, (3, 3), padding="same", name=s_id + "expand3x3")(x)
    right = Activation("relu")(right)
    return Concatenate(axis=3, name=s_id + "concat")([left, right])


def squeeze_net(nb_classes, inputs=(96, 96, 3)):
    input_img = Input(shape=inputs)
    x = Conv2D(16, (7, 7), activation="relu", strides=(2, 2), padding="same", name="conv1")(input_img)
    x = MaxPooling2D(pool_size=(3, 3), strides=(2, 2), name="maxpool1", data_format="channels_last")(x)
    for fire_id, (s, e) in enumerate(((4, 8), (4, 8), (8, 16)), start=2):
        x = fire_module(x, fire_id, squeeze=s, expand=e)
    x = MaxPooling2D(pool_size=(3, 3), strides=(2, 2))(x)
    x = Dropout(0.5)(x)
    x = Conv2D(nb_classes, (1, 1))(x)
    x = GlobalAveragePooling2D()(x)
    return models.Model(inputs=input_img, outputs=Activation("softmax")(x))


def channel_shuffle(x, groups):
    height, width, in_channels = x.shape[1:]
    channels_per_group = in_channels // groups
    x = Reshape((height, width, groups, channels_per_group))(x)
    x = layers.Permute((1, 2, 4, 3))(x)
    return Reshape((height, width, in_channels))(x)


def channel_split(x, name=""):
    in_channels = x.shape.as_list()[-1] if hasattr(x.shape, "as_list") else x.shape[-1]
    ip = in_channels // 2
    c_hat = Lambda(lambda z: z[:, :, :, 0:ip], name="%s/sp%d_slice".replace("/", "_") % (name, 0))(x)
    c = Lambda(lambda z: z[:, :, :, ip:], name="%s_sp%d_slice" % (name, 1))(x)
    return c_hat, c


def shuffle_unit(inputs, out_channels, bottleneck_ratio, strides=2, stage=1, block=1):
    prefix = "stage{}_block{}".format(stage, block)
    bottleneck_channels = int(out_channels * bottleneck_ratio)
    if strides < 2:
        c_hat, c = channel_split(inputs, "{}_spl".format(prefix))
        inputs = c
    x = Conv2D(bottleneck_channels, kernel_size=(1, 1), strides=1, padding="same", name=f"{prefix}_1x1conv_1")(inputs)
    x = BatchNormalization(axis=-1)(x)
    x = Activation("relu")(x)
    x = DepthwiseConv2D(kernel_size=3, strides=strides, padding="same")(x)
    x = Conv2D(bottleneck_channels, 1)(x)
    if strides < 2:
        ret = Concatenate(axis=-1)([x, c_hat])
    else:
        s2 = DepthwiseConv2D(kernel_size=3, strides=2, padding="same")(inputs)
        s2 = Conv2D(bottleneck_channels, 1)(s2)
        ret = Concatenate(axis=-1)([x, s2])
    return channel_shuffle(ret, 2)


def ghost_module(x, out, ratio=2, dw_kernel=3):
    primary = math.ceil(out / ratio)
    a = Conv2D(primary, 1, padding="same", use_bias=False)(x)
    b = DepthwiseConv2D(dw_kernel, padding="same", depth_multiplier=ratio - 1)(a)
    joined = Concatenate()([a, b])
    return joined[..., :out]


squeeze = squeeze_net(7)
inp = Input((64, 64, 3))
x = Conv2D(12, 3, strides=2, padding="same")(inp)
for stage, repeat in enumerate([1, 2]):
    x = shuffle_unit(x, 12 * 2 ** (stage + 1), 0.5, strides=2, stage=stage + 2, block=1)
    for i in range(1, repeat + 1):
        x = shuffle_unit(x, 12 * 2 ** (stage + 1), 0.5, strides=1, stage=stage + 2, block=i + 1)
shuffle = models.Model(inp, GlobalMaxPooling2D()(x))
g = ghost_module(inp, 9)
g = ghost_module(g, 10, ratio=2, dw_kernel=5)
grouped = [Conv2D(4, 3, padding="same")(g[:, :, :, i * 5 : (i + 1) * 5]) for i in range(2)]
resnext = Add()([Conv2D(10, 1)(Concatenate()(grouped)), g])
halves = ops.split(resnext, 2, axis=-1)
gated = halves[0] * ops.sigmoid(halves[1])
