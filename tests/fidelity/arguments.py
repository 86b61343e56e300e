"""Values for a layer's arguments, chosen by the NAME of the parameter: sensible ones, and odd ones.

Names mean the same throughout Keras, so a new layer needs nothing here unless it brings a new name.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shapelens.layers.framework.result import Result
from shapelens.shapes.tensors import Structure


@dataclass(frozen=True)
class Draw:
    """What a value may depend on: chance, the spatial rank of the layer ("Conv2D": 2), the first input's shape,
    and how to make a layer to wrap; `notes` is for values that go together."""

    random: random.Random
    rank: int
    shape: tuple[int | None, ...]
    inner: Callable[[str], Any]
    notes: dict[str, Any] = field(default_factory=dict)

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    def whole(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def per_axis(self, low: int, high: int) -> Any:
        """One number for all spatial axes, or a tuple or list of one for each."""
        many = [self.whole(low, high) for _ in range(self.rank)]
        return self.pick(self.whole(low, high), self.whole(low, high), tuple(many), many)

    def pairs(self, low: int, high: int) -> Any:
        """One number, one per spatial axis, or a (before, after) pair per axis; a 1D layer has one pair."""
        if self.rank == 1:
            return self.pick(self.whole(low, high), (self.whole(low, high), self.whole(low, high)))
        pairs = tuple((self.whole(low, high), self.whole(low, high)) for _ in range(self.rank))
        return self.pick(self.whole(low, high), tuple(pair[0] for pair in pairs), pairs, [list(pair) for pair in pairs])

    def axis(self) -> int:
        return self.whole(-len(self.shape), len(self.shape) - 1)

    def target_shape(self) -> Any:
        """Another arrangement of the input's elements, or a guess."""
        count = 1
        for size in self.shape[1:]:
            count *= size or 1
        factor = self.pick(1, 2, 3, 4, 6)
        rest = count // factor if factor and count % factor == 0 else count
        return self.pick(
            (count,), (factor, rest), (-1,), (-1, factor), (factor, -1), [rest, factor], (None, factor), ()
        )

    def equation(self) -> str:
        """An einsum equation, and the output shape and bias axes that go with it."""
        equation, sizes, bias = self.pick(
            ("ab,bc->ac", (8,), "c"),
            ("abc,cd->abd", (None, 4), "d"),
            ("abc,cde->abde", (None, 2, 3), "de"),
            ("abc,bd->adc", (5, self.shape[-1]), "d"),
            ("...x,xy->...y", (6,), "y"),
            ("...ab,bc->...ac", (None, 6), "c"),
            ("ab...,bc->ac...", (3,), "c"),
            ("abc,cd->abde", (None, 4, 2), "d"),
        )
        self.notes.update(sizes=sizes, bias=bias)
        return str(equation)

    def cell(self) -> Any:
        """A cell, or a list of cells; cells that are stacked already stay alone."""
        cell = self.inner("cell")
        return cell if cell.layer == "StackedRNNCells" else self.pick(cell, [cell, self.inner("cell")])

    def factor(self, low: float, high: float) -> Any:
        """A number between the bounds, or two."""
        middle = (low + high) / 2
        return self.pick(high, middle, middle, (low, high), [middle, high], (middle, middle))

    def permutation(self) -> Any:
        order = list(range(1, len(self.shape)))
        self.random.shuffle(order)
        return self.pick(tuple(order), order)


class SameAgain:
    """A function for a Lambda, which Keras calls and our rule applies: it gives back what it is given."""

    def __call__(self, inputs: Any) -> Any:
        return inputs

    def apply_to(self, inputs: Structure, _options: Any) -> Result:
        return Result(inputs)

    def __repr__(self) -> str:
        return "lambda x: x"


Maker = Callable[[Draw], Any]

