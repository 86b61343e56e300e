"""The arguments of one call of an operation, read as the libraries read them, under the rule's names.

Where an argument is not known, an accessor unwinds the rule (`Undetermined`): the result is then unknown for the
argument's reason. What a library rejects is rejected, under the name that the library gives the parameter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from shapelens.layers.framework.problems import InvalidArgument, RankMismatch, Reject
from shapelens.layers.framework.values import describe, is_opaque, is_undetermined
from shapelens.layers.operations.framework.declarations import Declaration
from shapelens.layers.operations.framework.values import (
    MAX_RESULTS,
    DType,
    Numbers,
    Operand,
    ShapeValue,
    Undetermined,
    as_operand,
    is_size,
)
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import Dims, Shape, Tensor
from shapelens.shapes.unknown import Unknown

# the names that Python's own types have as dtypes, library by library
_PYTHON_DTYPES = {
    "keras": {"int": "int64", "float": "float32", "bool": "bool", "str": "string", "complex": "complex128"},
    "tensorflow": {"float": "float32", "bool": "bool", "int": "int32", "str": "string"},
    "numpy": {"int": "int64", "float": "float64", "bool": "bool", "complex": "complex128"},
}
_OPEN_AXIS = Unknown("an axis is chosen by an open size")


@dataclass(frozen=True, slots=True)
class Arguments:
    """Arguments by the rule's names; what was not given has the default of the declaration, else None.

    `of_arrays` says that the tensors are arrays of numpy: methods and operators then have numpy's dtypes.
    """

    declaration: Declaration
    given: Mapping[str, Any]
    of_arrays: bool = False

    def __getitem__(self, name: str) -> Any:
        if name in self.given:
            return self.given[name]
        return self.declaration.signature.default_of(self.declaration.written(name))

    @property
    def library(self) -> str:
        return self.declaration.library

    def reject(self, name: str, requirement: str) -> NoReturn:
        """Reject the value of `name`: it must be `requirement`."""
        raise Reject(InvalidArgument(self.declaration.written(name), describe(self[name]), requirement))

    def require_rank(
        self, shape: Dims, *, exactly: int | Sequence[int] | None = None, at_least: int | None = None
    ) -> None:
        """Reject a tensor with another number of axes."""
        allowed = (exactly,) if isinstance(exactly, int) else exactly
        if allowed is not None and len(shape) not in allowed:
            raise Reject(RankMismatch(len(shape), shape, tuple(allowed)))
        if at_least is not None and len(shape) < at_least:
            raise Reject(RankMismatch(len(shape), shape, at_least=at_least))

    def known(self, name: str, *, computed: bool = False) -> Any:
        """The value of `name` as plain Python; with `computed`, a tensor or a shape used as a value is let through.

        Raises: `Undetermined` where it is not known.
        """
        value = self[name]
        if isinstance(value, Unknown):
            raise Undetermined(value)
        if computed and isinstance(value, (Tensor, ShapeValue)):
            return value
        if is_opaque(value):
            raise Undetermined(Unknown(f"`{self.declaration.written(name)}` is not known"))
        return value

    def operand(self, name: str) -> Operand:
        """The tensor `name`."""
        value = self[name]
        if value is None:
            raise Undetermined(Unknown(f"`{self.declaration.written(name)}` is None"))
        return as_operand(value)

    def operands(self, *names: str) -> list[Operand]:
        """Those of the tensors `names` that were given."""
        return [as_operand(self[name]) for name in names if self[name] is not None]

    def shape(self, name: str) -> Dims:
        """The shape of the tensor `name`.

        Raises: `Undetermined` where not even its rank is known.
        """
        shape = self.operand(name).shape
        if isinstance(shape, Unknown):
            raise Undetermined(shape)
        return shape

    def several(self, name: str) -> list[Operand]:
        """The tensors of a list; one tensor is the list of its slices on the first axis."""
        value = self[name]
        if isinstance(value, (tuple, list)):
            return [as_operand(item) for item in value]
        shape = self.shape(name)
        if not shape:
            self.reject(name, "a list of tensors")
        if not isinstance(shape[0], int):
            raise Undetermined(Unknown("the number of tensors is not known"))
        if shape[0] > MAX_RESULTS:
            raise Undetermined(Unknown("there are too many tensors to follow"))
        return [Operand(shape[1:], self.operand(name).dtype)] * shape[0]

    def shapes(self, name: str) -> list[Dims]:
        """The shapes of the tensors of a list."""
        return [_known_shape(operand.shape) for operand in self.several(name)]

    def flag(self, name: str) -> bool:
        """A truth value; None counts as false."""
        value = self.known(name)
        if isinstance(value, Polynomial):
            raise Undetermined(Unknown(f"`{self.declaration.written(name)}` is an open size"))
        return bool(value)

    def integer(self, name: str, *, minimum: int | None = None) -> Size:
        """An integer, known or symbolic."""
        value = self[name]
        if isinstance(value, Unknown):
            return value
        if isinstance(value, Tensor) or is_opaque(value):
            return Unknown(f"`{self.declaration.written(name)}` is not known")
        if isinstance(value, float) and value.is_integer() and self.library in ("numpy", "tensor"):
            value = int(value)
        if isinstance(value, bool) or not is_size(value):
            self.reject(name, "an integer")
        if minimum is not None and isinstance(value, int) and value < minimum:
            self.reject(name, f"an integer of at least {minimum}")
        return value  # type: ignore[no-any-return]

    def number(self, name: str) -> int:
        """An integer that must be known for the rule to go on."""
        value = self.integer(name)
        if isinstance(value, int):
            return value
        raise Undetermined(value if isinstance(value, Unknown) else Unknown(f"`{name}` is an open size"))

    def text(self, name: str, allowed: Sequence[str]) -> str:
        """One of the strings `allowed`."""
        value = self.known(name)
        if value not in allowed:
            self.reject(name, "one of " + ", ".join(repr(option) for option in allowed))
        return str(value)

    def axis(self, name: str, rank: int) -> int:
        """An axis of a tensor with `rank` axes, counted from the front."""
        return self._axis(name, self.known(name), rank)

    def axes(self, name: str, rank: int) -> tuple[int, ...]:
        """One axis or several of a tensor with `rank` axes; None stands for all."""
        value = self.known(name, computed=True)
        if value is None:
            if self._is_required(name):
                self.reject(name, "an axis, or several")
            return tuple(range(rank))
        if isinstance(value, ShapeValue):
            value = value.sizes
        if isinstance(value, Tensor):
            raise Undetermined(Unknown(f"`{self.declaration.written(name)}` is computed"))
        items = value if isinstance(value, (tuple, list)) else (value,)
        axes = tuple(self._axis(name, item, rank) for item in items)
        if len(set(axes)) < len(axes):
            raise Undetermined(Unknown("an axis is named twice"))
        return axes

    def _axis(self, name: str, value: Any, rank: int) -> int:
        if isinstance(value, (Unknown, Polynomial, Tensor)) or is_opaque(value):
            raise Undetermined(value if isinstance(value, Unknown) else _OPEN_AXIS)
        if isinstance(value, bool) or not isinstance(value, int):
            self.reject(name, "an axis (an integer)")
        if rank == 0:
            raise Undetermined(Unknown("an axis of a scalar"))
        if not -rank <= value < rank:
            self.reject(name, f"an axis from {-rank} to {rank - 1}")
        return value % rank

    def sizes(self, name: str) -> Dims:
        """A shape given as an argument: an integer or a sequence of sizes, -1 left as it is."""
        value = self.known(name, computed=True)
        if isinstance(value, ShapeValue):
            return value.sizes
        if isinstance(value, Tensor):
            return self._computed_sizes(name, value)
        if is_size(value):
            return (value,)
        if not isinstance(value, (tuple, list)):
            self.reject(name, "a tuple of integers")
        if name == self._variadic and len(value) == 1:
            # f(*shape) takes both f(2, 3) and f((2, 3)), and one argument that is not known may be either
            if isinstance(value[0], (tuple, list, ShapeValue, Tensor)):
                return replace(self, given={**self.given, name: value[0]}).sizes(name)
            if is_undetermined(value[0]):
                raise Undetermined(value[0] if isinstance(value[0], Unknown) else Unknown("the shape is not known"))
        return tuple(self._size(name, item) for item in value)

    def _is_required(self, name: str) -> bool:
        written = self.declaration.written(name)
        return any(
            parameter.required for parameter in self.declaration.signature.parameters if parameter.name == written
        )

    @property
    def _variadic(self) -> str | None:
        return self.declaration.canonical.get(self.declaration.variadic or "")

    def _computed_sizes(self, name: str, value: Tensor) -> Dims:
        if isinstance(value, Numbers):
            return value.items
        reason = Unknown(f"`{self.declaration.written(name)}` is computed")
        length = value.shape[0] if isinstance(value.shape, tuple) and len(value.shape) == 1 else None
        if value.shape == ():
            return (reason,)
        if not isinstance(length, int):
            raise Undetermined(reason)
        return (reason,) * length

    def _size(self, name: str, item: Any) -> Size:
        if isinstance(item, Unknown):
            return item
        if isinstance(item, Tensor) or is_opaque(item):
            return Unknown(f"a size of `{self.declaration.written(name)}` is computed")
        if isinstance(item, bool) or not is_size(item):
            self.reject(name, "a tuple of integers")
        return item  # type: ignore[no-any-return]

    def new_shape(self, name: str) -> Dims:
        """A shape for something new: no size is negative."""
        sizes = self.sizes(name)
        if any(isinstance(size, int) and size < 0 for size in sizes):
            self.reject(name, "a shape without negative sizes")
        return sizes

    def dtype(self, name: str = "dtype") -> DType:
        """The dtype that an argument names."""
        value = self[name]
        if not isinstance(value, str):
            return value if isinstance(value, Unknown) else Unknown("the dtype is not known")
        rules = "tensorflow" if self.library == "backend" else self.library
        return _PYTHON_DTYPES.get(rules, _PYTHON_DTYPES["numpy"]).get(value, value)


def _known_shape(shape: Shape) -> Dims:
    if isinstance(shape, Unknown):
        raise Undetermined(shape)
    return shape
