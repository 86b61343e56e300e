"""What is known of a program before anything is taken out of it."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shapelens.interpreter.domain.analysis import Analysis
from shapelens.shape_check.slices.names import names_of, walk
from shapelens.shape_check.slices.side_effects import TRAINING
from shapelens.shapes.tensors import Structure
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

PYTHONS = frozenset(dir(builtins))
RUNS_MODELS = frozenset({"layer", "model", "input"})


@dataclass(slots=True)
class Facts:
    """Names and places, by what they stand for."""

    aliases: Mapping[str, str]
    # names of libraries, of Python itself and of definitions: to call them changes nothing that they stand for
    foreign: frozenset[str]
    bound: frozenset[str]
    data: Mapping[Span, tuple[Structure, str]]
    measured: frozenset[Span]
    built: frozenset[str]
    # functions and classes of the program's own, and those of its functions and methods that train
    definitions: frozenset[str]
    trainers: frozenset[str]

    @staticmethod
    def of(analysis: Analysis, statements: low.Block) -> Facts:
        known = {site.span: (site.outputs[0], site.observations[0].layer) for site in analysis.sites
                 if site.kind == "data" and len(site.outputs) == 1}  # fmt: skip
        measured = frozenset(site.span for site in analysis.sites if site.kind in RUNS_MODELS)
        built = frozenset(model.name for model in analysis.models if model.inputs is not None)
        aliases, bound = aliases_of(statements), names_of(statements).binds
        definitions = frozenset(_definitions(statements))
        foreign = frozenset(aliases) | (PYTHONS - bound) | definitions
        return Facts(aliases, foreign, bound, known, measured, built, definitions, trainers_of(statements))


def trainers_of(statements: low.Block) -> frozenset[str]:
    """The names of functions and methods that train, and of those that call them."""
    functions = [node for node in walk(statements) if isinstance(node, low.FunctionDefinition)]
    bodies = {function.name: {_called(item) for item in walk(function.body)} - {None} for function in functions}
    found: set[str | None] = set()
    while more := {name for name, called in bodies.items() if name not in found and called & (TRAINING | found)}:
        found |= more
    return frozenset(name for name in found if name is not None)


def _called(node: Any) -> str | None:
    """The name by which something is called, or got of an object."""
    if isinstance(node, low.Attribute):
        return node.name
    return node.function.id if isinstance(node, low.Call) and isinstance(node.function, low.Name) else None


def trains(node: Any, trainers: frozenset[str]) -> bool:
    return _called(node) in TRAINING | trainers


def _definitions(statements: low.Block) -> Iterator[str]:
    """The functions and classes of a program that declare nothing global."""
    for node in statements:
        if isinstance(node, (low.FunctionDefinition, low.ClassDefinition)) and not any(
            isinstance(item, low.ScopeDeclaration) for item in walk(node.body)
        ):
            yield node.name


def aliases_of(statements: low.Block) -> dict[str, str]:
    """The dotted names that the imports of a program bind, wherever they stand."""
    return dict(_aliases(statements))


def _aliases(statements: low.Block) -> Iterator[tuple[str, str]]:
    for node in walk(statements):
        if isinstance(node, low.Import):
            for module, name in node.modules:
                first = module.split(".")[0]
                yield (name, module) if name is not None else (first, first)
        elif isinstance(node, low.ImportFrom) and not node.level:
            for name, alias in node.names or ():
                yield alias, f"{node.module}.{name}"