SENSIBLE: dict[str, Maker] = {
    "activation": lambda d: d.pick(None, "relu", "softmax", "gelu", "tanh", "swish", "hard_silu", "leaky_relu"),
    "alpha": lambda d: d.pick(0.0, 0.1, 1.0, 2),
    "attention_axes": lambda d: d.pick(None, None, 1, (1,), -2, (1, 2)),
    "addition_factor": lambda d: d.factor(0, 1),
    "all_ops": lambda d: d.pick(True, False),
    "antialias": lambda d: d.pick(True, False),
    "axes": lambda d: d.pick(1, -1, d.axis(), (1, 1), (2, 1), [d.axis(), d.axis()]),
    "axis": lambda d: d.pick(-1, -1, 1, d.axis(), d.axis()),
    "arguments": lambda d: d.pick(None, {}),
    "bias_axes": lambda d: d.pick(None, d.notes.get("bias")),
    "cell": lambda d: d.cell(),
    "cells": lambda d: [d.inner("cell") for _ in range(d.whole(1, 3))],
    "bin_boundaries": lambda d: d.pick(None, [0.0, 1.0], (-1.0, 0.0, 2.5)),
    "bins": lambda d: d.pick(256, 16),
    "bounding_box_format": lambda d: d.pick(None, "xyxy"),
    "brightness_factor": lambda d: d.factor(-1, 1),
    "chain_depth": lambda d: d.whole(1, 3),
    "clip_limit": lambda d: d.pick(4.0, 2),
    "contrast_factor": lambda d: d.factor(0, 1),
    "cropping": lambda d: d.pairs(0, 3),
    "data_format": lambda d: d.pick(None, "channels_last", "channels_first", "Channels_First"),
    "depth_multiplier": lambda d: d.whole(1, 3),
    "dilation_rate": lambda d: d.per_axis(1, 3),
    "dims": lambda d: d.permutation(),
    "dropout": lambda d: d.pick(0, 0.0, 0.3, 1.0, 2.5),
    "dtype": lambda d: d.pick(None, "float32", "float16", "bfloat16", "float64", "mixed_float16", "mixed_bfloat16"),
    "encoding": lambda d: d.pick("utf-8"),
    "epsilon": lambda d: d.pick(1e-3, 1e-6, 0.1),
    "equation": lambda d: d.equation(),
    "factor": lambda d: d.factor(0, 1),
    "fft_length": lambda d: d.pick(256, 512, 2048),
    "fill_mode": lambda d: d.pick("reflect", "wrap", "constant", "nearest"),
    "fill_value": lambda d: d.pick(0.0, 1, -1),
    "frame_length": lambda d: d.pick(2, 8, 31, 64),
    "frame_step": lambda d: d.pick(None, 1, 2),
    "function": lambda d: d.pick(SameAgain()),
    "filters": lambda d: d.pick(1, 2, 3, 4, 6, 8, 12),
    "groups": lambda d: d.pick(1, 1, 2, 3, 4),
    "gptq_unpacked_column_size": lambda d: d.pick(None, 4),
    "head_dim": lambda d: d.whole(1, 8),
    "height": lambda d: d.pick(1, 8, 24, 300),
    "height_factor": lambda d: d.factor(-1, 1),
    "hue_factor": lambda d: d.factor(0, 1),
    "implementation": lambda d: d.pick(1, 2),
    "input_dim": lambda d: d.whole(1, 50),
    "input_length": lambda d: d.pick(None, 10),
    "interpolation": lambda d: d.pick("nearest", "bilinear", "bicubic", "lanczos5"),
    "kernel_size": lambda d: d.per_axis(1, 4),
    "key_dim": lambda d: d.whole(1, 8),
    "l1": lambda d: d.pick(0.0, 0.1, 1, None),
    "l2": lambda d: d.pick(0.0, 0.1, 1, None),
    "layer": lambda d: d.inner("layer"),
    "logit_soft_cap": lambda d: d.pick(None, 30.0),
    "layers": lambda d: [d.inner("layers") for _ in range(d.whole(1, 3))],
    "lora_alpha": lambda d: d.pick(None, 1, 0.5),
    "lora_rank": lambda d: d.pick(None, None, None, 1, 4),
    "merge_mode": lambda d: d.pick("concat", "sum", "mul", "ave", None),
    "mag_exp": lambda d: d.pick(2.0, 1.0),
    "mask_token": lambda d: d.pick(None),
    "max_freq": lambda d: d.pick(None, 4000.0),
    "max_tokens": lambda d: d.pick(None, 10, 100),
    "mean": lambda d: d.pick(None, 0.5, [0.5]),
    "min_freq": lambda d: d.pick(0.0, 20.0),
    "min_power": lambda d: d.pick(1e-10),
    "mask": lambda d: d.pick(None, None),
    "mask_value": lambda d: d.pick(0.0, -1, 1),
    "max_number": lambda d: d.whole(1, 9),
    "max_value": lambda d: d.pick(None, 6, 0.5),
    "mode": lambda d: d.pick("horizontal", "vertical", "horizontal_and_vertical"),
    "momentum": lambda d: d.pick(0.9, 0.99, 1),
    "n": lambda d: d.whole(1, 8),
    "name": lambda d: d.pick(None, "layer", "my layer"),
    "negative_slope": lambda d: d.pick(0, 0.1, 0.3),
    "ngrams": lambda d: d.pick(None, 2, (1, 3)),
    "noise_shape": lambda d: d.pick(None, (None, 1), [2, 1, None]),
    "num_bins": lambda d: d.whole(1, 9),
    "num_chains": lambda d: d.whole(1, 3),
    "num_heads": lambda d: d.whole(1, 4),
    "num_key_value_heads": lambda d: d.pick(1, 2),
    "num_mel_bins": lambda d: d.pick(8, 64, 128),
    "num_oov_indices": lambda d: d.pick(0, 1, 2),
    "num_ops": lambda d: d.whole(1, 3),
    "num_query_heads": lambda d: d.pick(2, 4, 6),
    "num_tokens": lambda d: d.whole(1, 9),
    "oov_method": lambda d: d.pick("floormod", "farmhash"),
    "offset": lambda d: d.pick(0.0, -1, 0.5),
    "output_dim": lambda d: d.whole(1, 9),
    "output_mode": lambda d: d.pick("int", "one_hot", "multi_hot", "count"),
    "output_padding": lambda d: d.pick(None, d.per_axis(0, 2)),
    "output_shape": lambda d: d.pick(None, 4, (3, 2)),
    "output_sequence_length": lambda d: d.pick(None, 1, 20),
    "output_size": lambda d: d.per_axis(1, 5),
    "padding": lambda d: d.pick("valid", "same"),
    "pool_size": lambda d: d.per_axis(1, 4),
    "power_iterations": lambda d: d.pick(1, 2),
    "rate": lambda d: d.pick(0, 0.0, 0.2, 0.5, 1),
    "recurrent_dropout": lambda d: d.pick(0, 0.0, 0.3),
    "renorm_clipping": lambda d: d.pick(None, {}, {"rmax": 3.0, "rmin": 0.3}),
    "renorm_momentum": lambda d: d.pick(0.9, 0.99),
    "salt": lambda d: d.pick(None, 7, [1, 2]),
    "sampling_rate": lambda d: d.pick(16000, 8000),
    "saturation_factor": lambda d: d.factor(-1, 1),
    "scale": lambda d: d.pick(1 / 255, 2, 1.0),
    "ref_power": lambda d: d.pick(1.0),
    "reverse_dtype": lambda d: d.pick(None, "float32"),
    "scaling": lambda d: d.pick("density", "spectrum", None),
    "score_mode": lambda d: d.pick("dot", "concat"),
    "seed": lambda d: d.pick(None, 0, 42),
    "sequence_length": lambda d: d.pick(None, 64, 256),
    "sequence_stride": lambda d: d.pick(1, 16, 512),
    "shared_axes": lambda d: d.pick(None, [1], [1, 2], (1, 2, 3), 1, [d.axis()]),
    "sigma": lambda d: d.factor(0, 1),
    "size": lambda d: d.whole(1, 4) if d.rank == 1 else d.per_axis(1, 4),
    "sliding_window": lambda d: d.pick(None, 1, 3),
    "split": lambda d: d.pick("whitespace", "character", None),
    "standardize": lambda d: d.pick("lower_and_strip_punctuation", "lower", "strip_punctuation", None),
    "stddev": lambda d: d.pick(0, 0.1, 1.0),
    "strides": lambda d: d.per_axis(1, 3),
    "target_shape": lambda d: d.target_shape(),
    "threshold": lambda d: d.pick(0, 0.5),
    "threshold_factor": lambda d: d.factor(0, 1),
    "top_db": lambda d: d.pick(80.0, 40),
    "tile_grid_size": lambda d: d.pick((8, 8), (4, 4)),
    "trainable": lambda d: d.pick(True, False),
    "units": lambda d: d.pick(1, 2, 5, 8, 32),
    "value_dim": lambda d: d.pick(None, 3, 8),
    "value_range": lambda d: d.pick((0, 255), (0, 1), [-1.0, 1.0]),
    "variance": lambda d: d.pick(None, 2.0, [2.0]),
    "vocabulary": lambda d: d.pick(None, ["a", "b", "c"], ["x"], ("u", "v")),
    "vocabulary_dtype": lambda d: d.pick("int64"),
    "width": lambda d: d.pick(1, 8, 24, 300),
    "width_factor": lambda d: d.factor(-1, 1),
    "window": lambda d: d.pick("hann", None),
    "x_factor": lambda d: d.factor(0, 1),
    "y_factor": lambda d: d.factor(0, 1),
    "use_cudnn": lambda d: d.pick("auto", True, False),
}
# the same name means another thing in these layers
BY_LAYER: dict[tuple[str, str], Maker] = {
    **{
        (f"Random{name}", "interpolation"): lambda d: d.pick("nearest", "bilinear")
        for name in ("Rotation", "Translation", "Zoom", "Shear", "Perspective", "ElasticTransform")
    },
    **{(f"ZeroPadding{rank}D", "padding"): lambda d: d.pairs(0, 3) for rank in (1, 2, 3)},
    ("Conv1D", "padding"): lambda d: d.pick("valid", "same", "causal", "SAME"),
    ("Activation", "activation"): lambda d: d.pick(
        None, "relu", "softmax", "gelu", "mish", "linear", "log_softmax", "sparsemax", "hard_shrink"
    ),
    ("BatchNormalization", "scale"): lambda d: d.pick(True, False),
    ("LayerNormalization", "scale"): lambda d: d.pick(True, False),
    ("LayerNormalization", "axis"): lambda d: d.pick(-1, d.axis(), [d.axis(), -1], (1, 2)),
    ("RMSNormalization", "axis"): lambda d: d.pick(-1, d.axis(), [d.axis(), -1], (1, 2)),
    ("UnitNormalization", "axis"): lambda d: d.pick(-1, d.axis(), [d.axis(), -1], (1, 2)),
    ("GroupNormalization", "scale"): lambda d: d.pick(True, False),
    ("GroupNormalization", "groups"): lambda d: d.pick(-1, 1, 2, 3, 4, 32),
    ("EinsumDense", "output_shape"): lambda d: d.pick(d.notes.get("sizes", 4), list(d.notes.get("sizes", (4,)))),
    ("MultiHeadAttention", "dropout"): lambda d: d.pick(0, 0.1),
    ("GroupQueryAttention", "dropout"): lambda d: d.pick(0, 0.1),
    ("AugMix", "interpolation"): lambda d: d.pick("nearest", "bilinear"),
    ("RandAugment", "interpolation"): lambda d: d.pick("nearest", "bilinear"),
    ("RandomGaussianBlur", "kernel_size"): lambda d: d.pick(1, 3, 5, (3, 5)),
    ("RandomPosterization", "factor"): lambda d: d.factor(1, 8),
    ("RandomElasticTransform", "scale"): lambda d: d.factor(0, 1),
    ("RandomErasing", "scale"): lambda d: d.factor(0, 1),
    ("RandomGrayscale", "factor"): lambda d: d.pick(0, 0.5, 1),
    ("Lambda", "output_shape"): lambda d: d.pick(None, None, (4,), (5, None), (2, 3)),
    ("STFTSpectrogram", "mode"): lambda d: d.pick("log", "magnitude", "psd", "real", "imag", "angle", "stft"),
    # a window by name is scipy's
    ("STFTSpectrogram", "window"): lambda d: d.pick(None),
    ("IntegerLookup", "mask_token"): lambda d: d.pick(None, 0),
    ("StringLookup", "mask_token"): lambda d: d.pick(None, "", "a"),
    ("IntegerLookup", "oov_token"): lambda d: d.pick(-1, -2),
    ("StringLookup", "oov_token"): lambda d: d.pick("[UNK]", "?"),
    ("IntegerLookup", "vocabulary"): lambda d: d.pick(None, [1, 2, 3], [7], (4, 5)),
    ("IntegerLookup", "output_mode"): lambda d: d.pick("int", "one_hot", "multi_hot", "count", "binary"),
    ("StringLookup", "output_mode"): lambda d: d.pick("int", "one_hot", "multi_hot", "count", "binary"),
    ("CategoryEncoding", "output_mode"): lambda d: d.pick("one_hot", "multi_hot", "count", "binary"),
    ("HashedCrossing", "output_mode"): lambda d: d.pick("int", "one_hot"),
    ("Hashing", "dtype"): lambda d: d.pick(None, "int32", "int64", "float32"),
    ("Hashing", "mask_value"): lambda d: d.pick(None, ""),
    ("Softmax", "axis"): lambda d: d.pick(-1, d.axis(), (1, 2)),
}
FLAGS = frozenset(
    {
        "autocast", "center", "crop_to_aspect_ratio", "expand_dims", "go_backwards", "invert", "keepdims",
        "mask_zero", "normalize", "pad_to_aspect_ratio", "pad_to_max_tokens", "periodic", "power_to_db", "ragged",
        "renorm", "reset_after", "return_sequences", "return_state", "rms_scaling", "scale", "sparse", "stateful",
        "synchronized", "tie_weights", "unit_forget_bias", "unroll", "use_bias", "use_gate", "use_scale",
        "zero_output_for_mask",
    }
)  # fmt: skip
# what cannot be made up: left to its default
LEFT_OUT = frozenset(
    {
        "backward_layer", "flash_attention", "has_input_vocabulary", "idf_weights", "quantization_config",
        "vocabulary_size", "weights",
    }
)  # fmt: skip
INITIALIZERS = ("zeros", "ones", "glorot_uniform", "HeNormal", "random_normal", None)
REGULARIZERS = (None, "l1", "L2", "l1l2")
CONSTRAINTS = (None, "non_neg", "MaxNorm", "unit_norm")


