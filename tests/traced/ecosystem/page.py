"""docs/ecosystem.md: the figures of the corpus and of the packages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.traced.ecosystem.packages import Package
from tests.traced.ecosystem.reading import Reading
from tests.traced.measure import Measured
from tests.traced.report import Figures, figures

PAGE = Path(__file__).resolve().parents[3] / "docs" / "ecosystem.md"

HEAD = """# Traced programs and packages

`make ecosystem` makes this page. Programs are run under real Keras {versions}, training and downloads stubbed, and the
output shapes of every call of a layer, a model or `Input` are recorded by line. What ShapeLens says of the same file
without running it is compared with that.

- **known**: every size of every shape that the call gave is said. An unknown size (`?`) anywhere makes it unknown, as
  does one of several shapes that is missing. An open size (`None`) is a known one.
- **right**: the known shapes are exactly those that occurred.
- **false errors**: errors reported on a program that runs.
"""

CORPUS = """
## Programs written for this purpose

| programs | calls | known | right | operations known | operations right | false errors |
|---|---|---|---|---|---|---|
"""

PACKAGES = """
## Packages whose models real Keras builds

Their models are built by a small program, and every file that took part is read by itself: a helper that only another
file calls is read with its defaults, so what its tensors are is often unknown there.

| package | models built by | calls | known | right | operations known | false errors |
|---|---|---|---|---|---|---|
"""

READ = """
## Packages read file by file

Nothing is run here: every file has to parse, no analysis may fail, and an error that is reported is one to look at.

| package | files | lines | unparsed | failed | calls seen | with a shape | errors reported | slowest file |
|---|---|---|---|---|---|---|---|---|
"""


def write_page(
    versions: str,
    corpus: Sequence[Measured],
    built: Sequence[tuple[Package, Measured]],
    read: Sequence[tuple[Package, Reading]],
) -> None:
    text = HEAD.format(versions=versions) + CORPUS + corpus_row(corpus) + PACKAGES
    text += "".join(package_row(package, measured) for package, measured in built)
    text += READ + "".join(reading_row(package, reading) for package, reading in read)
    PAGE.write_text(text + reported(read) + differences(built), encoding="utf-8")


def corpus_row(corpus: Sequence[Measured]) -> str:
    count = figures(corpus)
    operations = f"{count.operations_known} of {count.operations} | {count.operations_right}"
    return f"| {len(corpus)} | {shares(count)} | {operations} | {count.errors} |\n"


def shares(count: Figures) -> str:
    return f"{count.calls} | {count.known} ({count.known_share:.1%}) | {count.right} ({count.right_share:.2%})"


def package_row(package: Package, measured: Measured) -> str:
    count = figures([measured])
    operations = f"{count.operations_known} of {count.operations}"
    return f"| {title(package)} | `{package.folder.name}.py` | {shares(count)} | {operations} | {count.errors} |\n"


def title(package: Package) -> str:
    return f"{package.name} {package.version}"


def reading_row(package: Package, reading: Reading) -> str:
    text = f"| {title(package)} | {reading.files} | {reading.lines:,} | {reading.unread} | {len(reading.crashes)} "
    return text + f"| {reading.calls} | {reading.calls_shown} | {len(reading.errors)} | {reading.slowest:.1f} s |\n"


def reported(read: Sequence[tuple[Package, Reading]]) -> str:
    """Every error reported on a file that was only read, and every analysis that failed."""
    rows = [f"- {title(package)}, failed: {crash}\n" for package, reading in read for crash in reading.crashes]
    rows += [f"- {title(package)}, {error}\n" for package, reading in read for error in reading.errors]
    return "\n" + ("".join(rows) or "No error is reported.\n")


def differences(built: Sequence[tuple[Package, Measured]]) -> str:
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
    return "\n## Wrong shapes\n\n" + ("".join(rows) or "None.\n")
