#!/usr/bin/env python3
import argparse
import logging
import sys

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

log = logging.getLogger(__name__)


def parse(argv=None):
    parser = argparse.ArgumentParser(description="Train a classifier")
    parser.add_argument("--dataset", choices=["mnist", "fashion_mnist", "cifar10"], default="fashion_mnist")
    parser.add_argument("--arch", default="cnn", choices=["cnn", "mlp", "resnet"])
    parser.add_argument("-d", "--depth", type=int, default=3)
    parser.add_argument("-w", "--width", type=int, default=24)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.3)
    parser.add_argument("--augment", action="store_true")
    parser.add_argument("--limit", type=int, default=500, help="use so many samples")
    return parser.parse_args(argv)


def load(args):
    module = getattr(keras.datasets, args.dataset)
    (x, y), (xv, yv) = module.load_data()
    x, y, xv, yv = x[: args.limit], y[: args.limit], xv[: args.limit], yv[: args.limit]
    if x.ndim == 3:
        x, xv = x[..., np.newaxis], xv[..., np.newaxis]
    return (x / 255.0, y.reshape(-1)), (xv / 255.0, yv.reshape(-1))


def cnn(x, args):
    for i in range(args.depth):
        x = layers.Conv2D(args.width * 2**i, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    return layers.Flatten()(x)


def mlp(x, args):
    x = layers.Flatten()(x)
    for i in range(args.depth):
        x = layers.Dense(args.width * 4, activation="relu")(x)
        x = layers.Dropout(args.dropout)(x)
    return x


def resnet(x, args):
    x = layers.Conv2D(args.width, 3, padding="same")(x)
    for i in range(args.depth):
        y = layers.Conv2D(args.width, 3, padding="same", activation="relu")(x)
        y = layers.Conv2D(args.width, 3, padding="same")(y)
        x = layers.ReLU()(x + y)
    return layers.GlobalAveragePooling2D()(x)


def build(input_shape, classes, args):
    inputs = layers.Input(input_shape)
    x = inputs
    if args.augment:
        x = layers.RandomTranslation(0.1, 0.1)(x)
    body = globals()[args.arch]
    x = body(x, args)
    x = layers.Dropout(args.dropout)(x)
    return keras.Model(inputs, layers.Dense(classes, name="logits")(x))


def main(argv=None):
    args = parse(argv)
    logging.basicConfig(stream=sys.stdout, level=logging.INFO)
    (x, y), (xv, yv) = load(args)
    classes = int(y.max()) + 1
    model = build(x.shape[1:], classes, args)
    model.compile(
        optimizer=keras.optimizers.Adam(),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    model.fit(x, y, batch_size=args.batch_size, epochs=args.epochs, validation_data=(xv, yv))
    log.info("%s", model.evaluate(xv, yv, return_dict=True))
    return 0


if __name__ == "__main__":
    main(["--arch", "resnet", "--depth", "2"])
    sys.exit(main())
