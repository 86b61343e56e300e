"""One path of one operation, as text: `tensorflow.[math.]reduce_sum(input_tensor: x, axis=None, keepdims=False)`.

The text is the library's own signature. `[math.]` is a part that may be left out: two paths of one function. An
annotation gives the name by which the rule knows a parameter (`input_tensor: x`); without one it is its own name.
`*shape` collects what is left of the positional arguments; `**ufunc` stands for the keywords of every numpy ufunc;
any other `**name` lets every keyword pass unread.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapelens.layers.framework.problems import Problem
from shapelens.layers.framework.signature import Parameter, Signature, bind, with_unknown

UFUNC_KEYWORDS = {
    "where": True,
    "casting": "same_kind",
    "order": "K",
    "dtype": None,
    "subok": True,
    "signature": None,
}


@dataclass(frozen=True, slots=True)
class Declaration:
    """The paths of one function and its parameters; `canonical` maps each parameter to the rule's name for it."""

    paths: tuple[str, ...]
    text: str
    signature: Signature
    canonical: Mapping[str, str]
    variadic: str | None
    open_ended: bool
    positional_only: int

    @property
    def library(self) -> str:
        """`keras`, `tensorflow`, `numpy`, `backend`, `tensor` or `operator`: whose rules hold for dtypes."""
        if self.paths[0].startswith("keras.backend."):
            return "backend"
        return self.paths[0].partition(".")[0]

    @property
    def name(self) -> str:
        """The name of the function, without where it is."""
        return self.paths[0].rpartition(".")[2]

    def written(self, name: str) -> str:
        """The parameter, as the library calls it, that the rule calls `name`."""
        return next((parameter for parameter, known in self.canonical.items() if known == name), name)


def paths_of(text: str) -> tuple[str, ...]:
    """The paths of `path(signature)`, without reading the signature."""
    return _expand(text.partition("(")[0].strip())


def parse_declaration(text: str) -> Declaration:
    """Parse `path(signature)`."""
    match = re.fullmatch(r"\s*([\w.\[\]]+)\((.*)\)\s*", text, re.DOTALL)
    if match is None:
        raise ValueError(f"not a declaration: {text!r}")
    arguments = ast.parse(f"def f({match[2]}): pass").body[0].args  # type: ignore[attr-defined]
    nodes = [*arguments.posonlyargs, *arguments.args]
    required = len(nodes) - len(arguments.defaults)
    defaults = [None] * required + list(arguments.defaults)
    parameters = [_parameter(node, default, False) for node, default in zip(nodes, defaults, strict=True)]
    for node, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        parameters.append(_parameter(node, default, True))
    rest = arguments.kwarg.arg if arguments.kwarg is not None else None
    if rest == "ufunc":
        parameters += [Parameter(name, value, keyword_only=True) for name, value in UFUNC_KEYWORDS.items()]
    variadic = arguments.vararg
    every = [*nodes, *arguments.kwonlyargs, *([variadic] if variadic is not None else [])]
    return Declaration(
        paths_of(text),
        text.strip(),
        Signature(tuple(parameters), False),
        {node.arg: node.annotation.id if node.annotation is not None else node.arg for node in every},
        variadic.arg if variadic is not None else None,
        rest is not None and rest != "ufunc",
        # the receiver of a method has no name
        max(len(arguments.posonlyargs), 1 if match[1].startswith("tensor.") else 0),
    )


def bind_declaration(
    declaration: Declaration, positional: Sequence[Any], keywords: Mapping[str, Any], *, complete: bool
) -> dict[str, Any] | Problem:
    """The given arguments by the rule's names, or what is wrong with them."""
    places = declaration.signature.places
    collected: tuple[Any, ...] | None = None
    if declaration.variadic is not None:
        collected = tuple(positional[len(places) :])
        positional = positional[: len(places)]
    if declaration.open_ended:
        keywords = {name: value for name, value in keywords.items() if declaration.signature.accepts(name)}
    bound = bind(declaration.signature, positional, keywords, complete=complete)
    if not isinstance(bound, dict):
        return bound
    if declaration.variadic is not None:
        bound[declaration.variadic] = collected
    if not complete:
        bound = with_unknown(declaration.signature, bound)
    return {declaration.canonical.get(name, name): value for name, value in bound.items()}


def _expand(path: str) -> tuple[str, ...]:
    """`a.[b.]c` is a.c and a.b.c, in that order."""
    before, bracket, rest = path.partition("[")
    if not bracket:
        return (path,)
    part, _, after = rest.partition("]")
    return (*_expand(before + after), *_expand(before + part + after))


def _parameter(node: ast.arg, default: ast.expr | None, keyword_only: bool) -> Parameter:
    if default is None:
        return Parameter(node.arg, required=True, keyword_only=keyword_only)
    return Parameter(node.arg, ast.literal_eval(default), keyword_only=keyword_only)
