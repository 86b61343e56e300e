"""The documentation pages of the diagnostics as data: the programs on them, and the line that `check` prints."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.module_search import search_for

PAGES = Path(__file__).resolve().parents[2] / "docs" / "diagnostics"
_PROGRAM = r"## {}\n\n```python\n(.*?)```\n"
_HEAD = re.compile(r"# (SL\d{3}): ([a-z-]+)\n\nSeverity: (\w+)\.\n")


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `printed` are the lines that its broken program gives, as `line:column: code severity: message`, and
    `fixes` the titles of what is offered for the first of them."""

    code: str
    name: str
    severity: str
    broken: str
    printed: str
    repaired: str
    fixes: tuple[str, ...]


def analyzed(program: str) -> Analysis:
    """What is known of a program, with the sources of Keras, which some codes follow."""
    return analyze(program, search=search_for("page.py", sys.executable))


def read_page(code: str) -> Page:
    """The page of a code; fails where a part of it is missing."""
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    head = _HEAD.match(text)
    assert head is not None, f"the head of {code}.md is not as it should be"
    printed = re.search(r"```text\n(.*?)\n```\n", text, re.DOTALL)
    assert printed is not None, f"{code}.md does not show what is printed"
    assert "## What to do\n\n- " in text, f"{code}.md does not say what to do"
    code, name, severity = head.groups()
    broken, repaired = _program(text, "Broken"), _program(text, "Repaired")
    return Page(code, name, severity, broken, printed.group(1), repaired, _fixes(text))


def _fixes(text: str) -> tuple[str, ...]:
    section = re.search(r"## Quick fixes\n\n((?:- .*\n)+)", text)
    return () if section is None else tuple(line.removeprefix("- ") for line in section.group(1).splitlines())


def _program(text: str, heading: str) -> str:
    match = re.search(_PROGRAM.format(heading), text, re.DOTALL)
    assert match is not None, f"there is no program under {heading}"
    return match.group(1)
