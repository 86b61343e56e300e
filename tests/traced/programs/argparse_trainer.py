#!/usr/bin/env python3
"""Train a classifier. Example: python train.py --model small --epochs 10"""
import argparse
import logging
import os
import sys
from datetime import datetime
from pathlib import Path

import numpy as np
import tensorflow as tf
from tensorflow.keras import Model, layers
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint, TensorBoard

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
logger = logging.getLogger(__name__)

ARCHITECTURES = {
    "tiny": dict(widths=(8, 16), depth=1),
    "small": dict(widths=(16, 32, 64), depth=2),
    "base": dict(widths=(32, 64, 128, 256), depth=2),
}


def parse_args(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    data = parser.add_argument_group("data")
    data.add_argument("--dataset", choices=["cifar10", "cifar100", "svhn"], default="cifar10")
    data.add_argument("--data-dir", type=Path, default=Path("data"))
    data.add_argument("--image-size", type=int, nargs=2, default=[32, 32], metavar=("H", "W"))
    data.add_argument("--batch-size", "-b", type=int, default=64)
    net = parser.add_argument_group("model")
    net.add_argument("--model", "-m", choices=sorted(ARCHITECTURES), default="small")
    net.add_argument("--width-multiplier", type=float, default=1.5)
    net.add_argument("--no-batchnorm", dest="batchnorm", action="store_false")
    net.add_argument("--dropout", type=float, default=0.3)
    net.add_argument("--head", nargs="+", type=int, default=[128])
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--fp16", action="store_true")
    parser.add_argument("--output", default=os.path.join("runs", datetime.now().strftime("%Y%m%d-%H%M%S")))
    args = parser.parse_args(argv)
    args.num_classes = {"cifar10": 10, "cifar100": 100, "svhn": 10}[args.dataset]
    return args


def load(args):
    if args.dataset == "cifar10":
        (x_train, y_train), (x_test, y_test) = tf.keras.datasets.cifar10.load_data()
    elif args.dataset == "cifar100":
        (x_train, y_train), (x_test, y_test) = tf.keras.datasets.cifar100.load_data(label_mode="fine")
    else:
        raise NotImplementedError(args.dataset)
    return (x_train / 255.0, y_train.ravel()), (x_test / 255.0, y_test.ravel())


def conv_bn(x, filters, args, kernel_size=3, strides=1):
    x = layers.Conv2D(filters, kernel_size, strides=strides, padding="same", use_bias=not args.batchnorm)(x)
    if args.batchnorm:
        x = layers.BatchNormalization()(x)
    return layers.ReLU()(x)


def build_model(args):
    arch = ARCHITECTURES[args.model]
    h, w = args.image_size
    inputs = layers.Input((h, w, 3))
    x = conv_bn(inputs, 16, args)
    for level, width in enumerate(arch["widths"]):
        filters = int(width * args.width_multiplier)
        for i in range(arch["depth"]):
            x = conv_bn(x, filters, args, strides=2 if i == 0 and level else 1)
        logger.info("level %d: %s", level, x.shape)
    x = layers.GlobalAveragePooling2D()(x)
    for units in args.head:
        x = layers.Dense(units, activation="relu")(x)
        x = layers.Dropout(args.dropout)(x)
    x = layers.Dense(args.num_classes, activation="softmax", dtype="float32")(x)
    return Model(inputs, x, name=f"{args.model}_{args.width_multiplier}")


def callbacks(args):
    out = Path(args.output)
    return [ModelCheckpoint(str(out / "best.keras"), save_best_only=True), EarlyStopping(patience=3), TensorBoard(str(out))]


def main(argv=None):
    args = parse_args(argv)
    if args.fp16:
        tf.keras.mixed_precision.set_global_policy("mixed_float16")
    (x_train, y_train), (x_test, y_test) = load(args)
    model = build_model(args)
    model.summary(print_fn=logger.info)
    model.compile(tf.keras.optimizers.Adam(args.lr), "sparse_categorical_crossentropy", metrics=["accuracy"])
    ds = tf.data.Dataset.from_tensor_slices((x_train, y_train)).shuffle(1024).batch(args.batch_size)
    model.fit(ds, validation_data=(x_test, y_test), epochs=args.epochs, callbacks=callbacks(args))
    features = Model(model.input, model.layers[-2].output)
    embedding = features.predict(x_test[:10])
    logger.info("features %s", embedding.shape)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
