"""Examples run statement by statement, and tests run around a line: what each statement came to is told."""

from __future__ import annotations

import ast
import json
import textwrap
from pathlib import Path

import pytest
from tests.traced.ecosystem.keras_itself import examples_in, lines_that_must_raise
from tests.traced.pieces import LINES, asked_tests
from tests.traced.truth import Traced, trace_all

EXAMPLE = """
import keras
x = keras.Input((3,))
y = keras.layers.Conv2D(4, 3)(x)
z = keras.layers.Flatten()(y)
undefined(z)
nobody(x)
w = keras.layers.Dense(2)(x)
"""

TESTS = """
import unittest
import a_package_that_is_not_there
class LayerTest(unittest.TestCase):
    def test_one(self):
        value = 1
        raise ValueError(value)
    def test_two(self):
        self.fail("not asked for")
"""


def traced(path: Path, text: str, how: str) -> Traced:
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    (found,) = trace_all([path], 1, how="tests" if how == "tests" else "example")
    return found


def ran(found: Traced) -> dict[int, tuple[bool, bool]]:
    return {each.span.line: (each.begun, each.ended) for each in found.statements}


def test_an_example_goes_on_behind_what_fails(tmp_path: Path) -> None:
    found = traced(tmp_path / "example.py", EXAMPLE, "example")
    assert [line for _, line in found.failed] == [3]
    # line 4 and 5 read what line 3 should have bound; a name that nothing defines is no failure
    assert ran(found) == {
        1: (True, True),
        2: (True, True),
        3: (True, False),
        4: (False, False),
        5: (False, False),
        6: (True, False),
        7: (True, True),
    }
    assert [(call.line, call.layer, call.symbolic) for call in found.calls if call.layer == "Dense"] == [
        (7, "Dense", ([None, 2],))
    ]


def test_the_tests_around_a_line_are_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "layer_test.py"
    monkeypatch.setenv(LINES, json.dumps({str(path): [6]}))
    found = traced(path, TESTS, "tests")
    assert found.error is None
    assert {line: fate for line, fate in ran(found).items() if line in (5, 6, 8)} == {
        5: (True, True),
        6: (True, False),
        8: (False, False),
    }
    assert (str(path), 6) in found.failed


def test_a_line_in_no_test_asks_for_all() -> None:
    tree = ast.parse(TESTS.lstrip("\n"))
    assert asked_tests(tree, [5, 8]) == {"test_one", "test_two"}
    assert "" in asked_tests(tree, [2])


def test_what_a_test_says_must_raise() -> None:
    text = (
        "with self.assertRaisesRegex(ValueError, 'x'):\n    a()\nwith pytest.raises(ValueError) as e:\n    b()\nc()\n"
    )
    assert lines_that_must_raise(ast.parse(text)) == {1, 2, 3, 4}


def test_examples_are_fenced_or_sessions() -> None:
    docstring = textwrap.dedent(
        """
        Text.

        ```python
        a = 1
        ```

        >>> b = 2
        >>> b
        2
        """
    )
    assert list(examples_in(docstring)) == ["a = 1\n", "b = 2\nb\n"]
