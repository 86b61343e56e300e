"""The registry of operations: a rule is one decorated function, and every path that it serves one declaration.

    @operation(
        "keras.ops.reshape(x, newshape)",
        "tensorflow.reshape(tensor: x, shape: newshape, name=None)",
        "numpy.reshape(a: x, /, shape: newshape, order='C', *, copy=None)",
        "tensor.reshape(x, *shape: newshape, order='C')",
        dtype=same("x"),
        examples=("keras.ops.reshape(float32[None, 4, 3], (-1, 12)) -> float32[None, 12]",),
    )
    def reshape(arguments: Arguments) -> Shapes: ...

A rule gives the shape of its result (a list of shapes for several tensors); the dtype rule beside it gives the dtype.
It rejects by raising `Reject` and gives up by raising `Undetermined`; `apply_operation` makes both values.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias, TypeGuard, Union, get_args

from shapelens.layers.framework.cache_key import Keyed, key_of
from shapelens.layers.framework.problems import Problem, Reject
from shapelens.layers.framework.ranks import join_structures, of_every_rank, reason_of_rank
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.declarations import (
    Declaration,
    bind_declaration,
    parse_declaration,
    paths_of,
)
from shapelens.layers.operations.framework.dtypes import DTypeRule
from shapelens.layers.operations.framework.values import DType, Outcome, ShapeValue, Undetermined
from shapelens.shapes.defects import DEFECTS, note_defect
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.tensors import Shape, Structure, Tensor
from shapelens.shapes.unknown import Unknown

# one shape, a list of shapes for several tensors, or a value that is no tensor
Shapes: TypeAlias = Union[Shape, list[Shape], ShapeValue, int, float, Polynomial]
ShapeRule: TypeAlias = Callable[[Arguments], Shapes]


@dataclass(frozen=True, slots=True)
class Unruled:
    """In the place of a rule: why there is none."""

    reason: str

    def __call__(self, _: Arguments) -> Shapes:
        return Unknown(self.reason)


@dataclass(frozen=True, eq=False)
class Operation:
    """One function of a library: its declaration, and the rule that it shares with the same function of others.

    `dtypes` has one rule for each result; the last holds for all that follow. With `several` it depends on what it is
    given how many results there are.
    """

    name: str
    text: str
    paths: tuple[str, ...]
    rule: ShapeRule
    dtypes: tuple[DTypeRule, ...]
    family: str
    documentation: str
    examples: tuple[str, ...]
    several: bool = False

    @functools.cached_property
    def declaration(self) -> Declaration:
        # read when it is first called: most programs call a few of a thousand functions
        return parse_declaration(self.text)

    @property
    def path(self) -> str:
        return self.paths[0]

    @property
    def unruled(self) -> str:
        """Why the operation has no rule; empty where it has one."""
        return self.rule.reason if isinstance(self.rule, Unruled) else ""


_OPERATIONS: dict[str, Operation] = {}


def operation(
    *declarations: str,
    dtype: DTypeRule | Sequence[DTypeRule],
    examples: Sequence[str] = (),
    name: str | None = None,
    documentation: str | None = None,
    family: str | None = None,
    several: bool = False,
) -> Callable[[ShapeRule], ShapeRule]:
    """Register a rule under each of its declarations.

    `dtype` is one dtype rule, or one per result (the last for all that follow); `several` says that it takes the
    arguments to know how many results there are. A rule made by a table has no
    name, description and file of its own: the table gives them.
    """
    dtypes = (dtype,) if callable(dtype) else tuple(dtype)

    def register(rule: ShapeRule) -> ShapeRule:
        origin = family or rule.__module__.rpartition(".")[2]
        for text in declarations:
            paths = paths_of(text)
            entry = Operation(
                name or rule.__name__, text, paths, rule, dtypes, origin, documentation or rule.__doc__ or "",
                tuple(item for item in examples if item.partition("(")[0] in paths), several,
            )  # fmt: skip
            for path in paths:
                if path in _OPERATIONS:
                    raise ValueError(f"declared twice: {path}")
                _OPERATIONS[path] = entry
        return rule

    return register


def without_rule(reason: str, place: str, names: str) -> None:
    """Register functions whose result is unknown for a reason that is known: `place` is the path before their names.

    Their calls are not read: any arguments will do.
    """
    for name in names.split():
        operation(
            f"{place}{name}(*args: arguments, **keywords)",
            dtype=lambda _: Unknown(reason),
            name=name,
            documentation=f"Unknown: {reason}.",
            family="without_rule",
        )(Unruled(f"`{place}{name}` has no rule: {reason}"))


def find_operation(path: str) -> Operation | None:
    """The operation with the dotted `path` (`tensorflow.reshape`), in the spelling that each library documents."""
    return _OPERATIONS.get(path)


def all_operations() -> tuple[Operation, ...]:
    """Every declared function once, in order of declaration."""
    return tuple({id(entry): entry for entry in _OPERATIONS.values()}.values())


@functools.cache
def is_place_of_operations(place: str) -> bool:
    """Whether functions under a dotted name (`tensorflow.math`) are operations; Python's own are not."""
    return place in {path.rpartition(".")[0] for path in _OPERATIONS} - {"builtins", "operator", ""}


