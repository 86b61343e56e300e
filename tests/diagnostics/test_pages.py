"""Every code has a page; the broken program on it gives that code alone, in the words shown, and the repaired one none.

Real Keras decides whether they are broken at all: the broken ones of severity error raise there, the repaired ones run.
"""

from __future__ import annotations

import pytest
from tests.diagnostics.keras_run import error_in_keras
from tests.diagnostics.pages import PAGES, Page, analyzed, read_page

from shapelens.diagnostics.diagnose import Options, diagnose
from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.diagnostics.documentation import href
from shapelens.diagnostics.fixes.offer import Repair
from shapelens.diagnostics.registry import CHECKS, find_check

CODES = [check.code for check in CHECKS]
# the check in TensorFlow reports these: they have no program that shows them without running it
RUN_TIME_CODES = ["SL901", "SL902"]
# warnings of what Keras runs in silence, and should not
SILENT_CODES = ["SL212", "SL511", "SL512", "SL513", "SL514", "SL903"]


# what Keras takes, and is reported where the user asks for it
ON_DEMAND = Options(select=("SL606", "SL607"))


def diagnostics_of(program: str) -> tuple[Diagnostic, ...]:
    analysis, lines = analyzed(program), program.split("\n")
    return diagnose(analysis, lines=lines) or diagnose(analysis, ON_DEMAND, lines)


def faults_of(page: Page) -> list[Diagnostic]:
    """What is said of a broken program; beside an error, a note may say how it came about."""
    notes = page.severity == "information"
    return [found for found in diagnostics_of(page.broken) if notes or found.severity != "information"]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    pages = sorted(path.stem for path in PAGES.glob("SL*.md"))
    assert pages == sorted([*CODES, *RUN_TIME_CODES])


def test_the_table_of_contents_names_every_page() -> None:
    contents = (PAGES / "README.md").read_text(encoding="utf-8")
    for check in CHECKS:
        assert f"| [{check.code}]({check.code}.md) | {check.name} | {check.severity} |" in contents


@pytest.mark.parametrize("code", CODES)
def test_the_page_shows_the_fault_as_it_is_printed(code: str) -> None:
    page, check = read_page(code), find_check(code)
    assert check is not None
    assert (page.code, page.name, page.severity) == (check.code, check.name, check.severity)
    printed = [
        f"{found.span.line}:{found.span.column}: {code} {found.severity}: {found.message}" for found in faults_of(page)
    ]
    assert printed == page.printed.split("\n")


@pytest.mark.parametrize("code", CODES)
def test_the_page_names_the_fixes_that_are_offered(code: str) -> None:
    page = read_page(code)
    repair = Repair.of(page.broken, analyzed(page.broken), analyzed)
    first = faults_of(page)[0]
    assert tuple(fix.title for fix in repair.offered(first)) == page.fixes


@pytest.mark.parametrize("code", CODES)
def test_the_repaired_program_has_no_fault(code: str) -> None:
    repaired = read_page(code).repaired
    found = diagnose(analyzed(repaired), lines=repaired.split("\n"))
    # what is told on demand alone is no fault of a page about another
    assert (found or tuple(each for each in diagnostics_of(repaired) if each.code == code)) == ()


@pytest.mark.parametrize("code", CODES)
def test_keras_agrees_that_the_broken_program_is_broken(code: str) -> None:
    page = read_page(code)
    raises = (page.severity != "information" and code not in SILENT_CODES) or code == "SL101"
    assert (error_in_keras(page.broken) is not None) == raises


@pytest.mark.parametrize("code", CODES)
def test_keras_runs_the_repaired_program(code: str) -> None:
    assert error_in_keras(read_page(code).repaired) is None


def test_the_link_leads_to_the_page() -> None:
    assert href("SL201") == "https://github.com/shapelens/shapelens/blob/main/docs/diagnostics/SL201.md"