def sensible_value(layer: str, name: str, draw: Draw) -> Any:
    """A value that the argument is made for (the layer may still reject it for its input)."""
    if (layer, name) in BY_LAYER:
        return BY_LAYER[layer, name](draw)
    if name in SENSIBLE:
        return SENSIBLE[name](draw)
    if name in FLAGS:
        return draw.pick(True, False)
    for ending, values in (
        ("activation", ("relu", "sigmoid", "linear", None)),
        ("_initializer", INITIALIZERS),
        ("_regularizer", REGULARIZERS),
        ("_constraint", CONSTRAINTS),
    ):
        if name.endswith(ending):
            return draw.pick(*values)
    raise KeyError(f"no values are known for the argument {name!r} of {layer}")


def odd_value(layer: str, name: str, draw: Draw) -> Any:
    """A value at an edge, or of the wrong kind."""
    sensible = sensible_value(layer, name, draw)
    return draw.pick(
        None, 0, -1, 1, 2.0, 0.5, 2.5, -3, True, False, 300, "foo", "", "same", (), [], (0,), (1,), (2, 2), (2, -1),
        (1, 2, 3), [2, 0, 1], (2, "a"), (None, 1), {}, [sensible], (sensible, sensible), ((1, 1), (2, 2)),
    )  # fmt: skip
