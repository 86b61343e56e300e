"""Random programs in Python itself: what the interpreter says of a variable is what Python gives it, whatever the parts
that it cannot know turn out to be."""

from __future__ import annotations

from random import Random
from types import ModuleType
from typing import Any

import pytest
from tests.interpreter.random_programs import random_program

from shapelens.interpreter.analyze import HOOKS, interpret
from shapelens.interpreter.domain.objects import DictObject, InstanceObject, ListObject
from shapelens.interpreter.domain.values import Ref, Value, is_scalar
from shapelens.interpreter.incremental.evaluation import Evaluation
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.parse import parse

PROGRAMS = 300
RUNS = 8


@pytest.mark.parametrize("first", range(0, PROGRAMS, 50))
def test_what_is_known_is_so(first: int) -> None:
    for seed in range(first, first + 50):
        assert disagreements(seed) == []


def test_much_is_known() -> None:
    """Silence would pass the other test."""
    known = total = 0
    for seed in range(100):
        machine = read(random_program(Random(seed)))
        values = [value for name, value in machine.scope_at(machine.module.scope).names.items() if is_variable(name)]
        known += sum(not isinstance(value, Unknown) for value in values)
        total += len(values)
    assert known / total > 0.5


def read(program: str) -> Machine:
    machine = Machine(HOOKS)
    interpret(Evaluation(History(), machine, parse(program)), "<text>", strict=True)
    return machine


def is_variable(name: str) -> bool:
    return name[0] in "ildso" and name[1:].isdigit()


def disagreements(seed: int) -> list[str]:
    """The variables of a program that are said to be what in some run they are not."""
    program = random_program(Random(seed))
    machine = read(program)
    names = machine.scope_at(machine.module.scope).names
    found = []
    for run in range(RUNS):
        real = run_in_python(program, run)
        for name, value in real.items() if real is not None else ():
            if is_variable(name) and name in names and not agrees(machine, names[name], value):
                found.append(
                    f"seed {seed}, run {run}: {name} is {value!r}, not {shown(machine, names[name])}\n{program}"
                )
                return found
    return found


def run_in_python(program: str, seed: int) -> dict[str, Any] | None:
    """The variables at the end of a run; None where it raises."""
    random = Random(seed)
    outside = ModuleType("outside")

    def risky() -> None:
        if random.random() < 0.5:
            raise random.choice((ValueError, KeyError, RuntimeError))("risky")

    def touch(target: Any) -> None:
        if random.random() < 0.5:
            target.clear()

    vars(outside).update(
        flag=lambda: random.random() < 0.5, number=lambda: random.randrange(4), risky=risky, touch=touch
    )
    names: dict[str, Any] = {"__name__": "program"}
    before = __import__("sys").modules.get("outside")
    __import__("sys").modules["outside"] = outside
    try:
        exec(compile(program, "<program>", "exec"), names)
    except Exception:
        return None
    finally:
        __import__("sys").modules.pop("outside")
        if before is not None:
            __import__("sys").modules["outside"] = before
    return names


def agrees(machine: Machine, value: Value, real: Any) -> bool:
    """Whether an abstract value allows the real one."""
    if isinstance(value, Unknown):
        return True
    if is_scalar(value):
        return type(value) is type(real) and bool(value == real)
    if isinstance(value, tuple):
        return isinstance(real, tuple) and all_agree(machine, value, real)
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject):
        if type(real).__name__ != content.kind:
            return False
        return isinstance(content.items, Unknown) or all_agree(machine, content.items, list(real))
    if isinstance(content, DictObject):
        if isinstance(content.items, Unknown):
            return isinstance(real, dict)
        same = isinstance(real, dict) and list(content.items) == list(real)
        return same and all(agrees(machine, item, real[key]) for key, item in content.items.items())
    if isinstance(content, InstanceObject):
        return all(agrees(machine, item, getattr(real, name, None)) for name, item in content.attributes.items())
    return True


def all_agree(machine: Machine, values: tuple[Value, ...], reals: Any) -> bool:
    return len(values) == len(reals) and all(agrees(machine, a, b) for a, b in zip(values, reals, strict=True))


def shown(machine: Machine, value: Value) -> str:
    return repr(machine.heap[value] if isinstance(value, Ref) else value)
