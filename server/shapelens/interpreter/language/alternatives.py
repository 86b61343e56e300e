"""What is done to one of several values is done to each of them, on a path of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from shapelens.interpreter.domain.values import OneOf, Value
from shapelens.interpreter.language.branches import join_evaluated
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown

Answer = TypeVar("Answer")


def for_each(machine: Machine, choice: OneOf, operate: Callable[[Value], Value]) -> Value:
    """What an operation gives on whichever value it is; one on which it certainly fails it cannot be."""
    return join_evaluated(machine, *(partial(operate, value) for value in choice.values))


def agreed(choice: OneOf, decide: Callable[[Value], Answer]) -> Answer | Unknown:
    """A question that does not change anything, answered for each value: the answer where all agree, else unknown."""
    answers = [decide(value) for value in choice.values]
    first = answers[0]
    same = isinstance(first, bool) and all(answer is first for answer in answers)
    return first if same else next((answer for answer in answers if not isinstance(answer, bool)), choice)
