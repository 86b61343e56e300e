"""Under which name keras.ops has what another library calls otherwise."""

from __future__ import annotations

# where the names differ by more than `reduce_`
_NAMES = {
    "absolute": "abs", "acos": "arccos", "acosh": "arccosh", "asin": "arcsin", "asinh": "arcsinh", "atan": "arctan",
    "atan2": "arctan2", "atanh": "arctanh", "batch_flatten": "ravel", "bitwise_left_shift": "left_shift",
    "clip_by_value": "clip", "concat": "concatenate", "conj": "conjugate", "div": "divide", "floordiv":
    "floor_divide", "floormod": "mod", "gather": "take", "invert": "bitwise_not", "is_finite": "isfinite", "is_inf":
    "isinf", "is_nan": "isnan", "l2_normalize": "normalize", "matrix_transpose": "transpose", "mul": "multiply",
    "neg": "negative", "permute_dimensions": "transpose", "pow": "power", "range": "arange",
    "reduce_euclidean_norm": "norm", "repeat_elements": "repeat", "reverse": "flip", "sub": "subtract", "swish":
    "silu", "truediv": "true_divide", "unsorted_segment_sum": "segment_sum",
}  # fmt: skip


def name_in_keras(path: str) -> str:
    """The path that an operation would have in keras.ops: `keras.ops.mean` for `tensorflow.reduce_mean`."""
    name = path.rpartition(".")[2]
    plain = name.removeprefix("reduce_")
    return f"keras.ops.{_NAMES.get(name, plain)}"
