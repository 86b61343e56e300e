"""`check(source)`: hints and faults are compared as annotated source.

A line ends in `#> (None, 10)` for what its outermost call gives (several shapes joined by ` | `), `#> ?` where that is
unknown, and in `#! SizeNotPositive` for a fault blamed on it. Lines without a mark must have no fault.
"""

from __future__ import annotations

import difflib
import re
import textwrap

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.shapes.formatting import format_structure

IMPORTS = "import tensorflow as tf\nimport keras\nfrom keras import layers\nfrom keras.layers import *\n"
_MARK = re.compile(r"\s*#([>!]) (.*?)(?=\s*#[>!] |$)")


def check(source: str, *, imports: str = IMPORTS) -> Analysis:
    """Analyse `source` behind the usual imports and compare it with its own marks."""
    text = imports + textwrap.dedent(source)
    plain = "\n".join(_MARK.sub("", line) for line in text.split("\n"))
    analysis = analyze(plain, strict=True)
    annotated = "\n".join(_annotate(line, number, analysis, marked) for number, line, marked in _lines(plain, text))
    if annotated != text:
        difference = difflib.unified_diff(
            text.split("\n"), annotated.split("\n"), "expected", "found", lineterm="", n=1
        )
        raise AssertionError("\n".join(difference))
    return analysis


def _lines(plain: str, text: str) -> list[tuple[int, str, bool]]:
    rows = zip(plain.split("\n"), text.split("\n"), strict=True)
    return [(number, line, "#>" in expected) for number, (line, expected) in enumerate(rows, 1)]


def _annotate(line: str, number: int, analysis: Analysis, marked: bool) -> str:
    found = [site for site in analysis.sites if site.span.end_line == number]
    if found and marked:
        outermost = max(found, key=lambda site: (site.span.end_column, -site.span.column))
        line += "  #> " + " | ".join(format_structure(output) for output in outermost.outputs)
    problems = [type(finding.problem).__name__ for finding in analysis.findings if finding.span.line == number]
    return line + "".join(f"  #! {problem}" for problem in problems)


def outputs(source: str, *, imports: str = IMPORTS) -> list[str]:
    """The shapes of every site, in order, for tests that need no line."""
    analysis = analyze(imports + textwrap.dedent(source))
    return [format_structure(output) for site in analysis.sites for output in site.outputs]
