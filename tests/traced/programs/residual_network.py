"""A small ResNet for 32x32 images, built from helper functions."""
import argparse

import keras
from keras import layers
from keras import regularizers
from keras.models import Model

WEIGHT_DECAY = 1e-4


def conv_bn_relu(x, filters, kernel_size=3, strides=1, activation=True, name=None):
    x = layers.Conv2D(
        filters,
        kernel_size,
        strides=strides,
        padding="same",
        use_bias=False,
        kernel_initializer="he_normal",
        kernel_regularizer=regularizers.l2(WEIGHT_DECAY),
        name=None if name is None else name + "_conv",
    )(x)
    x = layers.BatchNormalization(name=None if name is None else f"{name}_bn")(x)
    if activation:
        x = layers.ReLU()(x)
    return x


def residual_block(x, filters, downsample=False, name="block"):
    shortcut = x
    stride = 2 if downsample else 1
    y = conv_bn_relu(x, filters, strides=stride, name=name + "_1")
    y = conv_bn_relu(y, filters, activation=False, name=name + "_2")
    if downsample or shortcut.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride, padding="same", name=f"{name}_proj")(shortcut)
    out = layers.Add()([shortcut, y])
    return layers.Activation("relu")(out)


def build_resnet(input_shape, depth, num_classes=10, base=8):
    if (depth - 2) % 6 != 0:
        raise ValueError("depth must be 6n + 2")
    n = (depth - 2) // 6
    inputs = layers.Input(shape=input_shape)
    x = conv_bn_relu(inputs, base)
    for stage in range(3):
        for i in range(n):
            first = stage > 0 and i == 0
            x = residual_block(x, base * 2 ** stage, downsample=first, name=f"stage{stage}_block{i}")
    x = layers.GlobalAveragePooling2D()(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return Model(inputs=inputs, outputs=outputs, name="resnet%d" % depth)


def parse_args():
    parser = argparse.ArgumentParser()
    parser.add_argument("--depth", type=int, default=14)
    parser.add_argument("--classes", type=int, default=10)
    parser.add_argument("--size", type=int, default=32)
    return parser.parse_args()


if __name__ == "__main__":
    args = parse_args()
    model = build_resnet((args.size, args.size, 3), args.depth, num_classes=args.classes)
    model.compile("sgd", "categorical_crossentropy")
    model.summary()
