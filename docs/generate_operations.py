"""Write docs/operations.md from the registry: `python docs/generate_operations.py`. A test compares the two."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from shapelens.layers.operations import Operation, all_operations

PAGE = Path(__file__).with_name("operations.md")
# a page, not a list of every spelling: `keras.ops.nn.relu` is `keras.ops.relu`
_SHOWN = {"tensor": "x"}


def generate() -> str:
    """The page: every rule by family, the functions that it serves, and one example."""
    entries = sorted(all_operations(), key=lambda entry: entry.family)
    paths = sum(len(entry.declaration.paths) for entry in entries)
    lines = [
        "# The operations that ShapeLens knows",
        "",
        f"{len(entries)} functions under {paths} paths: `keras.ops`, `keras.random`, `keras.activations`,",
        "`keras.losses`, `keras.backend`, `tensorflow`, `numpy`, the methods of tensors and arrays (`x.reshape`), and",
        "Python's operators. Written by `python docs/generate_operations.py` from the declarations in",
        "`server/shapelens/layers/operations/`; each example is a test, and every function is compared with the real",
        "library over random calls ([how far they agree](operations-fidelity.md)).",
    ]
    for family, members in groupby(entries, key=lambda entry: entry.family):
        title = family.replace("_", " ").capitalize()
        lines += ["", f"## {title}", "", "| functions | rule | example |", "|---|---|---|"]
        for group in _groups(list(members)):
            lines.append(_row(group))
    return "\n".join(lines) + "\n"


def _groups(entries: list[Operation]) -> list[list[Operation]]:
    """The functions that share a rule and its words, or the reason why they have none."""
    groups: dict[tuple[int, str], list[Operation]] = {}
    for entry in entries:
        groups.setdefault((0 if entry.unruled else id(entry.rule), entry.documentation), []).append(entry)
    return list(groups.values())


def _row(group: list[Operation]) -> str:
    places: dict[str, list[str]] = {}
    for entry in group:
        place, _, name = entry.path.rpartition(".")
        places.setdefault(_SHOWN.get(place, place), []).append(name)
    functions = "; ".join(f"`{place}.` {', '.join(f'`{name}`' for name in names)}" for place, names in places.items())
    example = next((text for entry in group for text in entry.examples), "")
    call, _, result = example.rpartition(" -> ")
    shown = f"`{call}` → `{result}`" if example else ""
    return f"| {functions} | {' '.join(group[0].documentation.split())} | {shown.replace('|', '&#124;')} |"


if __name__ == "__main__":
    PAGE.write_text(generate(), encoding="utf-8")
