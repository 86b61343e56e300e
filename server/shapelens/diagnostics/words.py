"""Words that several messages share: shapes, axes, counts and lists as one would say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shapelens.interpreter.domain.analysis import Related, RelatedKind
from shapelens.layers.framework.registry import has_trait
from shapelens.shapes.expressions import Size
from shapelens.shapes.formatting import format_shape, format_size
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.cells import NO_CELLS, Cells
from shapelens.syntax.spans import Span

ADJECTIVES = {"height": "high", "width": "wide", "depth": "deep", "steps": "long"}

_CHANNEL_AXES = {
    3: ("batch", "steps", "channels"),
    4: ("batch", "height", "width", "channels"),
    5: ("batch", "depth", "height", "width", "channels"),
}


_STEPS = ("batch", "steps", "features")


def shape_text(shape: Dims) -> str:
    """`(None, 30, 30, 64)`, as Keras prints it."""
    return format_shape(shape)


def count_text(count: Size) -> str:
    """`14,400`; `None` for an open count."""
    return f"{count:,}" if isinstance(count, int) else format_size(count)


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 axis`, `2 axes`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def listed(words: Sequence[str], conjunction: str = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def lines_text(cells: Cells, spans: Iterable[Span]) -> str:
    """`line 12`, `lines 3 and 5 to 9`, and in a notebook `line 2 of cell 5`."""
    by_cell: dict[int | None, list[str]] = {}
    several: set[int | None] = set()
    for span in spans:
        (number, first), (_, last) = cells.place(span.line), cells.place(span.end_line)
        text = str(first) if first == last else f"{first} to {last}"
        if text not in by_cell.setdefault(number, []):
            by_cell[number].append(text)
        if first != last or len(by_cell[number]) > 1:
            several.add(number)
    return listed(
        [
            f"line{'s' if number in several else ''} {listed(texts)}" + ("" if number is None else f" of cell {number}")
            for number, texts in by_cell.items()
        ]
    )


def line_text(cells: Cells, line: int) -> str:
    """`line 12`, or `line 2 of cell 5`."""
    return lines_text(cells, [Span(line, 1, line, 1)])


def budget_text(budget: int) -> str:
    """The budget of an analysis, with the setting that raises it."""
    return f"the budget of {budget:,} steps (setting `shapelens.analysis.stepBudget`)"


_RELATED: dict[RelatedKind, str] = {
    RelatedKind.LAYER_MADE: "the {name} layer is made here",
    RelatedKind.LABELS_MADE: "the labels are made here",
    RelatedKind.ARRAY_MADE: "the array is made here",
    RelatedKind.INPUT_DECLARED: "the model declares its input here",
    RelatedKind.LOSS: "the loss is {name}",
    RelatedKind.RAISED_IN: "Keras raises here, in `{name}`",
    RelatedKind.FAILS_INSIDE: "{name} inside does not fit",
    RelatedKind.SHAPE_GIVEN: "this gives",
    RelatedKind.GIVES_IT: "{name} gives it",
}


def related_text(place: Related) -> str:
    """What another place has to do with the finding: `the labels are made here: (100, 10)`."""
    words = _RELATED[place.kind].format(name=place.name or "a call")
    return words if place.shape is None else f"{words}: {format_shape(place.shape)}"


def reason_text(unknown: Unknown, cells: Cells = NO_CELLS) -> str:
    """Why a value is unknown, with the line where knowledge was lost."""
    return unknown.reason if unknown.line is None else f"{unknown.reason} ({line_text(cells, unknown.line)})"


def axis_text(axis: int, rank: int, layer: str = "") -> str:
    """`the last axis` or `axis 1 (height)`: axes count from 0, the batch first, as `layer` counts them.

    An operation takes any array: its axes have no names. Nor have five, unless a layer counts them.
    """
    position = axis % rank if rank else axis
    if position == rank - 1:
        return "the last axis"
    names = _axis_names(layer, rank)
    return f"axis {position} ({names[position]})" if names else f"axis {position}"


def _axis_names(layer: str, rank: int) -> tuple[str, ...]:
    if is_operation(layer):
        return ()
    if is_recurrent(layer) and rank in _CHANNEL_AXES:
        return ("batch", "steps", *_CHANNEL_AXES[rank - 1][1:-1], "features") if rank > 3 else _STEPS
    return _CHANNEL_AXES.get(rank, ()) if rank < 5 or layer.endswith("3D") else ()


def is_operation(layer: str) -> bool:
    """Whether what failed is a function or an operator on arrays, as it is spoken of or called: no layer."""
    return bool(layer) and not layer[0].isupper()


def axes_taken(layer: str, rank: int) -> str:
    """The axes of a layer's input by name, `(batch, height, width, channels)`; nothing where a layer takes any."""
    if is_recurrent(layer):
        names: tuple[str, ...] = _STEPS
    elif layer.endswith(("1D", "2D", "3D")):
        names = _CHANNEL_AXES.get(rank, ())
    elif layer == "Flatten":
        names = ()
    else:
        names = ("batch", "features") if rank == 2 else ()
    return f" ({', '.join(names)})" if len(names) == rank else ""


def is_recurrent(layer: str) -> bool:
    """Whether a layer takes a sequence and gives its last state."""
    return has_trait(layer, "recurrent")


def spoken(name: str) -> str:
    """Operations are named as code (`+`, `add`); layers are capitalised."""
    return f"`{name}`" if is_operation(name) else name


def given(argument: str | None) -> str:
    """` for `argument``, where the fault lies in one argument of the call."""
    return f" for `{argument}`" if argument else ""


def legacy_advice(today: str, advice: Sequence[str], left_out: Sequence[str] = ()) -> str:
    """What to write for an old spelling, and what is left to do where nothing means the same."""
    write = f"write {today} instead" if today else ""
    leave = f"leave {listed(left_out)} out" if left_out else ""
    sentences = [", and ".join(filter(None, (write, leave))), *advice]
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences if sentence)
