"""A slice as the user reads it: the text, and behind it what is not run and what stands in for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shapelens.shape_check.slices.program import Skipped, Slice

NOTES = (
    "This is what ShapeLens runs of the program, on zeros, in a process of its own. Blank lines are left out.",
    "`fit` computes one loss on two samples and trains nothing; `predict` and `evaluate` give zeros; the data sets of",
    "keras.datasets are zeros of their shapes; a loop that trains is run once; no weights are loaded or saved.",
)


def shown(sliced: Slice, place: Callable[[int], str] = str) -> str:
    """The text of a slice with its notes; `place` writes a line's number."""
    return sliced.text.rstrip("\n") + "\n\n" + "".join(f"# {note}\n" for note in (*NOTES, *_losses(sliced, place)))


def skipped_text(skipped: Skipped, place: Callable[[int], str] = str) -> str:
    """`line 12 is not run: it reads a file`."""
    needs = "" if skipped.cause is None else f"it needs {_named(place(skipped.cause))}, and "
    return f"{_named(place(skipped.line))} is not run: {needs}{skipped.reason}"


def _named(place: str) -> str:
    return place if ":" in place else f"line {place}"


def _losses(sliced: Slice, place: Callable[[int], str]) -> Iterator[str]:
    for skipped in sliced.skipped:
        yield f"The models need more: {skipped_text(skipped, place)}."
