"""Functions that nothing calls: run with their defaults, and once more with less known where that may show a fault."""

from __future__ import annotations

import textwrap

import pytest

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis

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
