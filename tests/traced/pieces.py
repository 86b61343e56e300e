"""Programs that are no scripts: examples out of docstrings, and modules of tests.

An example is run statement by statement: what fails is noted, and a statement that reads what a failed one should have
bound is left out. Of a module of tests, those tests are run that hold one of the lines asked for.
"""

from __future__ import annotations

import ast
import builtins
import importlib.util
import io
import json
import os
import signal
import sys
import time
import unittest
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any
from unittest.mock import MagicMock

from tests.traced.sources import Sources
from tests.traced.statements import Marker, Statements
from tests.traced.tracer import Tracer, ZerosRunner, install, lines_of, site_rows, statement_rows, unreturned_rows

from shapelens_agent.environment import Loaded
from shapelens_agent.instrument import ENTER, LEAVE, SourceLines, normalize
from shapelens_agent.program import enter_folder

# seconds for one statement of an example
PATIENCE = 30
# the lines of each module of tests that are asked for, as JSON
LINES = "TRACE_LINES"


def trace_example(loaded: Loaded, main: Path) -> dict[str, Any]:
    sources = Sources(main)
    tracer = Tracer(loaded.keras, sources)
    runner = ZerosRunner(tracer, None, None)
    runner.tracer = tracer
    install(loaded, tracer, runner, sources)
    enter_folder(str(main))
    setattr(builtins, ENTER, tracer.enter)
    setattr(builtins, LEAVE, tracer.leave)
    module = ModuleType("__main__")
    sys.modules["__main__"] = module
    begun = time.monotonic()
    failed = run_pieces(sources, main, vars(module))
    return {
        "error": None,
        "seconds": time.monotonic() - begun,
        "sites": site_rows(tracer, sources),
        "statements": statement_rows(sources),
        "unreturned": unreturned_rows(tracer, sources),
        "failed": failed,
    }


def run_pieces(sources: Sources, main: Path, namespace: dict[str, Any]) -> list[tuple[str, int]]:
    """Run the statements one by one; the lines that their exceptions passed through.

    That an example names what it does not define is the example's own business: it says nothing of shapes.
    """
    lost: set[str] = set()
    failed: list[tuple[str, int]] = []
    for original, marked in zip(ast.parse(main.read_text()).body, sources.pieces(main.read_bytes()), strict=True):
        bound, read = names_of(original, ast.Store), names_of(original, ast.Load)
        if read & lost:
            lost |= bound
            continue
        try:
            with patience():
                exec(compile(ast.Module(marked, []), str(main), "exec", dont_inherit=True), namespace)
        except NameError:
            lost |= bound
        except BaseException as error:
            lost |= bound
            failed += lines_of(error, sources)
    return failed


def names_of(statement: ast.stmt, context: type[ast.expr_context]) -> set[str]:
    named = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, context)}
    if context is ast.Store and isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        named.add(statement.name)
    if context is ast.Store and isinstance(statement, (ast.Import, ast.ImportFrom)):
        named |= {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    return named


@contextmanager
def patience() -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TimeoutError(f"not done after {PATIENCE} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)


def trace_tests(_loaded: Loaded, path: Path) -> dict[str, Any]:
    """Run the tests around the lines asked for; a statement that began and never ended is one that raised."""
    marks = Statements()
    text = normalize(path.read_text(encoding="utf-8"))
    tree = ast.parse(text, str(path))
    asked = asked_tests(tree, json.loads(os.environ[LINES])[str(path)])
    Marker(marks, str(path), SourceLines(text)).mark(tree.body)
    module = module_of(path)
    begun = time.monotonic()
    load(compile(tree, str(path), "exec", dont_inherit=True), module)
    suite = unittest.TestSuite(test for test in tests_of(module) if is_asked(test.id(), asked))
    unittest.TextTestRunner(io.StringIO(), verbosity=0).run(suite)
    rows = [
        [str(path), *place, int(index in marks.begun), int(index in marks.ended)]
        for index, place in enumerate(marks.places)
    ]
    raised = [(str(path), row[1]) for row in rows if row[5] and not row[6]]
    seconds = time.monotonic() - begun
    return {"error": None, "seconds": seconds, "sites": [], "statements": rows, "unreturned": [], "failed": raised}


def load(code: CodeType, module: ModuleType) -> None:
    """Run a module's statements; a package that is not installed is one of which everything can be asked."""
    missing: set[str] = set()
    while True:
        try:
            exec(code, vars(module))
            return
        except ModuleNotFoundError as error:
            if error.name is None or error.name in missing:
                raise
            missing.add(error.name)
            sys.modules[error.name] = MagicMock()


def tests_of(module: ModuleType) -> Iterator[unittest.TestCase]:
    cases = [value for value in vars(module).values() if isinstance(value, type)]
    for case in cases:
        if issubclass(case, unittest.TestCase) and case.__module__ == module.__name__:
            yield from map(case, unittest.TestLoader().getTestCaseNames(case))


def asked_tests(tree: ast.Module, lines: list[int]) -> set[str]:
    """The names of the functions that hold the lines; where one stands in no test, all (an empty name)."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]
    found = set()
    for line in lines:
        around = [node.name for node in functions if node.lineno <= line <= (node.end_lineno or line)]
        found.add(around[0] if around else "")
    return found


def is_asked(test: str, asked: set[str]) -> bool:
    """A test with parameters has them behind its name."""
    return any(test.rsplit(".", 1)[-1].startswith(name) for name in asked)


def module_of(path: Path) -> ModuleType:
    root = next(parent for parent in path.parents if not (parent / "__init__.py").exists())
    name = ".".join(path.relative_to(root).with_suffix("").parts)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    return module
