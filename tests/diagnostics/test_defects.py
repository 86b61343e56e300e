"""A defect of our own in a rule, a check or a fix: it is logged, and costs the file nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any

import pytest
from tests.fixes.changes import repair_of

from shapelens.diagnostics import diagnose as diagnosing
from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.fixes import offer
from shapelens.diagnostics.registry import CHECKS, find_check
from shapelens.interpreter import assemble
from shapelens.interpreter.analyze import analyze
from shapelens.layers.framework.registry import find_layer
from shapelens.layers.operations.framework import registry as operations
from shapelens.shapes.formatting import format_structure

PROGRAM = (
    "import tensorflow as tf\n"
    "from keras import Input, layers\n"
    "x = layers.Conv2D(filter=8, kernel_size=3)(Input((30, 30, 3)))\n"
    "a = layers.LeakyReLU()(Input((7,)))\n"
    "b = tf.tile(tf.zeros((2, 3)), (2, 2))\n"
    "c = layers.Dense(5)(Input((7,)))\n"
)


def fail(*_given: Any) -> Any:
    return [][0]  # noqa: PLE0643


def failing(*_given: Any) -> Iterator[Any]:
    yield from ()
    fail()


def as_a_user(function: Callable[[], Any]) -> Any:
    """Run without what the tests set: defects are logged."""
    return Context().run(function)


def test_a_rule_that_fails_leaves_its_call_unknown(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    relu, tile = find_layer("LeakyReLU"), operations.find_operation("tensorflow.tile")
    assert relu is not None
    assert tile is not None
    # in place, since who looked them up may have kept them
    monkeypatch.setitem(relu.__dict__, "rule", fail)
    monkeypatch.setitem(tile.__dict__, "rule", fail)
    # not as the other tests call it: outcomes are kept by their arguments
    program = (
        PROGRAM.replace("LeakyReLU()", "LeakyReLU(0.123)").replace("(2, 3)", "(2, 3, 1)").replace("(2, 2)", "(2, 2, 1)")
    )
    analysis = as_a_user(lambda: analyze(program))
    given = {site.span.line: format_structure(site.outputs[0]) for site in analysis.sites if site.span.column == 5}
    assert given == {4: "?", 5: "?", 6: "(None, 5)"}
    assert [type(finding.problem).__name__ for finding in analysis.findings] == ["UnknownArgument"]
    assert "the rule of LeakyReLU failed" in caplog.text
    assert "the rule of `tensorflow.tile` failed" in caplog.text
    assert "IndexError" in caplog.text


def test_a_check_that_fails_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tuple(dataclasses.replace(check, find=failing) if check.code == "SL302" else check for check in CHECKS)
    monkeypatch.setattr(diagnosing, "CHECKS", broken)
    assert [found.code for found in as_a_user(lambda: diagnose(analyze(PROGRAM)))] == ["SL301"]
    assert "the check SL302 failed" in caplog.text


def test_a_fix_that_fails_leaves_those_before_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    repair = repair_of(PROGRAM)
    fault = next(found for found in diagnose(repair.program.analysis) if found.code == "SL301")
    check = find_check("SL301")
    assert check is not None
    assert check.propose is not None
    proposed = list(repair.candidates(fault))

    def propose(*given: Any) -> Iterator[Any]:
        yield proposed[0]
        fail()

    monkeypatch.setattr(offer, "find_check", lambda _code: dataclasses.replace(check, propose=propose))
    assert as_a_user(lambda: repair.candidates(fault)) == (proposed[0],)
    assert "a fix of SL301 failed" in caplog.text


def test_defects_are_raised_in_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    relu = find_layer("LeakyReLU")
    assert relu is not None
    monkeypatch.setitem(relu.__dict__, "rule", fail)
    with pytest.raises(IndexError):
        analyze(PROGRAM.replace("LeakyReLU()", "LeakyReLU(0.321)"))


EMPTY = (
    "import tensorflow as tf\nloss = tf.keras.losses.sparse_categorical_crossentropy('a', 'b', from_logits=True)\n",
    "import tensorflow as tf\npart = tf.ones(())[0]\n",
    "import numpy as np\npart = np.ones(())[2:]\n",
)


@pytest.mark.parametrize("program", EMPTY)
def test_fixes_of_a_shape_without_axes(program: str) -> None:
    repair = repair_of(program)
    for found in diagnose(repair.program.analysis):
        repair.offered(found)
    assert len(repair.program.analysis.findings) == 1


def test_a_summary_that_fails_leaves_the_rest(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def deeper(*given: Any) -> Any:
        return deeper(*given)

    monkeypatch.setattr(assemble, "summarize_model", deeper)
    program = "import keras\nm = keras.Sequential([keras.Input((7,)), keras.layers.Dense(5)])\n"
    analysis = as_a_user(lambda: analyze(program))
    assert analysis.models == ()
    assert format_structure(analysis.sites[-1].outputs[0]) == "(None, 5)"
    assert "the summary of a model failed" in caplog.text
