"""What Keras brings with it: the examples in its docstrings and its own tests, extracted when this runs.

Each is analysed as it stands. An error reported on one is judged by running what it is reported on; that a test says of
itself that a line must raise is an answer already.
"""

from __future__ import annotations

import ast
import doctest
import json
import os
import re
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import keras
from tests.traced.ecosystem.packages import CACHE
from tests.traced.measure import search_path
from tests.traced.pieces import LINES
from tests.traced.reported import Reported, judge_report
from tests.traced.truth import How, trace_all

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.interpreter.analyze import analyze

INSTALLED = Path(keras.__file__).resolve().parent
EXAMPLES = CACHE / "examples"
FENCE = re.compile(r"^([ \t]*)```(?:python)?[ \t]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
# what every example takes for granted
PREAMBLE = "import numpy as np\nimport tensorflow as tf\nimport keras\nfrom keras import layers, ops\n"
RAISING = ("assertRaises", "assertRaisesRegex", "raises")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many texts were read, how many of the errors were expected by the text itself, and the others, judged."""

    texts: int
    expected: int
    judged: tuple[Reported, ...]
    crashes: tuple[str, ...]
    cut: int


def judge_examples() -> Verdicts:
    """The examples of the docstrings, run statement by statement."""
    shutil.rmtree(EXAMPLES, ignore_errors=True)
    EXAMPLES.mkdir(parents=True)
    paths = []
    for number, (place, text) in enumerate(docstring_examples()):
        paths.append(EXAMPLES / f"{place}_{number}.py")
        paths[-1].write_text(PREAMBLE + text, encoding="utf-8")
    return judged(paths, "example")


def judge_tests() -> Verdicts:
    """The modules of tests."""
    return judged(sorted(INSTALLED.rglob("*_test.py")), "tests")


def judged(paths: list[Path], how: How) -> Verdicts:
    errors: dict[Path, list[Diagnostic]] = {}
    crashes: list[str] = []
    expected = cut = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        try:
            analysis = analyze(text, str(path), search=search_path(str(path), ()), strict=True)
            reports = [found for found in diagnose(analysis, None, text.split("\n")) if found.severity == "error"]
        except Exception as error:  # a defect of ours: counted, and the others still read
            crashes.append(f"{path.name}: {type(error).__name__}: {error}")
            continue
        cut += len(analysis.limits.cut)
        raising = lines_that_must_raise(ast.parse(text))
        open_ones = [found for found in reports if found.span.line not in raising]
        expected += len(reports) - len(open_ones)
        if open_ones:
            errors[path] = open_ones
    os.environ[LINES] = json.dumps({str(path): [found.span.line for found in each] for path, each in errors.items()})
    ran = {traced.program: traced for traced in trace_all(list(errors), 1, how=how)}
    crashes += [f"{path.name}: not run: {traced.error}" for path, traced in ran.items() if traced.error]
    outcomes = [judge_report(found, str(path), ran[path]) for path, each in errors.items() for found in each]
    return Verdicts(len(paths), expected, tuple(map(shorter, outcomes)), tuple(crashes), cut)


def shorter(found: Reported) -> Reported:
    return replace(found, path=Path(found.path).name)


def docstring_examples() -> Iterator[tuple[str, str]]:
    """Every example that parses, once, with the name of its file."""
    seen: set[str] = set()
    for path in sorted(INSTALLED.rglob("*.py")):
        if path.name.endswith("_test.py"):
            continue
        for docstring in docstrings_of(ast.parse(path.read_text(encoding="utf-8"))):
            for text in examples_in(docstring):
                if text not in seen and parses(text):
                    seen.add(text)
                    yield path.stem, text


def docstrings_of(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            docstring = ast.get_docstring(node)
            if docstring:
                yield docstring


def examples_in(docstring: str) -> Iterator[str]:
    """The fenced blocks, and the session of the rest."""
    for match in FENCE.finditer(docstring):
        block = textwrap.dedent(match[2])
        yield block if ">>>" not in block else session(block)
    yield session(FENCE.sub("", docstring))


def session(text: str) -> str:
    try:
        return "".join(example.source for example in doctest.DocTestParser().get_examples(text))
    except ValueError:
        return ""


def parses(text: str) -> bool:
    try:
        return bool(ast.parse(text).body)
    except SyntaxError:
        return False


def lines_that_must_raise(tree: ast.Module) -> set[int]:
    """The lines within `with self.assertRaises...` and `with pytest.raises`."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.With) and any(is_raising(item.context_expr) for item in node.items)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def is_raising(context: ast.expr) -> bool:
    function = context.func if isinstance(context, ast.Call) else context
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in RAISING
