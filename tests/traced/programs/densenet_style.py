import keras.backend as K
from keras.layers import (Activation, AveragePooling2D, BatchNormalization, Concatenate, Conv2D, Dense,
                          GlobalAveragePooling2D, Input, MaxPooling2D, ZeroPadding2D)
from keras.models import Model


def conv_block(x, growth_rate, name):
    bn_axis = 3 if K.image_data_format() == "channels_last" else 1
    x1 = BatchNormalization(axis=bn_axis, epsilon=1.001e-5, name=name + "_0_bn")(x)
    x1 = Activation("relu", name=name + "_0_relu")(x1)
    x1 = Conv2D(4 * growth_rate, 1, use_bias=False, name=name + "_1_conv")(x1)
    x1 = BatchNormalization(axis=bn_axis, epsilon=1.001e-5, name=name + "_1_bn")(x1)
    x1 = Activation("relu", name=name + "_1_relu")(x1)
    x1 = Conv2D(growth_rate, 3, padding="same", use_bias=False, name=name + "_2_conv")(x1)
    return Concatenate(axis=bn_axis, name=name + "_concat")([x, x1])


def dense_block(x, blocks, name, growth_rate=8):
    for i in range(blocks):
        x = conv_block(x, growth_rate, name=name + "_block" + str(i + 1))
    return x


def transition_block(x, reduction, name):
    x = BatchNormalization(axis=3, epsilon=1.001e-5, name=name + "_bn")(x)
    x = Activation("relu", name=name + "_relu")(x)
    x = Conv2D(int(x.shape[-1] * reduction), 1, use_bias=False, name=name + "_conv")(x)
    x = AveragePooling2D(2, strides=2, name=name + "_pool")(x)
    return x


def dense_net(blocks, input_shape=(64, 64, 3), classes=10):
    img_input = Input(shape=input_shape)
    x = ZeroPadding2D(padding=((3, 3), (3, 3)))(img_input)
    x = Conv2D(16, 7, strides=2, use_bias=False, name="conv1_conv")(x)
    x = BatchNormalization(axis=3, epsilon=1.001e-5, name="conv1_bn")(x)
    x = Activation("relu", name="conv1_relu")(x)
    x = ZeroPadding2D(padding=((1, 1), (1, 1)))(x)
    x = MaxPooling2D(3, strides=2, name="pool1")(x)
    *front, last = blocks
    for index, count in enumerate(front, start=2):
        x = dense_block(x, count, name="conv%d" % index)
        x = transition_block(x, 0.5, name="pool%d" % index)
    x = dense_block(x, last, name=f"conv{len(blocks) + 1}")
    x = BatchNormalization(axis=3, name="bn")(x)
    x = Activation("relu", name="relu")(x)
    x = GlobalAveragePooling2D(name="avg_pool")(x)
    x = Dense(classes, activation="softmax", name="predictions")(x)
    return Model(img_input, x, name="densenet")


model = dense_net([2, 3, 2])
assert model.output_shape == (None, 10)
feature_map = Model(model.input, model.get_layer("conv3_block3_concat").output)
head = Dense(4)(feature_map.output)
