"""A tensor in a test: its shape and dtype, made into one of ours or of a library; and the notation of examples.

`float32[None, 4]` is such a tensor as text; an example is `keras.ops.sum(float32[None, 4], axis=1) -> float32[None]`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Tensor

DTYPES = frozenset(
    "bool uint8 uint16 uint32 uint64 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex64".split()
)


@dataclass(frozen=True)
class Given:
    """A tensor as an argument; `None` is an open size."""

    shape: tuple[Any, ...]
    dtype: str = "float32"

    def __repr__(self) -> str:
        return f"{self.dtype}[{', '.join(str(size) for size in self.shape)}]"


def replace_tensors(value: Any, make: Callable[[Given], Any]) -> Any:
    """`value` with every `Given` in its tuples, lists and dicts made into something else."""
    if isinstance(value, Given):
        return make(value)
    if isinstance(value, (tuple, list)):
        return type(value)(replace_tensors(item, make) for item in value)
    if isinstance(value, dict):
        return {key: replace_tensors(item, make) for key, item in value.items()}
    return value


def with_dtype(value: Any, dtype: str, *, numbers: bool = False) -> Any:
    """`value` with every tensor in it of `dtype`, every dtype as well, and the numbers of Python if asked."""
    if isinstance(value, (tuple, list)):
        return type(value)(with_dtype(item, dtype, numbers=numbers) for item in value)
    if isinstance(value, dict):
        return {key: with_dtype(item, dtype, numbers=numbers) for key, item in value.items()}
    if isinstance(value, Given):
        return Given(value.shape, dtype)
    if numbers and isinstance(value, (bool, float)):
        return {"bool": True, "int32": 1}.get(dtype, 1.0)
    return dtype if isinstance(value, str) and value in DTYPES else value


def our_tensor(given: Given) -> Tensor:
    """The tensor of a `Given`; each open size is an axis named by its place."""
    sizes = tuple(axis(f"axis{place}") if size is None else size for place, size in enumerate(given.shape))
    return Tensor(sizes, given.dtype)


@dataclass(frozen=True)
class Call:
    """A call as an example writes it, and what it says the result is."""

    path: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]
    result: Any


def parse_example(text: str) -> Call:
    """Read `path(arguments) -> result`."""
    call_text, _, result_text = text.rpartition(" -> ")
    call = ast.parse(call_text, mode="eval").body
    assert isinstance(call, ast.Call)
    return Call(
        ast.unparse(call.func),
        tuple(_value(argument) for argument in call.args),
        {keyword.arg: _value(keyword.value) for keyword in call.keywords if keyword.arg is not None},
        _value(ast.parse(result_text, mode="eval").body),
    )


def _value(node: ast.expr) -> Any:
    if isinstance(node, ast.Subscript):
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        shape = tuple(ast.literal_eval(item) for item in inside)
        return Given(shape, ast.unparse(node.value))
    if isinstance(node, (ast.Tuple, ast.List)):
        items = [_value(item) for item in node.elts]
        return tuple(items) if isinstance(node, ast.Tuple) else items
    return ast.literal_eval(node)
