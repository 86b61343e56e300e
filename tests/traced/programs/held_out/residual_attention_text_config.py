from __future__ import annotations
from dataclasses import dataclass, asdict, replace
import enum
import numpy as np
import keras
from keras import layers


class Pooling(enum.Enum):
    MEAN = "mean"
    MAX = "max"
    FIRST = "first"


@dataclass(frozen=True)
class TextConfig:
    vocab: int = 2000
    length: int = 64
    width: int = 48
    heads: int = 4
    blocks: int = 2
    ratio: float = 2.0
    classes: int = 4
    pooling: Pooling = Pooling.MEAN

    @property
    def hidden(self) -> int:
        return int(self.width * self.ratio)

    def small(self) -> TextConfig:
        return replace(self, width=self.width // 2, blocks=1)


def encoder_block(x, cfg: TextConfig, index: int):
    with keras.name_scope(f"block{index}"):
        h = layers.LayerNormalization()(x)
        h = layers.MultiHeadAttention(cfg.heads, cfg.width // cfg.heads)(h, h)
        x = layers.Add()([x, h])
        h = layers.LayerNormalization()(x)
        h = layers.Dense(cfg.hidden, activation="gelu")(h)
        h = layers.Dense(cfg.width)(h)
        return layers.Add()([x, h])


def pool(x, how: Pooling):
    match how:
        case Pooling.MEAN:
            return layers.GlobalAveragePooling1D()(x)
        case Pooling.MAX:
            return layers.GlobalMaxPooling1D()(x)
        case Pooling.FIRST:
            return x[:, 0, :]


def build(cfg: TextConfig) -> keras.Model:
    ids = keras.Input((cfg.length,), dtype="int32")
    words = layers.Embedding(cfg.vocab, cfg.width)(ids)
    places = layers.Embedding(cfg.length, cfg.width)(keras.ops.arange(cfg.length))
    x = layers.Dropout(0.1)(words + places)
    for i in range(cfg.blocks):
        x = encoder_block(x, cfg, i)
    logits = layers.Dense(cfg.classes)(pool(x, cfg.pooling))
    return keras.Model(ids, logits, name=f"text_{cfg.pooling.value}")


base = TextConfig()
models = [build(base), build(base.small()), build(replace(base, pooling=Pooling.FIRST, length=32))]
x = np.random.randint(0, base.vocab, (50, base.length))
y = np.random.randint(0, base.classes, 50)
for m in models[:2]:
    m.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    m.fit(x, y, verbose=0)
print(models[2].predict(x[:, :32]).shape, asdict(base)["vocab"])
