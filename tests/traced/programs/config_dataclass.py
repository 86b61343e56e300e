from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass, field
from typing import NamedTuple

import keras
from keras import layers


class Norm(enum.Enum):
    BATCH = "batch"
    LAYER = "layer"
    NONE = "none"


class Stage(NamedTuple):
    filters: int
    blocks: int
    stride: int = 2


@dataclass(frozen=True)
class BackboneConfig:
    stem: int = 8
    norm: Norm = Norm.BATCH
    stages: tuple[Stage, ...] = (Stage(8, 1, 1), Stage(16, 2), Stage(filters=32, blocks=1))


@dataclass
class ModelConfig:
    image_size: tuple[int, int] = (48, 64)
    channels: int = 3
    num_classes: int = 7
    hidden: list[int] = field(default_factory=lambda: [32, 16])
    backbone: BackboneConfig = field(default_factory=BackboneConfig)
    dropout: float | None = 0.1

    @property
    def input_shape(self):
        return (*self.image_size, self.channels)


def normalize(x, norm: Norm):
    if norm is Norm.BATCH:
        return layers.BatchNormalization()(x)
    elif norm == Norm.LAYER:
        return layers.LayerNormalization()(x)
    return x


def build_backbone(inputs, config: BackboneConfig):
    x = layers.Conv2D(config.stem, 3, padding="same")(inputs)
    for stage in config.stages:
        for b in range(stage.blocks):
            stride = stage.stride if b == 0 else 1
            x = layers.Conv2D(stage.filters, 3, strides=stride, padding="same")(x)
            x = normalize(x, config.norm)
            x = layers.Activation("swish")(x)
    return x


def build(config: ModelConfig) -> keras.Model:
    inputs = keras.Input(config.input_shape)
    x = build_backbone(inputs, config.backbone)
    x = layers.GlobalAveragePooling2D()(x)
    for units in config.hidden:
        x = layers.Dense(units, activation="relu")(x)
        if config.dropout is not None:
            x = layers.Dropout(config.dropout)(x)
    return keras.Model(inputs, layers.Dense(config.num_classes)(x))


base = ModelConfig()
model = build(base)
wide = build(dataclasses.replace(base, image_size=(96, 96), hidden=[64], dropout=None))
custom = build(ModelConfig(num_classes=3, backbone=BackboneConfig(norm=Norm.LAYER, stages=(Stage(12, 1),))))
