#!/usr/bin/env python
"""usage: autoencoder_by_args.py [--latent N] [--filters N N ...]"""
import argparse
import logging
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
from keras import layers

logger = logging.getLogger(__name__)
HERE = Path(__file__).parent


def get_args(argv=None):
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--latent", type=int, default=12, help="size of the code")
    p.add_argument("--filters", type=int, nargs="+", default=[4, 8])
    p.add_argument("--image-size", dest="image_size", type=int, default=32)
    p.add_argument("--channels", default=3, type=int)
    p.add_argument("--activation", choices=["relu", "elu"], default="relu")
    p.add_argument("--batchnorm", action="store_true")
    p.add_argument("--no-dropout", action="store_false", dest="dropout")
    group = p.add_argument_group("training")
    group.add_argument("-e", "--epochs", type=int, default=1)
    return p.parse_args(argv)


class Encoder:
    def __init__(self, args):
        self.args = args

    def __call__(self, x):
        for f in self.args.filters:
            x = layers.Conv2D(f, 3, strides=2, padding="same", activation=self.args.activation)(x)
            if self.args.batchnorm:
                x = layers.BatchNormalization()(x)
            if self.args.dropout:
                x = layers.Dropout(0.1)(x)
        self.shape_before_flatten = x.shape[1:]
        x = layers.Flatten()(x)
        return layers.Dense(self.args.latent)(x)


def decoder(args, shape):
    h, w, c = shape
    code = layers.Input((args.latent,))
    x = layers.Dense(h * w * c)(code)
    x = layers.Reshape(tuple(shape))(x)
    for f in args.filters[::-1]:
        x = layers.Conv2DTranspose(f, 3, strides=2, padding="same", activation=args.activation)(x)
    x = layers.Conv2D(args.channels, 3, padding="same", activation="sigmoid")(x)
    return keras.Model(code, x, name="decoder")


def main():
    args = get_args([])
    logger.info("args: %s", vars(args))
    inputs = layers.Input((args.image_size, args.image_size, args.channels))
    encode = Encoder(args)
    code = encode(inputs)
    decode = decoder(args, encode.shape_before_flatten)
    model = keras.Model(inputs, decode(code))
    model.compile(optimizer="adam", loss="mse")
    return model


if __name__ == "__main__":
    main()
