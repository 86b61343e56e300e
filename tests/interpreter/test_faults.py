"""Faults that the program expects: what an enclosing handler catches, and does not raise again, is none."""

from __future__ import annotations

import itertools
import random

import pytest
from tests.interpreter.annotated import check

from shapelens.interpreter.analyze import analyze

HEAD = """import contextlib
import pytest
import numpy as np
import tensorflow as tf
import keras
from keras import layers
x = keras.Input((8, 8, 3))
"""
# what Keras refuses, with the exception that it raises (tests/mistakes holds the kinds of exceptions to Keras)
BROKEN = {
    "layers.Dense(-1)": "ValueError",
    "layers.Dense()": "TypeError",
    "layers.Dense(4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)": "TypeError",
    "tf.nn.softmax(x, dim=1)": "TypeError",
    "layers.Conv2D(4, 9)(x)": "ValueError",
    "layers.LSTM(3)(x)": "ValueError",
    "layers.Reshape((7,))(x)": "ValueError",
    "layers.Add()([x, keras.Input((8, 7, 3))])": "ValueError",
    "keras.ops.matmul(np.zeros((2, 3)), np.zeros((4, 5)))": "tf.errors.InvalidArgumentError",
}
# each takes the broken statement and the exception that it raises
HANDLERS = (
    "try:\n    {0}\nexcept {1}:\n    pass",
    "try:\n    {0}\nexcept (KeyError, ({1}, OSError)):\n    pass",
    "try:\n    {0}\nexcept Exception as error:\n    print(error)",
    "try:\n    {0}\nexcept:\n    pass",
    "try:\n    try:\n        {0}\n    except KeyError:\n        pass\nexcept {1}:\n    pass",
    "try:\n    try:\n        {0}\n    except {1}:\n        raise\nexcept {1}:\n    pass",
    "with contextlib.suppress({1}):\n    {0}",
    "with pytest.raises({1}, match='.'):\n    {0}",
    "with pytest.raises((KeyError, {1})):\n    {0}",
    "for _ in range(3):\n    try:\n        {0}\n    except {1}:\n        continue",
)
# how deep below the handler the statement stands: what is defined before, and what then reaches it
CALLS = (
    ("", "{0}"),
    ("", "(lambda: {0})()"),
    ("def broken():\n    return {0}\n", "broken()"),
    ("def broken():\n    return {0}\ndef outer(call=broken):\n    for _ in range(2):\n        call()\n", "outer()"),
    ("class Holder:\n    def run(self):\n        with open('file'):\n            return {0}\n", "Holder().run()"),
)
ALL = sorted(itertools.product(BROKEN, HANDLERS, CALLS))


def reported(text: str) -> list[str]:
    return [type(finding.problem).__name__ for finding in analyze(HEAD + text, strict=True).findings]


@pytest.mark.parametrize("statement", BROKEN)
def test_without_a_handler_it_is_reported(statement: str) -> None:
    for definitions, call in CALLS:
        text = (definitions + call).format(statement)
        assert len(reported(text)) == 1, text


def test_what_a_handler_catches_is_no_fault() -> None:
    for statement, handler, (definitions, call) in random.Random(7).sample(ALL, 120):
        text = definitions.format(statement) + handler.format(call.format(statement), BROKEN[statement])
        assert reported(text) == [], text


@pytest.mark.parametrize("statement", BROKEN)
@pytest.mark.parametrize(
    "handler",
    [
        "try:\n    {0}\nexcept {1}:\n    raise",
        "try:\n    {0}\nexcept Exception as error:\n    print(error)\n    raise error",
        "try:\n    {0}\nexcept KeyError:\n    pass",
        "try:\n    {0}\nexcept tf.errors.OutOfRangeError:\n    pass",
        "try:\n    {0}\nfinally:\n    print('over')",
        "try:\n    try:\n        {0}\n    except {1}:\n        raise\nexcept OSError:\n    pass",
    ],
)
def test_what_is_raised_again_is_one(statement: str, handler: str) -> None:
    assert len(reported(handler.format(statement, BROKEN[statement]))) == 1


def test_the_handlers_state_is_followed() -> None:
    check("""
        def soften(scores, way=-1):
            try:
                return tf.nn.softmax(scores, dim=way)
            except TypeError:
                return tf.nn.softmax(scores, axis=way)
        y = soften(tf.ones((5, 4)))
        z = Dense(3)(y)  #> (5, 3)
        units = 5
        try:
            units = 6
            Dense(units, rate=2)
            units = 7
        except (TypeError, ValueError):
            units += 2
        w = Dense(units)(z)  #> (5, 8)
    """)


def test_managers_of_the_program_swallow_faults() -> None:
    check("""
        import contextlib
        class Ignore:
            def __enter__(self):
                return self
            def __exit__(self, kind, value, trace):
                return issubclass(kind, ValueError)
        class Timed:
            def __enter__(self):
                return self
            def __exit__(self, kind, value, trace):
                self.over = True
                return False
        @contextlib.contextmanager
        def ignoring(*kinds):
            try:
                yield
            except kinds:
                pass
        x = Input((4,))
        with Ignore():
            Conv2D(3, 3)(x)
        with ignoring(ValueError):
            Conv2D(3, 3)(x)
        y = Dense(2)(x)  #> (None, 2)
        with Timed():
            Conv2D(3, 3)(x)  #! RankMismatch
    """)


def test_methods_of_unittest_expect_what_they_name() -> None:
    check("""
        import unittest
        class Tests(unittest.TestCase):
            def test_units(self):
                with self.assertRaises(ValueError):
                    Dense(-1)
                with self.assertRaisesRegex((KeyError, ValueError), "units"):
                    Dense(-1)
                with self.assertRaises(KeyError):
                    Dense(-1)  #! InvalidArgument
    """)


def test_what_keras_only_warns_of_leaves_no_statement() -> None:
    check("""
        import numpy as np
        model = keras.Sequential([Input((4,)), Dense(3)])  #! SilentBroadcast
        model.compile(loss="mse")
        units = 5
        try:
            model.fit(np.zeros((8, 4)), np.zeros((8, 1)))
            units = 6
        except ValueError:
            units = 7
        y = Dense(units)(Input((2,)))  #> (None, 6)
    """)
