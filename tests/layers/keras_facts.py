"""What Keras' own tests of its layers state: arguments, inputs, and the output shape and weights that must come out.

The tests ship with Keras. They are run with `run_layer_test` replaced by a recorder, so that their facts are had as
objects, however they are put together; whatever else a test does may fail unheard.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import unittest
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from keras.src import testing
from tests.fidelity.real_keras import keras


@dataclass(frozen=True)
class Fact:
    """One call of `run_layer_test`: the layer, how it is constructed, and the keywords of the call.

    `rejected` says that the test expects an error.
    """

    test: str
    layer: str
    arguments: dict[str, Any]
    stated: dict[str, Any]
    rejected: bool


def collect_facts() -> list[Fact]:
    """The facts of every test module of `keras.src.layers` that can be imported here."""
    facts: list[Fact] = []
    expecting: list[bool] = []

    def record(self: Any, layer_cls: Any, init_kwargs: dict[str, Any], **stated: Any) -> None:
        facts.append(Fact(self.id(), layer_cls.__name__, dict(init_kwargs), stated, bool(expecting)))

    @contextlib.contextmanager
    def expect(*_arguments: Any, **_keywords: Any) -> Iterator[None]:
        expecting.append(True)
        try:
            with contextlib.suppress(Exception):
                yield
        finally:
            expecting.pop()

    root = Path(keras.__file__).parent / "src" / "layers"
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(testing.TestCase, "run_layer_test", record))
        for name in ("assertRaises", "assertRaisesRegex"):
            stack.enter_context(mock.patch.object(testing.TestCase, name, expect))
        stack.enter_context(_quiet())
        for path in sorted(root.rglob("*_test.py")):
            tests = _tests_with_facts(path)
            parts = path.relative_to(root.parents[2]).with_suffix("").parts
            if tests:
                # some modules need packages that are not installed here
                with contextlib.suppress(ImportError):
                    _run(importlib.import_module(".".join(parts)), tests)
    return facts


def _tests_with_facts(path: Path) -> set[str]:
    """The names of the tests in a file that call `run_layer_test`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {node.name for node in functions if "run_layer_test" in ast.unparse(node) and node.name.startswith("test")}


def _run(module: Any, tests: set[str]) -> None:
    """Run those tests of a module; a parametrised one has the name of its function as a prefix."""
    suite = unittest.TestSuite()
    for case in vars(module).values():
        if isinstance(case, type) and issubclass(case, unittest.TestCase) and case.__module__ == module.__name__:
            for name in unittest.defaultTestLoader.getTestCaseNames(case):
                if any(name.startswith(test) for test in tests):
                    suite.addTest(case(name))
    suite.run(unittest.TestResult())


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No output, no warnings, and Keras' settings as they were."""
    policy, data_format = keras.config.dtype_policy(), keras.config.image_data_format()
    filtering = keras.config.is_traceback_filtering_enabled()
    output = io.StringIO()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            warnings.simplefilter("ignore")
            yield
    finally:
        keras.config.set_dtype_policy(policy)
        keras.config.set_image_data_format(data_format)
        if filtering:
            keras.config.enable_traceback_filtering()
