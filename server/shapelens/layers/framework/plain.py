"""Layers whose rule is plain, each one declaration: the shape stays, after what the constructor checks.

same_shape("ELU(alpha=1.0, **kwargs)", "An exponential below zero; the shape stays.", "ELU()", (None, 8))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import unchanged
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result
from shapelens.shapes.tensors import Structure

# rejects what a constructor rejects
Check = Callable[[Arguments], Any]


def same_shape(
    declaration: str, words: str, call: str, shape: tuple[int | None, ...], *checks: Check, family: str, **options: Any
) -> None:
    """Register a layer that keeps every shape, in the dtype in which it computes, with an example of a call.

    `family` is the name of the file that declares it; `options` are those of `layer`.
    """

    def rule(inputs: Structure, arguments: Arguments) -> Result:
        for check in checks:
            check(arguments)
        return unchanged(inputs, arguments)

    rule.__doc__ = words
    rule.__module__ = family
    layer(declaration, examples=(example(call, shape, shape),), **options)(rule)


def at_least(minimum: float, *names: str, optional: bool = False) -> Check:
    """A check that numbers are not smaller; `optional`: None is none."""

    def check(arguments: Arguments) -> None:
        for name in names:
            if not optional or arguments[name] is not None:
                arguments.number(name, minimum=minimum)

    return check
