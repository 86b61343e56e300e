"""`python -m tests.applications [NAME ...]`: every backbone of keras.applications, a table in docs/applications.md."""

from __future__ import annotations

import sys
from pathlib import Path

import keras
from tests.applications.compare import Comparison, application_names, compare

PAGE = Path(__file__).parents[2] / "docs" / "applications.md"
HEAD = """# keras.applications, read from their own source

Every backbone is interpreted from the source text of the installed Keras {version}, without importing it, and compared
with what Keras builds: the class, name and output shape of each layer in order, and the parameters, trainable and all.
`make applications` makes this page.

| model | layers | parameters | differences |
|---|---|---|---|
"""


def row(result: Comparison) -> str:
    """One line of the table."""
    differences = "; ".join(result.differences) if result.differences else "none"
    return f"| {result.name} | {result.layers} | {result.params:,} | {differences} |"


def main(names: list[str]) -> int:
    """Compare the models named, or all; the page is written for all only."""
    results = []
    for name in names or application_names():
        results.append(compare(name))
        print(row(results[-1]), flush=True)
    total = f"{len(results)} models, {sum(bool(result.differences) for result in results)} differ"
    print(total)
    if not names:
        text = HEAD.format(version=keras.__version__) + "\n".join(map(row, results)) + f"\n\n{total}.\n"
        PAGE.write_text(text, encoding="utf-8")
    return int(any(result.differences for result in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
