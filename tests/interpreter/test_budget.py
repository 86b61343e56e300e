"""The budget: whatever a program does, it is answered within so many steps, and what was left out is said."""

from __future__ import annotations

import pytest

from shapelens.diagnostics.diagnose import diagnose
from shapelens.editor.hints import hints
from shapelens.editor.hover import hover
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.budget import LEAST_STEPS, share_of
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


# a text of a million parts, each of which is made for itself
HOG = "tree = []\nfor _ in range(20): tree = [tree, tree]\n"
HOGS = HOG + "total = str(tree)\n"


def test_what_a_long_loop_changes_is_unknown() -> None:
    uses = "x = layers.Dense(size)(before)\ny = layers.Dense(len(items))(x)\nz = layers.Dense(total)(y)\n"
    analysis = around(f"size = 6\nitems = []\n{LOOPS}        items.append(i)\n{uses}")
    assert labels(analysis)[1:4] == ["(None, 6)", "(None, ?)", "(None, ?)"]
    assert not analysis.findings
    assert not analysis.limits.cut


def test_what_a_statement_given_up_may_change_is_unknown() -> None:
    program = f"{HOG}size = total = 6\nitems = [1]\nif size:\n    total = 7\n    items.append(str(tree))\n"
    analysis = around(program + "x = layers.Dense(size)(before)\ny = layers.Dense(total)(x)\n")
    assert labels(analysis)[1:3] == ["(None, 6)", "(None, ?)"]
    assert [span.line for span in analysis.limits.cut] == [7]


def test_the_note_says_where_and_how_to_raise_it() -> None:
    analysis = around(HOGS)
    assert analysis.limits.cut == (Span(5, 1, 5, 18),)
    [note] = diagnose(analysis)
    assert (note.code, note.severity, note.span.line) == ("SL102", "information", 5)
    assert "the budget of 200,000 steps (setting `shapelens.analysis.stepBudget`)" in note.message


def test_a_larger_budget_goes_further() -> None:
    program = "n = 0\nwhile n < 3000: n += 1\nlayers.Dense(n)(before)\n"
    assert labels(around(program, step_budget=5000))[1] == "(None, ?)"
    assert labels(around(program))[1] == "(None, 3000)"


def test_the_rest_of_a_file_is_reached_whatever_statements_before_it_take() -> None:
    work = "x = before\nfor _ in range(20):\n    x = layers.Dense(7)(x)\n"
    for step_budget in (1000, DEFAULT_STEP_BUDGET):
        analysis = around(HOG + "".join(f"text_{n} = str(tree)\n" for n in range(40)) + work, step_budget)
        assert len(analysis.limits.cut) == 40
        assert labels(analysis)[-3:] == ["(None, 7)", "(None, 4)", "(None, 5)"]
        # the least of each statement comes on top of the budget
        assert analysis.steps <= step_budget + 50 * LEAST_STEPS


def test_a_statement_that_is_cut_leaves_the_others_their_shares() -> None:
    for left in (10, 5_000, 200_000):
        for remaining in (1, 2, 10, 500):
            share = share_of(left, remaining)
            assert share >= LEAST_STEPS
            assert share in (LEAST_STEPS, left, left // 2, left * 2 // 5)


def test_calls_of_a_statement_given_up_are_not_reached_and_hover_says_so() -> None:
    analysis = around(f"{HOG}if str(tree):\n    layers.Dense(9)(before)\n")
    described = hover(analysis, 6, 12)
    assert described == (
        Span(6, 5, 6, 20),
        "Not reached: evaluating this file takes more than the budget of 200,000 steps "
        "(setting `shapelens.analysis.stepBudget`).",
    )
    assert hover(analysis, 6, 1) is None


def test_functions_that_nothing_calls_have_shares_of_their_own() -> None:
    functions = "".join(f"def f{n}(x):\n    return layers.Dense({n})(before)\n" for n in range(1, 300))
    forever = "def ends_never(x):\n    text = str(tree)\n    return layers.Dense(3)(x)\n"
    analysis = analyze(HEAD + HOG + forever + functions, step_budget=1500)
    assert [span.line for span in analysis.limits.cut] == [5]
    assert labels(analysis)[1:] == [f"(None, {n})" for n in range(1, 300)]
    described = hover(analysis, 7, 20)
    assert described is not None
    assert described[1].startswith("Not reached: ")


def test_a_file_within_its_budget_says_nothing_of_it() -> None:
    analysis = around("def never(x):\n    return unknown(x)\n")
    assert analysis.limits.unreached == analysis.limits.cut == ()
    assert hover(analysis, 4, 14) is None
