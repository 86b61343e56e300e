"""What the budget cut, and lines that do not parse: what they would have bound, filled or set is not known."""

from __future__ import annotations

import textwrap

import pytest
from tests.interpreter.annotated import IMPORTS

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.shapes.formatting import format_structure
from shapelens.shapes.tensors import Tensor, leaves
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

PROGRAMS = {
    "names": """
        import numpy as np
        x, y = np.zeros((30, 4)), np.zeros((30, 1))
        for n in range(40):
            if n == 39:
                x = np.zeros((30, 9))
                y = np.zeros((30, 2))
            with open("a") as kind, open("b") as (other, *more):
                kind = 3
        try:
            units = int("4")
        except ValueError as error:
            units = 5
        a = keras.ops.abs(x)
        b = keras.ops.abs(y)
        c = Dense(units)(x)
    """,
    "containers": """
        sizes, by_name, nested = [], {"a": 3}, [[1], [2]]
        def fill(into, n):
            into.append(n)
        def fill_all():
            for row in nested:
                row.append(7)
        for n in range(40):
            sizes.append(n + 1)
            by_name["a"] = n
            fill(nested[0], n)
            if n == 39:
                fill_all()
        a = Dense(len(sizes))(Input((2,)))
        b = Dense(by_name["a"] + 1)(Input((2,)))
        c = Dense(len(nested[0]))(Input((2,)))
        d = Dense(sum(nested[1]))(Input((2,)))
    """,
    "attributes": """
        class Config:
            depth = 1
            def __init__(self):
                self.units, self.more = 3, [1]
            def grow(self):
                self.units += 1
                self.more.append(2)
        config = Config()
        def deeper():
            Config.depth = Config.depth + 1
            config.units += 1
        for n in range(40):
            if n == 39:
                config.grow()
                deeper()
        a = Dense(config.units)(Input((2,)))
        b = Dense(len(config.more))(Input((2,)))
        c = Dense(Config.depth)(Input((2,)))
    """,
    "models": """
        model = keras.Sequential([Input((4,))])
        others = [keras.Sequential([Input((4,))]), keras.Sequential([Input((5,))])]
        def widen(net, n):
            net.add(Dense(n))
        for n in range(40):
            if n == 39:
                model.add(Dense(9))
        for n in range(40):
            for net in others if n == 39 else []:
                net.add(Dense(6))
                widen(net, 8)
        a = Reshape((3, 3))(model(Input((4,))))
        b = Reshape((2, 4))(others[0](Input((4,))))
    """,
    "globals": """
        count, shape = 1, (4,)
        def step():
            global count, shape
            count += 1
            shape = (*shape, 2)
        for n in range(40):
            if n > 36:
                step()
        class Late(keras.layers.Layer):
            units = count
            def call(self, x):
                return Dense(self.units)(x)
        match count:
            case 7 as found:
                found = found + 1
            case _:
                found = 2
        a = Dense(count)(Input(shape))
        b = Dense(found)(Late()(Input((3,))))
    """,
}


def said(analysis: Analysis) -> dict[tuple[Span, str], list[list[Tensor | Unknown]]]:
    return {(site.span, site.kind): [list(leaves(output)) for output in site.outputs] for site in analysis.sites}


def agrees(found: Tensor | Unknown, whole: Tensor | Unknown) -> bool:
    """Whether a shape is that of the whole analysis as far as it is known."""
    if isinstance(found, Unknown) or isinstance(found.shape, Unknown):
        return True
    if isinstance(whole, Unknown) or isinstance(whole.shape, Unknown) or len(whole.shape) != len(found.shape):
        return False
    return all(isinstance(size, Unknown) or size == other for size, other in zip(found.shape, whole.shape, strict=True))


@pytest.mark.parametrize("name", PROGRAMS)
def test_wherever_the_budget_cuts_what_is_said_is_so(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # so that a short statement is cut too
    monkeypatch.setattr("shapelens.interpreter.machine.budget.LEAST_STEPS", 0)
    text = IMPORTS + textwrap.dedent(PROGRAMS[name])
    whole = analyze(text, strict=True)
    assert whole.findings == ()
    expected = said(whole)
    cut = 0
    for budget in range(1, 2 * whole.steps, 11):
        found = analyze(text, step_budget=budget, strict=True)
        cut += bool(found.limits.cut)
        assert found.findings == (), budget
        for place, outputs in said(found).items():
            for output in outputs:
                assert any(all(map(agrees, output, other)) for other in expected[place]), (budget, place, output)
    assert cut > 10


BROKEN = {
    "for n in range(10:\n    rows.append(np.zeros(5))\n": "rows",
    "rows = [np.zeros(5)\n": "rows",
    "rows += load(\n": "rows",
    "rows, other = load(\n": "rows",
    "rows[3] = load(\n": "rows",
    "for rows in load(:\n    pass\n": "rows",
    "with open('a') as rows\n    pass\n": "rows",
    "def rows(:\n    pass\n": "rows",
    "from elsewhere import (rows\n": "rows",
    "config.rows = load(\n": "config.rows",
    "config.rows.extend(load(\n": "config.rows",
    "if (rows := load(\n    pass\n": "rows",
}


@pytest.mark.parametrize("line", BROKEN)
def test_what_lines_that_do_not_parse_fill_is_not_known(line: str) -> None:
    text = f"""import numpy as np
class Config:
    rows = []
config, rows, units = Config(), [], 5
{line}
model = keras.Sequential([Input((5,)), Dense(1)])
model.compile(loss="mse")
model.fit(np.array({BROKEN[line]}), np.array(rows))
a = Concatenate()(list({BROKEN[line]}))
b = Dense(len({BROKEN[line]}))(Input((2,)))
c = Dense(units)(Input((2,)))
"""
    analysis = analyze(IMPORTS + text, strict=True)
    assert analysis.unread
    assert analysis.findings == ()
    assert "(None, 5)" in [format_structure(output) for site in analysis.sites[-2:] for output in site.outputs]


@pytest.mark.parametrize(
    "line", ["x = Dense(units=units, 3=\n", "print(rows\n", "Dense(\n    rows=4,\n    units=3,\n", "# rows =\nx = (\n"]
)
def test_other_names_keep_their_values(line: str) -> None:
    text = f"rows, units = [1, 2], 5\n{line}\na = Dense(units)(Input((len(rows),)))\n"
    analysis = analyze(IMPORTS + text, strict=True)
    assert analysis.unread
    assert "(None, 5)" in [format_structure(output) for site in analysis.sites for output in site.outputs]


def test_a_model_that_is_half_added_to_is_not_known() -> None:
    text = """import numpy as np
model = keras.Sequential([Input((5, 5))])
model.add(Flatten(
model.add(Dense(3))
model.compile(loss="categorical_crossentropy")
model.fit(np.zeros((8, 5, 5)), np.zeros((8, 3)))
"""
    assert analyze(IMPORTS + text, strict=True).findings == ()
