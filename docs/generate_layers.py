"""Write docs/layers.md from the registry: `python docs/generate_layers.py`. A test compares the page with this."""

from __future__ import annotations

import inspect
from itertools import groupby
from pathlib import Path

from shapelens.environments.versions import KERAS_3, version_text
from shapelens.layers.framework.registry import Example, Layer, all_layers

# what `Result.macs` counts
COSTS = """
    Hover shows the multiply-adds of a layer for one sample: each product of an input and a weight, or of two inputs
    (attention, `Dot`), that is summed up with others. The zeros of a padding count as inputs do; a transposed
    convolution has its kernel at every input position. Adding a bias, activations, normalization, scaling, pooling,
    Fourier transforms and looking up an embedding count nothing. They are compared with the products in the graph that
    TensorFlow makes of the layer.
"""
PAGE = Path(__file__).with_name("layers.md")


def generate() -> str:
    """The page: every layer by family, its rule in words, and one example."""
    entries = sorted(all_layers(), key=lambda entry: entry.family)
    names = sum(1 + len(entry.aliases) for entry in entries)
    lines = [
        "# The layers that ShapeLens knows",
        "",
        f"{len(entries)} layers under {names} names. Written by `python docs/generate_layers.py` from the declarations",
        "in `server/shapelens/layers/`; each example is a test, and every rule is compared with real Keras over random",
        "calls ([fidelity.md](fidelity.md)), with open sizes as well ([symbolic.md](symbolic.md)).",
        "",
        *inspect.cleandoc(COSTS).splitlines(),
    ]
    for family, members in groupby(entries, key=lambda entry: entry.family):
        lines += ["", f"## {family.replace('_', ' ').capitalize()}", "", "| layer | rule | example |", "|---|---|---|"]
        lines += [_row(entry) for entry in members]
    return "\n".join(lines) + "\n"


def _row(entry: Layer) -> str:
    names = [f"`{entry.name}`", *(f"`{alias}`" for alias in entry.aliases)]
    if entry.function is not None:
        names.append(f"`{entry.function}(...)`")
    rule = " ".join(entry.documentation.split())
    if entry.since != KERAS_3:
        rule += f" Since Keras {version_text(entry.since)}."
    example = _example(entry.examples[0]) if entry.examples else ""
    return f"| {', '.join(names)} | {rule} | {example} |"


def _example(example: Example) -> str:
    inputs = ", ".join(map(str, example.inputs.values())) if isinstance(example.inputs, dict) else example.inputs
    return f"`{example.call}`: `{inputs}` → `{example.output}`"


if __name__ == "__main__":
    PAGE.write_text(generate(), encoding="utf-8")
