"""Functions that nothing calls: run with their defaults, and once more with less known where that may show a fault."""

from __future__ import annotations

import textwrap

import pytest

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.shapes.formatting import format_structure

HEAD = "from keras import Input, Model, layers\n"


def analysed(program: str) -> Analysis:
    """The analysis of a program behind the usual imports."""
    return analyze(HEAD + textwrap.dedent(program), strict=True)


def faults(program: str) -> list[str]:
    """The kinds of what is reported of a program."""
    return [type(finding.problem).__name__ for finding in analysed(program).findings]


def test_a_function_that_runs_to_its_end_makes_its_model_once() -> None:
    program = """
        def make(units=8, name=None):
            x = inputs = Input((4,))
            for _ in range(10):
                x = layers.Dense(units)(x)
            return Model(inputs, x, name=name)
        """
    called = analysed(program + "make()\n")
    uncalled = analysed(program)
    assert (
        [model.params for model in uncalled.models]
        == [model.params for model in called.models]
        == [4 * 8 + 8 + 9 * (8 * 8 + 8)]
    )
    assert uncalled.steps == pytest.approx(called.steps, abs=10)


@pytest.mark.parametrize(
    "guard",
    [
        "if x is None:\n        return None",
        "for item in (1, 2):\n        if x is None:\n            return None",
        "try:\n        return x.shape\n    except AttributeError:\n        pass",
        "with open('a') as file:\n        if x is None:\n            return file",
        "match x:\n        case None:\n            return None",
        "if x is None:\n        raise ValueError('an x is needed')",
        "while x is None:\n        return None",
        "assert x is not None",
    ],
)
def test_what_stands_behind_a_guard_is_looked_at(guard: str) -> None:
    program = f"def make(x=None):\n    {guard}\n    return layers.Reshape((5, 7))(Input((4,)))\n"
    assert faults(program) == ["ReshapeMismatch"]


def test_a_fault_that_only_the_defaults_have_is_none() -> None:
    assert not faults("def make(units=0):\n    return layers.Dense(units)(Input((4,)))\n")
    assert faults("def make(units=8):\n    return layers.Reshape((5, units))(Input((4,)))\n") == ["ReshapeMismatch"]


def test_a_guard_in_a_function_that_is_called_counts_as_well() -> None:
    program = """
        def part(x=None):
            if x is None:
                return None
            return layers.Reshape((5, 7))(Input((4,)))

        def make():
            return part()
        """
    assert faults(program) == ["ReshapeMismatch"]


def test_a_method_of_what_its_constructor_refuses_to_make_is_looked_at() -> None:
    program = """
        class Part(layers.Layer):
            def __init__(self, units=None):
                super().__init__()
                if units is None:
                    raise ValueError("how many?")
                self.reshape = layers.Reshape((5, 7))

            def call(self, inputs):
                return self.reshape(Input((4,)))
        """
    assert faults(program) == ["ReshapeMismatch"]


def test_what_nobody_passes_is_unknown() -> None:
    program = """
        from functools import partial

        same = partial(layers.Conv2D, padding="same")

        def conv(*args, **kwargs):
            settings = {"kernel_regularizer": "l2"}
            settings.update(kwargs)
            return same(*args, **settings)

        def pooled(x, *sizes, **options):
            for size in sizes:
                x = layers.MaxPooling2D(size, **options)(x)
            return layers.Concatenate()(list(sizes))

        def head(x, widths=None, options: dict = None, repeat: int = None, **kwargs):
            for width in widths:
                x = layers.Dense(width, **options)(x)
            for _ in range(repeat):
                x = layers.Dense(**options)(x)
            return layers.Dense(**kwargs)(layers.Concatenate()(widths))

        class Block(layers.Layer):
            def __init__(self, *sizes, **kwargs):
                super().__init__(**kwargs)
                self.dense = layers.Dense(*sizes)
                self.conv = layers.Conv2D(**kwargs)
                self.joined = layers.Reshape(sizes)(layers.Input((6,)))

            def extend(self, *more, axis=None):
                return layers.Concatenate(axis=axis)(list(more))
        """
    assert faults(program.replace("layers.Input", "Input")) == []


def test_a_size_that_is_written_is_known_beside_what_is_not() -> None:
    program = """
        def build(units=6, *more, **options):
            x = Input((4,))
            y = layers.Dense(units, **options)(x)
            return layers.Reshape((5, 7))(y)
        """
    assert faults(program) == ["ReshapeMismatch"]


@pytest.mark.parametrize(
    ("call", "shape"),
    [
        ("layers.Conv2D(16, 3, **options)(Input((20, 20, 3)))", "(None, ?, ?, ?)"),
        ("layers.MaxPooling2D(**options)(Input((20, 20, 3)))", "(None, ?, ?, ?)"),
        ("layers.Dense(9, **options)(Input((4,)))", "(None, 9)"),
        ("layers.Dense(**options)(Input((4,)))", "(None, ?)"),
        ("layers.Dense(*options)(Input((4,)))", "(None, ?)"),
        ("layers.Flatten(**options)(Input((4, 5)))", "(None, 20)"),
        ("layers.LSTM(9, **options)(Input((4, 5)))", "?"),
        ("numpy.zeros((2, 3)).reshape(*options)", "?"),
        ("numpy.random.rand(*options)", "?"),
        ("keras.ops.mean(Input((4, 5)), **options)", "?"),
    ],
)
def test_what_is_spread_and_not_known_may_be_any_argument(call: str, shape: str) -> None:
    analysis = analysed(f"import keras, numpy, json\noptions = json.load(open('options.json'))\nvalue = {call}\n")
    assert not analysis.findings
    [*_, site] = sorted(analysis.sites, key=lambda site: (site.span.end_column, -site.span.column))
    assert [format_structure(output) for output in site.outputs] == [shape]
