"""Values into categories: CategoryEncoding, Discretization, Hashing, HashedCrossing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelens.layers.families.attention.attention import require_same_as_keras
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import several, single, unknown_result
from shapelens.layers.framework.problems import Reject, WrongInputs
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result
from shapelens.layers.framework.signature import Anything
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import Polynomial, Size, axis
from shapelens.shapes.tensors import Dims, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown


def output_mode(arguments: Arguments, modes: Sequence[str], synonyms: dict[str, str] | None = None) -> str | Unknown:
    """`output_mode`, one of `modes`; sparse output only where it is not 'int'."""
    value = arguments["output_mode"]
    if isinstance(value, str) and value in (synonyms or {}):
        return (synonyms or {})[value]
    mode = arguments.choice("output_mode", modes, fold_case=False)
    if mode == "int" and arguments.flag("sparse") is True:
        arguments.reject("sparse", "False where `output_mode` is 'int'")
    return mode


def depth_argument(arguments: Arguments, name: str, mode: str | Unknown) -> Size:
    """The number of categories that `name` says; it need not be an integer where the output does not have it."""
    value: Any = arguments[name]
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined(name) or value
    if value is None:
        return axis(name)
    if mode == "int" and isinstance(value, (int, float)):
        return int(value)
    return arguments.integer(name, minimum=0)


def one_hot(shape: Dims, depth: Size) -> Dims | Unknown:
    """A last axis of one becomes `depth`; any other gets `depth` after it. A number alone is a row of one."""
    if not shape:
        return (1, depth)
    if len(shape) > 1 and isinstance(shape[-1], Unknown):
        return shape[-1]
    return (*shape[:-1], depth) if len(shape) > 1 and shape[-1] == 1 else (*shape, depth)


@layer(
    'CategoryEncoding(num_tokens=None, output_mode="multi_hot", sparse=False, **kwargs)',
    call="inputs, count_weights=None",
    examples=(
        example("CategoryEncoding(5)", (None, 3), (None, 5), dtype="int32"),
        example("CategoryEncoding(5, output_mode='one_hot')", (None, 3), (None, 3, 5), dtype="int32"),
        example("CategoryEncoding(5, output_mode='one_hot')", (None, 1), (None, 5), dtype="int32"),
    ),
    added={"sparse": (3, 2)},
)
def category_encoding(inputs: Structure, arguments: Arguments) -> Result:
    """Category numbers below `num_tokens` as vectors of that length: one-hot each, or one multi-hot for all."""
    mode = output_mode(arguments, ("count", "one_hot", "multi_hot"), {"binary": "multi_hot"})
    depth = arguments.integer("num_tokens", minimum=1)
    tensor = single(inputs)
    dtype = arguments.compute_dtype()
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape, dtype)
    if isinstance(mode, Unknown):
        return unknown_result(mode, dtype)
    shape = one_hot(tensor.shape, depth) if mode == "one_hot" else (*tensor.shape[:-1], depth)
    return Result(Tensor(shape, dtype))


@layer(
    """Discretization(bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode="int", sparse=False, dtype=None,
    name=None)""",
    examples=(
        example("Discretization(bin_boundaries=[0.0, 1.0, 2.0])", (None, 4), (None, 4)),
        example("Discretization(num_bins=4, output_mode='one_hot')", (None, 4), (None, 4, 4)),
        example("Discretization(num_bins=4, output_mode='count')", (None, 4), (None, 4)),
    ),
)
def discretization(inputs: Structure, arguments: Arguments) -> Result:
    """Numbers into the bins between `bin_boundaries`, by number or as vectors."""
    mode = output_mode(arguments, ("int", "one_hot", "multi_hot", "count"))
    if arguments["num_bins"] is not None:
        bins = arguments.number("num_bins", minimum=0)
        if isinstance(bins, Unknown):
            return Result(Unknown("`num_bins` could not be determined"))
        if arguments["bin_boundaries"] is not None and arguments.undetermined("bin_boundaries") is None:
            arguments.reject("num_bins", "None where `bin_boundaries` is given")
    elif arguments["bin_boundaries"] is None:
        arguments.reject("bin_boundaries", "given, unless `num_bins` is")
    tensor = single(inputs)
    dtype = "int32" if mode == "int" else arguments.compute_dtype()
    if isinstance(mode, Unknown):
        return unknown_result(mode, mode)
    if isinstance(tensor.shape, Unknown) or mode == "int":
        return Result(Tensor(tensor.shape, dtype))
    depth = _bins(arguments)
    if mode == "one_hot":
        return Result(Tensor(one_hot(tensor.shape, depth), dtype))
    shape = (tensor.shape[0], *tensor.shape[2:], depth) if len(tensor.shape) > 1 else (depth,)
    return Result(Tensor(shape, dtype))


def _bins(arguments: Arguments) -> Size:
    boundaries: Any = arguments["bin_boundaries"]
    if boundaries is None:
        return arguments.integer("num_bins", minimum=0)
    if isinstance(boundaries, (list, tuple, str, dict)):
        return len(boundaries) + 1
    if is_symbolic(boundaries) or is_opaque(boundaries):
        return Unknown("`bin_boundaries` could not be determined")
    return arguments.reject("bin_boundaries", "a list of numbers")


@layer(
    'Hashing(num_bins, mask_value=None, salt=None, output_mode="int", sparse=False, **kwargs)',
    examples=(
        example("Hashing(3)", (None, 5), (None, 5), dtype="string"),
        example("Hashing(3, output_mode='multi_hot')", (None, 5), (None, 3), dtype="string"),
    ),
)
def hashing(inputs: Structure, arguments: Arguments) -> Result:
    """Each value as a number below `num_bins`, by hashing; or as vectors of that length."""
    mode = output_mode(arguments, ("int", "one_hot", "multi_hot", "count"))
    bins = arguments.number("num_bins")
    if isinstance(bins, (int, float)) and bins <= 0:
        arguments.reject("num_bins", "a positive integer")
    check_salt(arguments)
    dtype: str | Unknown = arguments.variable_dtype()
    if mode == "int":
        dtype = "int64" if arguments["dtype"] is None else dtype
        if isinstance(dtype, str) and dtype not in ("int32", "int64"):
            arguments.reject("dtype", "'int32' or 'int64' where `output_mode` is 'int'")
    tensor = single(inputs)
    if isinstance(mode, Unknown):
        return unknown_result(mode, mode)
    if isinstance(tensor.shape, Unknown) or mode == "int":
        return Result(Tensor(tensor.shape, dtype))
    return Result(Tensor((*tensor.shape[:-1], depth_argument(arguments, "num_bins", mode)), dtype))


def check_salt(arguments: Arguments) -> None:
    """Reject a salt that is neither an integer nor a pair."""
    value: Any = arguments["salt"]
    if value is None or is_symbolic(value) or is_opaque(value) or isinstance(value, int):
        return
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        arguments.reject("salt", "an integer or two")


@layer(
    'HashedCrossing(num_bins, output_mode="int", sparse=False, name=None, dtype=None, **kwargs)',
    takes_list=True,
    base=Anything(),
    examples=(
        example("HashedCrossing(5)", [(None,), (None,)], (None,), dtype="int32"),
        example("HashedCrossing(5, output_mode='one_hot')", [(None, 1), (None, 1)], (None, 5), dtype="int32"),
    ),
)
def hashed_crossing(inputs: Structure, arguments: Arguments) -> Result:
    """Two features as one: the pair as a number below `num_bins`, or as a vector of that length."""
    mode = arguments.choice("output_mode", ("int", "one_hot"), fold_case=False)
    dtype = "int64" if mode == "int" and arguments["dtype"] is None else arguments.compute_dtype()
    tensors = several(inputs, exactly=2)
    if isinstance(tensors, Unknown):
        return unknown_result(tensors, dtype)
    first, second = tensors[0].shape, tensors[1].shape
    if isinstance(first, Unknown) or isinstance(second, Unknown) or isinstance(mode, Unknown):
        return unknown_result(Unknown("an input or `output_mode` is unknown"), dtype)
    if not first and not second:
        return Result(Tensor(() if mode == "int" else (1, depth_argument(arguments, "num_bins", mode)), dtype))
    if not first or not second:
        raise Reject(WrongInputs("other", "two tensors with the same last axis", "a scalar"))
    require_same_as_keras(first[-1:], second[-1:], 0, None, "as the first feature has")
    if mode == "int":
        return Result(Tensor(first, dtype))
    depth = depth_argument(arguments, "num_bins", mode)
    if isinstance(first[-1], Unknown):
        return unknown_result(first[-1], dtype)
    whole = is_open(first[-1]) or first[-1] != 1
    return Result(Tensor((*first, depth) if whole else (*first[:-1], depth), dtype))
