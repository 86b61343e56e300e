"""A Keras signature as text, and the binding of a call's arguments to it.

The text is what Keras documents: `filters, kernel_size, strides=(1, 1), *, name=None, **kwargs`. `**kwargs` stands for
the arguments that `keras.layers.Layer.__init__` takes.
"""

from __future__ import annotations

import ast
import difflib
import functools
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shapelens.layers.framework.problems import MissingArgument, Problem, TooManyArguments, UnknownArgument
from shapelens.shapes.unknown import Unknown

# keras.src.layers.layer.Layer.__init__: its own keywords, and the two it pops from **kwargs
BASE_KEYWORDS = {
    "activity_regularizer": None,
    "trainable": True,
    "dtype": None,
    "autocast": True,
    "name": None,
    "input_shape": None,
    "input_dim": None,
}
# stands for an argument that a call may have given which spreads what is not known
PERHAPS_GIVEN = Unknown("it may be among the arguments that are not known")


class Anything(Container[str]):
    """The keywords of a constructor that takes any and reads none of them."""

    def __contains__(self, _: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `required` when it has no default; `keyword_only` behind a `*`."""

    name: str
    default: Any = None
    required: bool = False
    keyword_only: bool = False


@dataclass(frozen=True)
class Signature:
    """The parameters of a layer's constructor, in order; `open_ended` when `**kwargs` follows.

    `hidden` are keywords that the constructor itself takes out of `**kwargs`, with their defaults; `base` those that it
    hands on.
    """

    parameters: tuple[Parameter, ...]
    open_ended: bool
    hidden: Mapping[str, Any] = field(default_factory=dict)
    base: Container[str] = frozenset(BASE_KEYWORDS)

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The names of its parameters."""
        return tuple(parameter.name for parameter in self.parameters)

    @functools.cached_property
    def places(self) -> tuple[str, ...]:
        """The names of those that positional arguments can fill."""
        return tuple(parameter.name for parameter in self.parameters if not parameter.keyword_only)

    @functools.cached_property
    def required(self) -> tuple[str, ...]:
        """The names of those that have no default."""
        return tuple(parameter.name for parameter in self.parameters if parameter.required)

    @functools.cached_property
    def _defaults(self) -> Mapping[str, Any]:
        own = {parameter.name: parameter.default for parameter in reversed(self.parameters)}
        return {**BASE_KEYWORDS, **self.hidden, **own}

    @functools.cached_property
    def _own(self) -> frozenset[str]:
        return frozenset((*self.names, *self.hidden))

    def default_of(self, name: str) -> Any:
        return self._defaults.get(name)

    def accepts(self, name: str) -> bool:
        return name in self._own or (self.open_ended and name in self.base)


def parse_signature(
    text: str, hidden: Mapping[str, Any] | None = None, base: Container[str] = frozenset(BASE_KEYWORDS)
) -> Signature:
    """Parse the text of a signature (without its parentheses); defaults are literals.

    `hidden` are the keywords, with their defaults, that the constructor takes out of its `**kwargs`, and `base` those
    that it hands on (to `keras.layers.Layer`).
    """
    arguments = ast.parse(f"def f({text}): pass").body[0].args  # type: ignore[attr-defined]
    parameters: list[Parameter] = []
    first_default = len(arguments.args) - len(arguments.defaults)
    for index, argument in enumerate(arguments.args):
        if index < first_default:
            parameters.append(Parameter(argument.arg, required=True))
        else:
            default = ast.literal_eval(arguments.defaults[index - first_default])
            parameters.append(Parameter(argument.arg, default))
    for argument, default_node in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default_node is None:
            parameters.append(Parameter(argument.arg, required=True, keyword_only=True))
        else:
            parameters.append(Parameter(argument.arg, ast.literal_eval(default_node), keyword_only=True))
    return Signature(tuple(parameters), arguments.kwarg is not None, hidden or {}, base)


def bind(
    signature: Signature, positional: Sequence[Any], keywords: Mapping[str, Any], *, complete: bool = True
) -> dict[str, Any] | Problem:
    """The given arguments by parameter name (defaults are not filled in), or what is wrong with them.

    `complete` is false where the call spreads an unknown `*args` or `**kwargs`: then nothing can be missing.
    """
    places = signature.places
    if len(positional) > len(places):
        return TooManyArguments(len(positional), len(places))
    bound = dict(zip(places, positional, strict=False))
    for name, value in keywords.items():
        if name in bound:
            return TooManyArguments(len(positional), len(places), twice=name, argument=name)
        if not signature.accepts(name):
            return UnknownArgument(name, _nearest(name, signature))
        bound[name] = value
    if complete:
        for name in signature.required:
            if name not in bound:
                return MissingArgument(name)
    return bound


def with_unknown(signature: Signature, bound: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a call that spreads what is not known: any that is not among them may have been given."""
    return {**dict.fromkeys(signature.names, PERHAPS_GIVEN), **bound}


def _nearest(name: str, signature: Signature) -> str | None:
    known = list(signature.names)
    if signature.open_ended:
        known += [*BASE_KEYWORDS, *signature.hidden]
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close else None
