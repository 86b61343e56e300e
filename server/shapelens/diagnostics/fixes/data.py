"""Fixes of an array where it is given to `fit`, `predict` or `evaluate`, and where it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from math import prod

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.program import Program, fix, place_of
from shapelens.interpreter.domain.analysis import Finding, RelatedKind
from shapelens.shapes.tensors import Dims
from shapelens.syntax.edits.calls import Argument, Call, calls_in, read_call
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.elements import element_spans
from shapelens.syntax.edits.imports import alias_of, import_name
from shapelens.syntax.spans import Span

METHODS = ("fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch")
# what makes batches of pictures, and the argument that says how large they are
_PICTURE_SIZES = ("target_size", "image_size")
# what makes an array of the shape that it is given
_OF_SHAPES = ("zeros", "ones", "empty", "full", "rand", "randn", "random", "normal", "uniform", "reshape")
_COLORS = {1: "grayscale", 3: "rgb", 4: "rgba"}


def given_at(program: Program, position: int, keyword: str, raised: Span | None, method: str = "") -> Span | None:
    """The data or the labels in the call where Keras raises; those of `validation_data`, where it is about them."""
    call = program.call_at(raised)
    if call is None:
        return None
    if method == "validation_data":
        given = call.keyword(method)
        parts = () if given is None else element_spans(program.source, given.value)
        return parts[position] if position < len(parts) else None
    given = call.keyword(keyword) or call.positional(position)
    return None if given is None else given.value


def everywhere(program: Program, span: Span) -> tuple[Span, ...]:
    """The same array in the same call again: `fit(x, x)`."""
    written = program.source.slice(span)
    for method in METHODS:
        for call in calls_in(program.source, method):
            if call.span.contains(span):
                same = [each.value for each in call.arguments if call.text(each) == written]
                return tuple(same) if span in same else (span,)
    return (span,)


def bring_to_shape(program: Program, span: Span, declared: Dims, found: Dims) -> Iterator[Fix | None]:
    """The array at `span` as the model declares it: an axis more, the same numbers in another order of axes."""
    wanted, given = declared[1:], found[1:]
    sizes = [size for size in (*wanted, *given) if isinstance(size, int)]
    are_known = len(sizes) == len(wanted) + len(given)
    if len(given) == len(wanted) == 3 and are_known and given != wanted:
        # a picture, with its channels at the other end
        turned = next((o for o in ((1, 2, 0), (2, 0, 1), *permutations(range(3))) if _turned(given, o) == wanted), None)
        if turned is not None:
            axes = ", ".join(str(axis + 1) for axis in turned)
            yield from added(program, span, f".transpose(0, {axes})", "Transpose the data")
    if len(given) + 1 == len(wanted) and (not are_known or prod(sizes[: len(wanted)]) == prod(sizes[len(wanted) :])):
        yield from give_an_axis(program, span, wanted.index(1) if 1 in wanted[:-1] and wanted[-1] != 1 else -1)
    if are_known and prod(sizes[: len(wanted)]) == prod(sizes[len(wanted) :]):
        shape = ", ".join(map(str, sizes[: len(wanted)]))
        yield from added(program, span, f".reshape(-1, {shape})", "Reshape the data")


def turn(program: Program, span: Span, declared: Dims, found: Dims) -> Iterator[Fix | None]:
    """A table whose samples stand in its columns."""
    if len(found) == len(declared) == 2:
        yield from added(program, span, ".T", "Transpose the data")


def as_samples(program: Program, span: Span, declared: Dims) -> Iterator[Fix | None]:
    """An array with fewer axes than a model takes, as one sample, or as many as there are in it."""
    if all(isinstance(size, int) for size in declared[1:]):
        shape = ", ".join(map(str, declared[1:]))
        yield behind(program, span, f".reshape(1, {shape})", "Take it for one sample")
        yield behind(program, span, f".reshape(-1, {shape})", "Reshape the data")


def reshape_unknown(program: Program, span: Span, declared: Dims, found: Dims) -> Fix | None:
    """Rows of which it is not known how many numbers they have, as the pictures that a model takes: those of a frame,
    too, which has no `reshape` of its own."""
    numpy = alias_of(program.source, "numpy")
    sizes = [size for size in declared[1:] if isinstance(size, int)]
    if numpy is None or len(found) != 2 or isinstance(found[1], int) or len(sizes) != len(declared) - 1:
        return None
    text = f", (-1, {', '.join(map(str, sizes))}))"
    return fix("Reshape the data", program.source.wrapping(span, f"{numpy}.reshape(", text))


def _turned(sizes: Dims, order: tuple[int, ...]) -> Dims:
    return tuple(sizes[axis] for axis in order)


def give_an_axis(program: Program, span: Span, place: int = -1) -> Iterator[Fix | None]:
    """An axis that an array lacks: the last, or the one before the axes of a sample."""
    if place >= 0:
        yield from added(program, span, "[:, None]" if place == 0 else "[..., None, :]", "Add the axis")
    yield from added(program, span, "[..., None]", "Add the last axis")
    if place < 0:
        yield from added(program, span, "[:, None]", "Add an axis of one step")


def added(program: Program, span: Span, text: str, title: str) -> Iterator[Fix | None]:
    """Something behind the array, in brackets where that is more than a name or a call: wherever the same call gets it
    (`fit(x, x)`), or there alone."""
    for places in (everywhere(program, span), (span,)):
        edits: list[Edit] = []
        for place in places:
            edits += program.source.wrapping(place, *_brackets(program, place, text))
        yield fix(f"{title}: `{text}`", edits)


def behind(program: Program, span: Span, text: str, title: str) -> Fix | None:
    """Something behind an array at one place alone."""
    return fix(f"{title}: `{text}`", program.source.wrapping(span, *_brackets(program, span, text)))


def _brackets(program: Program, span: Span, text: str) -> tuple[str, str]:
    written = program.source.slice(span)
    is_plain = re.fullmatch(r"[\w.]+(\[[^\[\]]*\])*", written) or read_call(program.source, span) is not None
    return ("", text) if is_plain else ("(", ")" + text)


def make_otherwise(program: Program, made: Span | None, declared: Dims, found: Dims) -> Iterator[Fix | None]:
    """The call that makes batches of pictures, with another size or colour."""
    call = program.call_at(made)
    if call is not None:
        yield from _pictures(call, declared, found)


def _pictures(call: Call, declared: Dims, found: Dims) -> Iterator[Fix | None]:
    if len(declared) != 4 or len(found) != 4:
        return
    size, channels = declared[1:3], declared[3]
    name = next((each for each in _PICTURE_SIZES if call.keyword(each) is not None), None)
    if name is None and "directory" in call.name:
        name = "target_size" if "flow" in call.name else "image_size"
    edits: list[Edit] = []
    titles = []
    if name is not None and size != found[1:3] and all(isinstance(each, int) for each in size):
        edits += call.set(name, f"({size[0]}, {size[1]})") or ()
        titles.append(f"{name}=({size[0]}, {size[1]})")
    if name is not None and channels != found[3] and isinstance(channels, int) and channels in _COLORS:
        edits += call.set("color_mode", f'"{_COLORS[channels]}"') or ()
        titles.append(f'color_mode="{_COLORS[channels]}"')
    yield fix(f"Write {', '.join(titles)}", edits)


def make_of_shape(program: Program, made: Span | None, declared: Dims, found: Dims) -> Iterator[Fix | None]:
    """`np.zeros((20, 11))`, or `np.random.rand(20, 11)`: the sizes that are wanted, as they are written there."""
    call = program.call_at(made)
    first = None if call is None else _shape_given(call)
    sizes = [size for size in declared[1:] if isinstance(size, int)]
    if call is None or first is None or len(sizes) != len(declared) - 1 or not call.name.endswith(_OF_SHAPES):
        return
    places = element_spans(call.source, first.value)
    if not places and call.positional_count == len(found) and len(found) > 1:
        places = tuple(each.value for each in call.arguments[: len(found)])
    if len(places) not in (len(found), len(found) - 1):
        return
    head = places[: len(places) - len(found) + 1]
    inner = Span(places[0].line, places[0].column, places[-1].end_line, places[-1].end_column)
    text = ", ".join([*(call.source.slice(each) for each in head), *map(str, sizes)])
    yield fix(f"Make it of the shape ({text})", call.source.replacement(inner, text))


def _shape_given(call: Call) -> Argument | None:
    """The shape among the arguments: `zeros((4, 3))`, `normal(0, 1, (4, 3))`, `rand(4, 3)`."""
    named = call.keyword("size") or call.keyword("shape")
    plain = [argument for argument in call.arguments if argument.keyword is None]
    tuples = (argument for argument in plain if element_spans(call.source, argument.value))
    return named or next(tuples, None) or call.positional(0)


def resize(program: Program, span: Span, declared: Dims, found: Dims) -> Fix | None:
    """Pictures of the size that the model takes."""
    size = declared[-3:-1]
    if len(declared) != 4 or declared[3:] != found[-1:] or not all(isinstance(each, int) for each in size):
        return None
    tensorflow = alias_of(program.source, "tensorflow")
    edits: tuple[Edit, ...] = ()
    function = f"{tensorflow}.image.resize"
    if tensorflow is None:
        function, edits = "ops.image.resize", import_name(program.source, "keras", "ops")
    text = f", ({size[0]}, {size[1]}))"
    return fix("Resize the pictures", program.source.wrapping(span, f"{function}(", text), edits)


def repeat_channel(program: Program, span: Span, declared: Dims, found: Dims) -> Fix | None:
    """Grey pictures for a model that takes three channels: the one of them, three times."""
    numpy = alias_of(program.source, "numpy")
    if numpy is None or len(declared) != 4 or declared[3] != 3:
        return None
    lacks_axis = found == declared[:3]
    if not lacks_axis and (len(found) != 4 or found[3] != 1):
        return None
    axis = "[..., None]" if lacks_axis else ""
    edits = program.source.wrapping(span, f"{numpy}.repeat(", f"{axis}, 3, axis=-1)")
    return fix(f"Repeat the channel: `repeat(x{axis}, 3, axis=-1)`", edits)


def one_hot(program: Program, spans: list[Span], classes: int) -> Fix | None:
    """Class numbers as rows of 0 and 1, wherever a model gets them."""
    if not spans:
        return None
    edits: list[Edit] = list(import_name(program.source, "keras.utils", "to_categorical"))
    for span in spans:
        edits += program.source.wrapping(span, "to_categorical(", f", {classes})")
    return fix(f"Write the labels one-hot: `to_categorical(y, {classes})`", edits)


def all_labels(program: Program) -> list[Span]:
    """The labels in every call that takes some, those of `validation_data` too."""
    spans: list[Span] = []
    for method in ("fit", "evaluate", "train_on_batch", "test_on_batch"):
        for call in calls_in(program.source, f".{method}"):
            given = call.keyword("y") or call.positional(1)
            validation = call.keyword("validation_data")
            parts = () if validation is None else element_spans(program.source, validation.value)
            spans += [] if given is None else [given.value]
            spans += parts[1:2]
    return spans


def raised_at(finding: Finding) -> Span | None:
    """The call where Keras would raise."""
    return place_of(finding, RelatedKind.RAISED_IN)
