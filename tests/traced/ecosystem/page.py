"""docs/ecosystem.md: the figures of the programs, of Keras' own examples and tests, and of the packages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.traced.ecosystem.keras_itself import Verdicts
from tests.traced.ecosystem.packages import Package
from tests.traced.ecosystem.reading import Reading
from tests.traced.measure import Measured
from tests.traced.report import Figures, figures, share
from tests.traced.reported import Reported

PAGE = Path(__file__).resolve().parents[3] / "docs" / "ecosystem.md"

HEAD = """# Traced programs and packages

`make ecosystem` makes this page. Programs are run under real Keras {versions}, training and downloads stubbed, and the
output shapes of every call of a layer, a model or `Input` are recorded by line. What ShapeLens says of the same file
without running it is compared with that. A layer in a `Sequential` is a call of the line that makes it, a model that
`predict` runs one of the line that says so.

- **known**: every size of every shape that the call gave is said. An unknown size (`?`) anywhere makes it unknown, as
  does one of several shapes that is missing. An open size (`None`) is a known one.
- **right**: the known shapes are exactly those that occurred; an open size matches any number.
- **very numbers**: of the known calls, those with the number wherever Keras has one.
- **ranked**: the calls of which the rank and at least one size are said.
- **wholly right**: the programs of which every call is known and right, and no error is false.
- **cut**: statements that were given up because the budget of steps was spent.

Every error is judged by what became of its statement, wherever it stands. One on a statement that came to its end, or
whose exception the program caught, is **false**. It is **true** where the exception that ended the program passed
through that statement, or through one that the error names as related. A statement that never ran says nothing: **not
reached**.
"""

PROGRAMS = "Programs written for this purpose"
HELD_OUT = "Programs that are held out"
KERAS = "Keras' own examples and tests"
BUILT = "Packages whose models real Keras builds"
READ = "Packages read file by file"
WRONG = "Wrong shapes of the packages"
ORDER = (PROGRAMS, HELD_OUT, KERAS, BUILT, READ, WRONG)

COLUMNS = (
    "| programs | calls | known | right | very numbers | ranked | wholly right "
    "| errors: false, true, not reached | cut |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
)

KERAS_TEXT = """The examples in the docstrings of the installed Keras, and its own test files, each analysed as it
stands. An example with an error is run statement by statement, at most half a minute each; a statement that reads what
a failed one should have bound is left out. Of a test file the tests around its errors are run. An error inside
`assertRaises` or `pytest.raises` is expected.

| | texts | errors expected | false | true | not reached | failed or not run | cut |
|---|---|---|---|---|---|---|---|
"""

BUILT_TEXT = """Their models are built by a small program, and judged by what reading that program says of every file
that it leads to.

| package | calls | known | right | operations known | false errors |
|---|---|---|---|---|---|
"""

READ_TEXT = """Nothing is run here: every file has to parse, no analysis may fail, and an error that is reported is one
to look at.

| package | files | lines | unparsed | failed | calls seen | with a shape | errors reported | slowest file |
|---|---|---|---|---|---|---|---|---|
"""


def update_page(versions: str, sections: Mapping[str, str]) -> None:
    """Put the sections that were measured into the page; the others stay as they are."""
    kept = sections_of(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "")
    texts = {**kept, **sections}
    body = "".join(f"\n## {title}\n\n{texts[title].strip()}\n" for title in ORDER if title in texts)
    PAGE.write_text(HEAD.format(versions=versions) + body, encoding="utf-8")


def sections_of(page: str) -> dict[str, str]:
    parts = re.split(r"^## (.*)$", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def programs_section(programs: Sequence[Measured]) -> str:
    """The figures of programs, and every error reported on them with its verdict."""
    count = figures(programs)
    errors = [error for program in programs for error in program.reports if error.severity == "error"]
    return COLUMNS + programs_row(count) + "\n" + listed(errors)


def programs_row(count: Figures) -> str:
    return (
        f"| {count.programs} | {shares(count)} | {count.exact} ({count.exact_share:.1%}) | {count.ranked} "
        f"({count.ranked_share:.1%}) | {count.wholly_right} | {count.errors}, {count.true_errors}, "
        f"{count.unreached_errors} | {count.cut} |\n"
    )


def listed(errors: Iterable[Reported]) -> str:
    rows = [
        f"- {error.outcome}: `{Path(error.path).name}:{error.line}` {error.code} {error.message}" for error in errors
    ]
    return "\n".join(rows) + "\n" if rows else "No error is reported.\n"


def keras_section(examples: Verdicts, tests: Verdicts) -> str:
    rows = KERAS_TEXT + verdicts_row("docstring examples", examples) + verdicts_row("test files", tests)
    failed = "".join(f"- failed: {crash}\n" for crash in (*examples.crashes, *tests.crashes))
    return rows + "\n" + listed((*examples.judged, *tests.judged)) + failed


def verdicts_row(name: str, found: Verdicts) -> str:
    counts = [sum(error.outcome == outcome for error in found.judged) for outcome in ("false", "true", "not reached")]
    cells = [name, found.texts, found.expected, *counts, len(found.crashes), found.cut]
    return "| " + " | ".join(map(str, cells)) + " |\n"


def built_section(built: Sequence[tuple[Package, Measured]]) -> str:
    total = figures([measured for _, measured in built])
    rows = "".join(package_row(package, measured) for package, measured in built)
    known, right = f"{total.known} ({total.known_share:.1%})", f"{total.right} ({share(total.right, total.known):.2%})"
    return BUILT_TEXT + rows + f"| **all** | **{total.calls}** | **{known}** | **{right}** | | **{total.errors}** |\n"


def shares(count: Figures) -> str:
    return f"{count.calls} | {count.known} ({count.known_share:.1%}) | {count.right} ({count.right_share:.2%})"


def package_row(package: Package, measured: Measured) -> str:
    count = figures([measured])
    operations = f"{count.operations_known} of {count.operations}"
    return f"| {title(package)} | {shares(count)} | {operations} | {count.errors} |\n"


def title(package: Package) -> str:
    return f"{package.name} {package.version}"


def read_section(read: Sequence[tuple[Package, Reading]]) -> str:
    """Every error reported on a file that was only read, and every analysis that failed."""
    rows = [f"- {title(package)}, failed: {crash}\n" for package, reading in read for crash in reading.crashes]
    rows += [f"- {title(package)}, {error}\n" for package, reading in read for error in reading.errors]
    table = READ_TEXT + "".join(reading_row(package, reading) for package, reading in read)
    return table + "\n" + ("".join(rows) or "No error is reported.\n")


def reading_row(package: Package, reading: Reading) -> str:
    text = f"| {title(package)} | {reading.files} | {reading.lines:,} | {reading.unread} | {len(reading.crashes)} "
    return text + f"| {reading.calls} | {reading.calls_shown} | {len(reading.errors)} | {reading.slowest:.1f} s |\n"


def wrong_section(built: Sequence[tuple[Package, Measured]]) -> str:
    """Every call of a package where a known shape is wrong."""
    rows = []
    for package, measured in built:
        for item in measured.calls:
            if item.verdict == "wrong":
                call = item.call
                place = Path(call.path).relative_to(package.folder)
                real = call.symbolic or call.concrete or call.zeros
                rows.append(
                    f"- `{place}:{call.line}` {call.layer}: said {list(item.inferred)}, Keras gives {list(real)}\n"
                )
    return "".join(rows) or "None.\n"