def apply_operation(
    entry: Operation,
    positional: Sequence[Any],
    keywords: Mapping[str, Any],
    *,
    complete: bool = True,
    of_arrays: bool = False,
) -> Outcome | Problem:
    """Evaluate a call: tensors, a known shape or number, or unknown with its reason; a rejection comes back as a value.

    `complete` is false where the call spreads an unknown `*args` or `**kwargs`; `of_arrays` where all tensors are
    arrays of numpy.
    """
    key = key_of((tuple(positional), keywords))
    if key is None:
        return _apply(entry, positional, keywords, complete, of_arrays)
    return _apply_plain(entry, Keyed(key, (positional, keywords)), complete, of_arrays)


@functools.lru_cache(maxsize=4096)
def _apply_plain(entry: Operation, given: Keyed, complete: bool, of_arrays: bool) -> Outcome | Problem:
    positional, keywords = given.value
    return _apply(entry, positional, keywords, complete, of_arrays)


def _apply(
    entry: Operation, positional: Sequence[Any], keywords: Mapping[str, Any], complete: bool, of_arrays: bool
) -> Outcome | Problem:
    outcome = _apply_rule(entry, positional, keywords, complete, of_arrays)
    given = tuple(_open_tensors((tuple(positional), keywords)))
    reason = reason_of_rank(given) if given and isinstance(outcome, (Tensor, tuple)) else None
    if reason is None:
        return outcome
    answers: list[Structure] = []
    for tensors in of_every_rank(given):
        places, names = _with_tensors((tuple(positional), keywords), iter(tensors))
        answer = _apply_rule(entry, places, names, complete, of_arrays)
        if isinstance(answer, (Tensor, tuple)):
            answers.append(answer)
        elif not is_problem(answer):
            return outcome
    return reduce(lambda left, right: join_structures(left, right, reason), answers) if answers else outcome


def _open_tensors(value: Any) -> Iterator[Tensor]:
    """The tensors of unknown rank among arguments."""
    if isinstance(value, Tensor) and isinstance(value.shape, Unknown):
        yield value
    elif isinstance(value, (tuple, list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _open_tensors(item)


def _with_tensors(value: Any, given: Iterator[Structure]) -> Any:
    """The arguments with those tensors replaced, in order."""
    if isinstance(value, Tensor):
        return next(given) if isinstance(value.shape, Unknown) else value
    if isinstance(value, dict):
        return {name: _with_tensors(item, given) for name, item in value.items()}
    return type(value)(_with_tensors(item, given) for item in value) if isinstance(value, (tuple, list)) else value


def _apply_rule(
    entry: Operation, positional: Sequence[Any], keywords: Mapping[str, Any], complete: bool, of_arrays: bool
) -> Outcome | Problem:
    bound = bind_declaration(entry.declaration, positional, keywords, complete=complete)
    if not isinstance(bound, dict):
        return bound
    arguments = Arguments(entry.declaration, bound, of_arrays)
    spread = entry.declaration.variadic is not None and not complete
    try:
        result: Shapes = Unknown("how many arguments it is given is not known") if spread else entry.rule(arguments)
    except Reject as rejection:
        return rejection.problem
    except Undetermined as undetermined:
        result = undetermined.reason
    except DEFECTS as defect:
        result = note_defect(f"the rule of `{entry.path}`", defect)
    if isinstance(result, (ShapeValue, int, float, Polynomial)):
        return result
    if isinstance(result, Unknown) and (entry.several or len(entry.dtypes) > 1):
        # nor is it known how many tensors there are
        return result
    dtypes = [_dtype(rule, arguments) for rule in entry.dtypes]
    if not isinstance(result, list):
        return Tensor(result, dtypes[0])
    dtypes += dtypes[-1:] * (len(result) - len(dtypes))
    return tuple(Tensor(shape, dtype) for shape, dtype in zip(result, dtypes, strict=False))


def is_problem(outcome: Outcome | Problem) -> TypeGuard[Problem]:
    """Whether `apply_operation` gave a problem."""
    return isinstance(outcome, get_args(Problem))


def _dtype(rule: DTypeRule, arguments: Arguments) -> DType:
    try:
        return rule(arguments)
    except Undetermined as undetermined:
        return undetermined.reason
