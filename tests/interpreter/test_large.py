"""Inputs that are large, deep or endless: each ends within its share of the steps, and the lines behind it are read.

Steps stand for time: what takes long counts several of them.
"""

from __future__ import annotations

import pytest

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.machine import DEFAULT_STEP_BUDGET
from shapelens.shapes.formatting import format_structure

BEFORE = "import numpy as np\nimport elsewhere\nfrom keras import Input, layers\nx = Input((4,))\n"
BEHIND = "\nw = layers.Dense(3)(Input((5,)))\n"

# programs that are read to their end
SHORT = {
    "many names": "\n".join(f"name_{number} = {number}" for number in range(3000)),
    "an array of many axes": "a = np.array("
    + "[" * 1000
    + "1"
    + "]" * 1000
    + ")\nb = np.zeros((1,) * 1000)\nc = b + b",
    "a list of many levels": "a = " + "[" * 10_000 + "1" + "]" * 10_000,
    "a list in itself": "a = [1]\na.append(a)\nb = np.array(a)\nc = [a, str(a), a == a, sorted(a, key=str)]",
    "a literal of 5 MB": "a = [" + ", ".join(map(str, range(700_000))) + "]\nb = np.array(a)",
    "a text of 5 MB": "a = '" + "x" * 5_000_000 + "'\nb = a.upper() + a",
    "sizes past all memory": "a = [0] * 10**9\nb = 'a' * 10**9\nc = list(range(10**9))\nd = 10**10**9",
    "a loop of 10**9 rounds": "n = 0\nfor i in range(10**9):\n    n += i",
    "texts that double": "s = 'ab'\nfor i in range(60):\n    s = s + s",
    "a deep expression": "a = " + "(" * 3000 + "1" + ")" * 3000 + "\nb = " + "1+" * 20_000 + "1",
    "a long line of classes": "class A0: pass\n" + "\n".join(f"class A{n}(A{n - 1}): pass" for n in range(1, 600)),
    "many conditions": "\n".join(f"if elsewhere.f({n}):\n    v{n} = 1\nelse:\n    v{n} = []" for n in range(500)),
}
# programs that have no end, or a far one
ENDLESS = {
    "a loop for ever": "n = 0\nwhile True:\n    n += 1\n    x = layers.Dense(n)(x)",
    "a far end": "n = 0\nwhile True:\n    n += 1\n    if n > 10**9:\n        break",
    "nested loops": "".join("    " * n + f"for i{n} in range(10):\n" for n in range(12))
    + "    " * 12 + "x = layers.Dense(3)(x)",
    "nested loops over what is not known": "".join("    " * n + f"for i{n} in elsewhere.l:\n" for n in range(8))
    + "    " * 8 + "x = layers.Dense(3)(x)",
    "recursion on a condition": """
def f(x, n):
    if elsewhere.flag(n):
        return f(layers.Dense(n)(x), n + 1) + f(x, n + 2)
    return x
z = f(x, 1)""",
    "functions that call each other": """
def a(n):
    return b(n) or c(n) if elsewhere.q(n) else 1
def b(n):
    return a(n) or c(n) if elsewhere.q(n) else 1
def c(n):
    return a(n) or b(n) if elsewhere.q(n) else 1
a(3)""",
}  # fmt: skip


def read(program: str) -> Analysis:
    """Analyse a program with a line behind it, which must be known."""
    analysis = analyze(BEFORE + program + BEHIND, strict=True)
    last = max((site for site in analysis.sites if site.kind == "layer"), key=lambda site: site.span.line)
    assert [format_structure(output) for output in last.outputs] == ["(None, 3)"]
    assert analysis.steps <= DEFAULT_STEP_BUDGET
    return analysis


@pytest.mark.parametrize("name", SHORT)
def test_is_read_to_its_end(name: str) -> None:
    assert not read(SHORT[name]).limits.cut


@pytest.mark.parametrize("name", ENDLESS)
def test_is_summarised_or_given_up_alone(name: str) -> None:
    # every level of nested loops takes some rounds of the next one
    assert len(read(ENDLESS[name]).limits.cut) == name.startswith("nested")
