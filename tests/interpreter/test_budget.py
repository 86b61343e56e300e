"""The budget: whatever a program does, it is answered within so many steps, and what was left out is said."""

from __future__ import annotations

import pytest

from shapelens.diagnostics.diagnose import diagnose
from shapelens.editor.hints import hints
from shapelens.editor.hover import hover
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.machine import DEFAULT_STEP_BUDGET
from shapelens.syntax.spans import Span

HEAD = "from keras import Input, layers\nbefore = Input((3,))\n"
TAIL = "\nafter = Input((4,))\nlayers.Dense(5)(after)\n"
LOOPS = "total = 0\nfor i in range(1000):\n    for j in range(1000):\n        total += i * j\n"


def around(program: str, step_budget: int = DEFAULT_STEP_BUDGET) -> Analysis:
    """The analysis of a program with something before and something behind it."""
    return analyze(HEAD + program + TAIL, step_budget=step_budget, strict=True)


def labels(analysis: Analysis) -> list[str]:
    return [hint.label for hint in hints(analysis)]


HURTING = {
    "while True": "while True: pass\n",
    "a billion rounds": "for i in range(10**9): pass\n",
    "a million rounds": LOOPS,
    "mutual recursion": "def f(x): return g(x)\ndef g(x): return f(x)\nf(1)\n",
    "recursion twice": "def f(n): return f(n - 1) + f(n - 1)\nf(100)\n",
    "a list of ten thousand": "x = [" + "1, " * 10_000 + "]\n",
    "five megabytes of list": "x = [" + "1, " * 1_700_000 + "]\n",
    "five megabytes of rows": "x = [\n" + "  [1.5, -2, 3e4],\n" * 300_000 + "]\n",
    "five megabytes of string": "x = '''" + "abc\n" * 1_250_000 + "'''\n",
    "five thousand elif": "x = 7\nif x == -1: pass\n" + "".join(f"elif x == {n}: y = {n}\n" for n in range(5000)),
    "nested comprehensions": "x = [j for i in range(10**5) for j in range(10**5)]\n",
    "deep brackets": "x = " + "[" * 80 + "]" * 80 + "\n",
    "a deep sum": "x = " + "1 + " * 5000 + "1\n",
    "a list that holds itself": "x = []\nx.append(x)\nprint(x == x)\n",
    "models in models": (
        "from keras import Model\ndef wrap(m):\n    i = Input((8,))\n    return Model(i, m(m(i)))\n"
        "i = Input((8,))\nm = Model(i, layers.Dense(8)(i))\nfor _ in range(30): m = wrap(m)\n"
    ),
}


GROWING = {
    "text": "x = 'ab'\nfor i in range(200): x = x + x\n",
    "a list": "x = [1]\nfor i in range(200): x = x + x\n",
    "a list in place": "x = [1]\nfor i in range(200): x.extend(x)\n",
    "a tuple": "x = (1,)\nfor i in range(200): x = (*x, *x)\n",
    "a number": "x = 10\nfor i in range(200): x = x * x\n",
    "a power": "x = pow(10, 10**9)\n",
    "a tuple in a tuple": "x = y = ()\nfor i in range(200): x, y = (x, x), (y, y)\nprint(x == y)\nz = {x: 1}\n",
    "a list in a list": "x = []\ny = []\nfor i in range(200):\n    x = [x, x]\n    y = [y, y]\nz = x == y\n",
    "a wide format": "x = f'{1:1000000000}'\ny = '%1000000000d' % 1\nz = format(1, '1000000000')\n",
    "a wide text": "x = 'x'.ljust(10**9)\ny = '\\t'.expandtabs(10**9)\nz = '{:>1000000000}'.format(1)\n",
    "a long replacement": "x = 'a' * 9999\nfor i in range(9): x = x.replace('a', 'a' * 9999)\n",
}
HURTING |= GROWING


@pytest.mark.parametrize("name", HURTING)
def test_what_is_made_to_hurt_is_answered_within_the_budget(name: str) -> None:
    analysis = around(HURTING[name])
    assert analysis.steps <= DEFAULT_STEP_BUDGET + 1
    shown = labels(analysis)
    assert "(None, 3)" in shown
    # what stands behind it keeps its shapes
    assert shown[-2:] == ["(None, 4)", "(None, 5)"]


def test_what_a_statement_given_up_may_change_is_unknown() -> None:
    analysis = around(f"kept = 6\nitems = []\n{LOOPS}        items.append(i)\nlayers.Dense(total)(before)\n")
    assert labels(analysis)[1] == "(None, ?)"
    uses = "x = layers.Dense(size)(before)\ny = layers.Dense(len(items))(x)\n"
    program = f"size = 6\nitems = []\n{LOOPS}        items.append(i)\n{uses}"
    assert labels(around(program))[1:3] == ["(None, 6)", "(None, ?)"]
    assert not around(program).findings


def test_the_note_says_where_and_how_to_raise_it() -> None:
    analysis = around(LOOPS)
    assert analysis.limits.cut == (Span(4, 1, 4, 2),)
    [note] = diagnose(analysis)
    assert (note.code, note.severity, note.span.line) == ("SL102", "information", 4)
    assert "the budget of 200,000 steps (setting `shapelens.analysis.stepBudget`)" in note.message


def test_a_larger_budget_goes_further() -> None:
    program = "n = 0\nwhile n < 3000: n += 1\nlayers.Dense(n)(before)\n"
    assert labels(around(program, step_budget=5000))[1] == "(None, ?)"
    assert labels(around(program))[1] == "(None, 3000)"


def test_a_budget_that_is_spent_says_so_and_hover_does() -> None:
    analysis = analyze(HEAD + "x = before\n" + "x = layers.Dense(4)(x)\n" * 200, step_budget=1000)
    assert analysis.steps <= 1001
    ended = analysis.limits.ended
    assert ended is not None
    assert 0 < len(labels(analysis)) < 200
    [note] = diagnose(analysis)
    assert note.span == ended
    assert "is spent" in note.message
    reached = hover(analysis, ended.line - 1, 10)
    assert reached is not None
    assert "Not reached" not in reached[1]
    described = hover(analysis, 203, 10)
    assert described == (
        Span(203, 5, 203, 20),
        "Not reached: evaluating this file takes more than the budget of 1,000 steps "
        "(setting `shapelens.analysis.stepBudget`).",
    )
    assert hover(analysis, 203, 1) is None


def test_functions_that_were_never_entered_are_not_reached() -> None:
    functions = "".join(f"def f{n}(x):\n    return layers.Dense({n})(x)\n" for n in range(300))
    analysis = analyze(HEAD + functions, step_budget=1500)
    assert analysis.limits.unreached
    described = hover(analysis, 602, 15)
    assert described is not None
    assert described[1].startswith("Not reached: ")


def test_a_file_within_its_budget_says_nothing_of_it() -> None:
    analysis = around("def never(x):\n    return unknown(x)\n")
    assert analysis.limits.unreached == analysis.limits.cut == ()
    assert hover(analysis, 4, 14) is None
