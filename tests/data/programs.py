"""What a program's variables are, ours against real ones: the program is analysed, and run."""

from __future__ import annotations

from types import ModuleType
from typing import Any
from unittest.mock import patch

from shapelens.interpreter import analyze as entry
from shapelens.interpreter.domain.objects import Scope
from shapelens.interpreter.domain.values import TensorValue, Value
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.expressions import Polynomial
from shapelens.shapes.unknown import Unknown


def variables(source: str) -> dict[str, Any]:
    """The variables of a program as the interpreter knows them at its end."""
    machines: list[Machine] = []

    def listen(*arguments: Any, **named: Any) -> Machine:
        machines.append(Machine(*arguments, **named))
        return machines[-1]

    with patch.object(entry, "Machine", listen):
        # a program that comes to no tensors is not evaluated
        analysis = entry.analyze(f"{source}\nimport numpy\n", strict=True)
    assert analysis.findings == (), analysis.findings
    first = next(value for _, value in machines[0].heap.objects() if isinstance(value, Scope))
    return dict(first.names)


def run(source: str, **given: Any) -> dict[str, Any]:
    """The variables of a program that ran."""
    names: dict[str, Any] = dict(given)
    exec(compile(source, "<program>", "exec"), names)
    return {name: value for name, value in names.items() if not name.startswith("__")}


def described(value: Value) -> str:
    """One of our values in words: `float64 (8, 3)`, a number, several in brackets, or `?`."""
    if isinstance(value, TensorValue):
        shape = value.tensor.shape
        sizes = "?" if isinstance(shape, Unknown) else ", ".join(map(_size, shape))
        return f"{value.tensor.dtype} ({sizes})"
    if isinstance(value, tuple):
        return f"[{', '.join(map(described, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {described(item)}" for name, item in value.items()) + "}"
    return "?" if isinstance(value, Unknown) or not isinstance(value, (int, float, str)) else str(value)


def _size(size: object) -> str:
    return "None" if isinstance(size, Polynomial) else str(size)


def measured(value: Any) -> str:
    """A real value in the same words."""
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        dtype = value.dtype.name if hasattr(value.dtype, "name") else str(value.dtype)
        return f"{dtype} ({', '.join(str(size) for size in value.shape)})"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(measured, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {measured(item)}" for name, item in value.items()) + "}"
    return str(value)


def check(source: str, unknown: str = "", ignore: str = "", **given: Any) -> None:
    """Every variable of the program is what it is when the program runs.

    Those in `unknown` are not wholly known (or open), those in `ignore` do not matter; lists and dicts are looked at by
    what is made of them.

    A number that numpy computed may be the number or an array without axes.
    """
    ours, real = variables(source), run(source, **given)
    passed = {name for name, value in real.items() if callable(value) or isinstance(value, (ModuleType, list, dict))}
    wanted = {name: value for name, value in real.items() if name not in passed | set(ignore.split())}
    assert wanted, "the program makes something"
    for name, value in wanted.items():
        found, truth = described(ours.get(name)), measured(value)
        if name in unknown.split():
            assert "?" in found or "None" in found, f"`{name}` is known after all: {found}"
            assert may_be(found, truth), f"{name}: {found} is not {truth}"
        else:
            number = str(value) if getattr(value, "shape", ()) == () else truth
            assert found in (truth, number), f"{name}: {found} is not {truth}"


def may_be(found: str, truth: str) -> bool:
    """Whether what is known of a value does not contradict what it is."""
    if found == "?" or ("(?)" in found and truth.count(",") != found.count(",")):
        return True
    dtype, _, sizes = found.partition(" ")
    real_dtype, _, real_sizes = truth.partition(" ")
    pairs = list(zip(sizes.strip("()").split(", "), real_sizes.strip("()").split(", "), strict=False))
    return dtype in ("?", real_dtype) and all(one in ("?", "None", other) for one, other in pairs)
