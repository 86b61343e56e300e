"""What a layer of Keras keeps of an argument under its name: mostly what it was given, some of it in another form."""

from __future__ import annotations

import re

from shapelens.interpreter.domain.values import CallArguments, Named, Value
from shapelens.interpreter.graph.conversion import to_program_value
from shapelens.interpreter.machine.first_scopes import setting
from shapelens.interpreter.machine.machine import START, Machine
from shapelens.layers.framework.registry import Configured
from shapelens.shapes.unknown import Unknown

# one number is kept once for each spatial axis
_PER_AXIS = frozenset({"kernel_size", "strides", "dilation_rate", "pool_size", "output_size", "output_padding"})
_RANK = re.compile(r"([123])D")
# what Keras works out anew, or keeps only when the layer is built
_REPLACED = frozenset(
    "addition_factor backward_layer cropping factor lora_alpha max_freq mean renorm_clipping scale seed "
    "sequence_length sigma threshold_factor value_dim value_range variance weights x_factor y_factor".split()
)
_REPLACED_IN = frozenset({("Normalization", "axis"), ("ZeroPadding2D", "padding"), ("ZeroPadding3D", "padding")})


def kept_argument(machine: Machine, configured: Configured, name: str) -> Value:
    """`layer.kernel_size`: the attribute that holds an argument."""
    layer, value = configured.layer.name, configured.arguments[name]
    if isinstance(value, Unknown):
        return value
    several_cells = name == "cell" and isinstance(value, tuple)
    if name in _REPLACED or (layer, name) in _REPLACED_IN or several_cells:
        return Unknown(f"{layer} keeps `{name}` in a form of its own")
    if name == "data_format" and value is None:
        return setting(machine.heap, "data_format")
    if name in _PER_AXIS:
        return _per_axis(configured, name, value)
    if name.endswith("activation") and (value is None or isinstance(value, str)):
        return machine.call(Named("keras.activations.get"), CallArguments([value]), START)
    if name.endswith("_initializer") and isinstance(value, str):
        return machine.call(Named("keras.initializers.get"), CallArguments([value]), START)
    return to_program_value(value)


def _per_axis(configured: Configured, name: str, value: Value) -> Value:
    if value is None and name == "strides":
        # a pool that does not overlap
        value = configured.arguments["pool_size"]
    rank = _RANK.search(configured.layer.name)
    if isinstance(value, int) and rank is not None:
        return (value,) * int(rank[1])
    return value if isinstance(value, (tuple, Unknown)) else Unknown(f"`{name}` is kept in a form of its own")
