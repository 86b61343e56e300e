"""Shared bottom, MMoE and cross-stitch for several tasks; layers made in loops and kept in dicts."""
from collections import namedtuple
from dataclasses import asdict, dataclass, field
from enum import Enum

import numpy as np
import keras
from keras import layers, ops


class Task(str, Enum):
    CLICK = "click"
    BUY = "buy"
    RATING = "rating"


SparseFeat = namedtuple("SparseFeat", ["name", "vocabulary_size", "embedding_dim"])
DenseFeat = namedtuple("DenseFeat", "name dimension", defaults=(1,))
VarLenFeat = namedtuple("VarLenFeat", ["sparsefeat", "maxlen"])


@dataclass
class TowerConfig:
    units: list = field(default_factory=lambda: [32, 16])
    activation: str = "relu"
    dropout: float = 0.1


@dataclass(frozen=True)
class MMoEConfig:
    num_experts: int = 4
    expert_dim: int = 24
    tower: TowerConfig = field(default_factory=TowerConfig)
    tasks: tuple = (Task.CLICK, Task.BUY, Task.RATING)


features = [SparseFeat("user", 100, 8), SparseFeat("item", 50, 8), SparseFeat("city", 20, 4)]
features += [DenseFeat("price"), DenseFeat("image", 16)]
features.append(VarLenFeat(SparseFeat("history", 50, 8), 10))


def build_input_layers(columns):
    inputs = {}
    for c in columns:
        if isinstance(c, SparseFeat):
            inputs[c.name] = keras.Input((1,), name=c.name, dtype="int32")
        elif isinstance(c, DenseFeat):
            inputs[c.name] = keras.Input((c.dimension,), name=c.name)
        elif isinstance(c, VarLenFeat):
            inputs[c.sparsefeat.name] = keras.Input((c.maxlen,), name=c.sparsefeat.name, dtype="int32")
        else:
            raise TypeError("Invalid feature column type,got", type(c))
    return inputs


def embed(columns, inputs):
    parts = []
    tables = {c.name: layers.Embedding(c.vocabulary_size, c.embedding_dim, name="emb_" + c.name)
              for c in filter(lambda c: isinstance(c, SparseFeat), columns)}
    for c in columns:
        if isinstance(c, SparseFeat):
            parts.append(layers.Flatten()(tables[c.name](inputs[c.name])))
        elif isinstance(c, VarLenFeat):
            seq = tables["item"](inputs[c.sparsefeat.name])
            parts.append(layers.GlobalAveragePooling1D()(seq))
        else:
            parts.append(inputs[c.name])
    return layers.Concatenate()(parts)


class MMoE(layers.Layer):
    def __init__(self, units, num_experts, num_tasks, expert_activation="relu", **kwargs):
        super().__init__(**kwargs)
        self.units, self.num_experts, self.num_tasks = units, num_experts, num_tasks
        self.expert_activation = keras.activations.get(expert_activation)

    def build(self, input_shape):
        input_dimension = input_shape[-1]
        self.expert_kernels = self.add_weight(name="expert_kernel", shape=(input_dimension, self.units, self.num_experts))
        self.gate_kernels = [self.add_weight(name="gate_{}".format(i), shape=(input_dimension, self.num_experts))
                             for i in range(self.num_tasks)]

    def call(self, inputs):
        expert_outputs = ops.tensordot(inputs, self.expert_kernels, axes=1)
        expert_outputs = self.expert_activation(expert_outputs)
        final_outputs = []
        for kernel in self.gate_kernels:
            gate = ops.softmax(ops.dot(inputs, kernel))
            expanded = ops.expand_dims(gate, axis=1)
            weighted = expert_outputs * ops.repeat(expanded, self.units, axis=1)
            final_outputs.append(ops.sum(weighted, axis=2))
        return final_outputs

    def compute_output_shape(self, input_shape):
        return [(input_shape[0], self.units)] * self.num_tasks


def tower(x, cfg, name):
    for n, u in enumerate(cfg.units):
        x = layers.Dense(u, activation=cfg.activation, name=f"{name}_fc{n}")(x)
        x = layers.Dropout(cfg.dropout)(x)
    return x


def build(cfg=MMoEConfig()):
    inputs = build_input_layers(features)
    x = embed(features, inputs)
    experts = MMoE(cfg.expert_dim, cfg.num_experts, len(cfg.tasks), name="mmoe")(x)
    outputs, losses = {}, {}
    for task, h in zip(cfg.tasks, experts):
        h = tower(h, cfg.tower, task.value)
        match task:
            case Task.CLICK | Task.BUY:
                outputs[task.value] = layers.Dense(1, "sigmoid", name=task.value)(h)
                losses[task.value] = "binary_crossentropy"
            case Task.RATING:
                outputs[task.value] = layers.Dense(5, "softmax", name=task.value)(h)
                losses[task.value] = keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    model = keras.Model(list(inputs.values()), outputs)
    model.compile("adam", losses, loss_weights={t.value: 1.0 for t in cfg.tasks})
    return model


model = build()
small = build(MMoEConfig(num_experts=2, tower=TowerConfig([8], dropout=0.0), tasks=(Task.CLICK,)))
x = [np.zeros((6, *i.shape[1:])) for i in model.inputs]
preds = model.predict(x)
print({k: v.shape for k, v in preds.items()}, asdict(TowerConfig()))


# ---- factorization machines over the same columns
class FM(layers.Layer):
    def call(self, inputs):
        square_of_sum = ops.square(ops.sum(inputs, axis=1, keepdims=True))
        sum_of_square = ops.sum(inputs * inputs, axis=1, keepdims=True)
        return 0.5 * ops.sum(square_of_sum - sum_of_square, axis=2, keepdims=False)


sparse = [c for c in features if type(c).__name__ == "SparseFeat"]
ins = {c.name: keras.Input((1,), dtype="int32", name=f"fm_{c.name}") for c in sparse}
k = max(c.embedding_dim for c in sparse)
vectors = layers.Concatenate(axis=1)([layers.Embedding(c.vocabulary_size, k)(ins[c.name]) for c in sparse])
linear = sum(layers.Flatten()(layers.Embedding(c.vocabulary_size, 1)(ins[c.name])) for c in sparse)
logit = layers.add([linear, FM()(vectors)])
deep = layers.Dense(16, activation="relu")(layers.Flatten()(vectors))
deepfm = keras.Model(ins, ops.sigmoid(logit + layers.Dense(1)(deep)))
