"""The dtype of a result: a rule is declared beside the shape rule, and reads the arguments by the same names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from shapelens.layers.operations.framework.promotion import (
    as_floating,
    bits,
    is_complex,
    is_floating,
    is_integer,
    promote,
    real_part_of,
)
from shapelens.layers.operations.framework.values import WEAK_DTYPES, DType, Operand, as_operand
from shapelens.shapes.unknown import Unknown

if TYPE_CHECKING:
    from shapelens.layers.operations.framework.arguments import Arguments

DTypeRule: TypeAlias = Callable[["Arguments"], DType]

# methods and operators serve arrays and tensors alike: their dtype is known where the libraries agree
RULES_OF = {
    "keras": ("keras",),
    "backend": ("tensorflow",),
    "tensorflow": ("tensorflow",),
    "numpy": ("numpy",),
    "tensor": ("numpy", "keras"),
    "operator": ("numpy", "keras"),
}


def _agreed(arguments: Arguments, decide: Callable[[str], DType]) -> DType:
    shared = arguments.library in ("tensor", "operator")
    answers = [
        decide(rules) for rules in (("numpy",) if shared and arguments.of_arrays else RULES_OF[arguments.library])
    ]
    if all(answer == answers[0] for answer in answers):
        return answers[0]
    return Unknown("its dtype depends on the library")


def promoted(*names: str) -> DTypeRule:
    """The common dtype of the operands `names` (those that were given)."""

    def rule(arguments: Arguments) -> DType:
        operands = arguments.operands(*names)
        return _agreed(arguments, lambda rules: promote(rules, operands))

    return rule


def floating(*names: str) -> DTypeRule:
    """The common dtype of the operands, made floating where they are integers."""

    def rule(arguments: Arguments) -> DType:
        operands = arguments.operands(*names)
        return _agreed(arguments, lambda rules: _floating(operands, rules))

    return rule


def _floating(operands: list[Operand], rules: str) -> DType:
    if rules != "numpy" or any(operand.dtype in WEAK_DTYPES for operand in operands):
        return _to_floating(promote(rules, operands), rules)
    # numpy takes the first function that holds each of its operands, not their common dtype
    return promote(rules, [Operand(operand.shape, _to_floating(operand.dtype, rules)) for operand in operands])


def _to_floating(dtype: DType, rules: str) -> DType:
    if isinstance(dtype, Unknown) or is_floating(dtype) or is_complex(dtype):
        return dtype
    if dtype in ("string", "object") or rules == "tensorflow":
        return Unknown(f"it takes no {dtype}")
    if rules == "keras":
        return "float32"
    return "float16" if dtype == "bool" else as_floating(dtype)


def same(name: str) -> DTypeRule:
    """The dtype of the operand `name`."""
    return promoted(name)


def fixed(dtype: str) -> DTypeRule:
    """Always `dtype`."""
    return lambda _: dtype


def unless(rule: DTypeRule, names: str, dtypes: frozenset[str]) -> DTypeRule:
    """As `rule`; unknown where all the operands `names` have one of `dtypes`: there each library has its own way."""

    def guarded(arguments: Arguments) -> DType:
        found = [operand.dtype for operand in arguments.operands(*names.split())]
        if all(isinstance(dtype, str) and dtype in dtypes for dtype in found):
            return Unknown(f"its dtype for {found[0] if found else 'no operands'} is not verified")
        return rule(arguments)

    return guarded


def by_library(*, otherwise: DTypeRule | None = None, **rules: DTypeRule) -> DTypeRule:
    """A rule of its own for some libraries; unknown for the others unless `otherwise` says."""

    def rule(arguments: Arguments) -> DType:
        arrays = arguments.of_arrays and arguments.library in ("tensor", "operator")
        chosen = rules.get("numpy" if arrays else arguments.library, otherwise)
        return chosen(arguments) if chosen is not None else Unknown("its dtype depends on the library")

    return rule


def requested(otherwise: DTypeRule, asked: DTypeRule | None = None, name: str = "dtype") -> DTypeRule:
    """The dtype that the argument `name` asks for (or what `asked` makes of it), else what `otherwise` gives."""

    def rule(arguments: Arguments) -> DType:
        if arguments[name] is None:
            return otherwise(arguments)
        return arguments.dtype(name) if asked is None else asked(arguments)

    return rule


def unverified(reason: str) -> DTypeRule:
    """A dtype that is not known, and why."""
    return lambda _: Unknown(reason)


def quotient(left: str, right: str) -> DTypeRule:
    """The dtype of `x1 / x2`: floating, as each library makes it."""

    def rule(arguments: Arguments) -> DType:
        operands = arguments.operands(left, right)
        return _agreed(arguments, lambda rules: _quotient(operands, rules))

    return rule


def _quotient(operands: list[Operand], rules: str) -> DType:
    dtype = promote(rules, operands)
    if rules == "keras":
        return promote(rules, [*operands, Operand((), "float")])
    if rules == "tensorflow" and isinstance(dtype, str) and is_integer(dtype):
        return "float32" if bits(dtype) <= 16 else "float64"
    if rules == "numpy" and isinstance(dtype, str) and (is_integer(dtype) or dtype == "bool"):
        return "float64"
    return dtype


def promoted_list(*names: str) -> DTypeRule:
    """The common dtype of the tensors in lists (or of single tensors)."""

    def rule(arguments: Arguments) -> DType:
        operands: list[Operand] = []
        for name in names:
            value = arguments[name]
            operands += arguments.several(name) if isinstance(value, (tuple, list)) else [arguments.operand(name)]
        return _agreed(arguments, lambda rules: promote(rules, operands))

    return requested(rule)


def of_literal(name: str) -> DTypeRule:
    """The dtype of what a list is made into: numpy takes the common one of everything in it."""

    def rule(arguments: Arguments) -> DType:
        value = arguments[name]
        if arguments.library != "numpy" or not isinstance(value, (tuple, list)):
            return same(name)(arguments)
        parts = [Operand(part.shape or (1,), part.dtype) for part in _parts(value)]
        # the parts are many and of few kinds
        return promote("numpy", list(dict.fromkeys(parts)))

    return rule


def _parts(value: tuple[object, ...] | list[object]) -> Iterator[Operand]:
    for item in value:
        if isinstance(item, (tuple, list)):
            yield from _parts(item)
        else:
            yield as_operand(item)


def summed(name: str, *, cumulative: bool = False) -> DTypeRule:
    """The dtype of a sum: small integers are widened, as each library does."""

    def rule(arguments: Arguments) -> DType:
        operands = [arguments.operand(name)]
        return _agreed(arguments, lambda rules: _summed(promote(rules, operands), rules, cumulative))

    return rule


def _summed(dtype: DType, rules: str, cumulative: bool) -> DType:
    if isinstance(dtype, Unknown) or not (is_integer(dtype) or dtype == "bool"):
        return dtype
    if rules == "numpy":
        return "uint64" if dtype.startswith("u") else "int64"
    if rules == "keras" and not cumulative:
        narrow = dtype == "bool" or bits(dtype) < 32
        return ("uint32" if dtype.startswith("u") else "int32") if narrow else dtype
    if rules == "keras":
        return "int32" if dtype == "bool" else dtype
    return Unknown("it takes no truth values") if dtype == "bool" else dtype


def averaged(name: str) -> DTypeRule:
    """The dtype of a mean: integers become floating; tensorflow keeps them."""

    def rule(arguments: Arguments) -> DType:
        operands = [arguments.operand(name)]
        return _agreed(arguments, lambda rules: _averaged(promote(rules, operands), rules, arguments.library))

    return rule


def _averaged(dtype: DType, rules: str, library: str) -> DType:
    if rules == "tensorflow" and library == "backend" and dtype == "bool":
        return "float32"
    if rules == "numpy" and isinstance(dtype, str) and (is_integer(dtype) or dtype == "bool"):
        return "float64"
    if rules == "tensorflow":
        return dtype
    return _to_floating(dtype, rules)


def logical_or_bitwise(*names: str) -> DTypeRule:
    """The dtype of `a & b`: truth values stay so; of numbers Keras makes truth values, and numpy numbers."""

    def rule(arguments: Arguments) -> DType:
        operands = arguments.operands(*names)
        if arguments.of_arrays or all(operand.dtype == "bool" for operand in operands):
            return promote("numpy", operands)
        return Unknown("its dtype depends on the library")

    return rule


def as_complex(dtype: DType) -> DType:
    """The complex dtype of a real one."""
    known = {"float32": "complex64", "float64": "complex128"}
    return known.get(dtype, Unknown("its dtype is not verified")) if isinstance(dtype, str) else dtype


def real_part(inner: DTypeRule) -> DTypeRule:
    """The dtype of a magnitude: of complex numbers it is real."""

    def rule(arguments: Arguments) -> DType:
        dtype = inner(arguments)
        return real_part_of(dtype) if isinstance(dtype, str) and is_complex(dtype) else dtype

    return rule


def matrix_product(left: str, right: str) -> DTypeRule:
    """The dtype of a matrix product: Keras computes that of int8 in int32."""

    def rule(arguments: Arguments) -> DType:
        operands = arguments.operands(left, right)
        if arguments.library == "keras" and all(operand.dtype == "int8" for operand in operands):
            return "int32"
        return promoted(left, right)(arguments)

    return requested(rule)
