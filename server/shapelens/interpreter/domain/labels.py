"""What the numbers of an array mean, as far as the program shows it: class numbers, one-hot rows, or just numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Shape
from shapelens.shapes.unknown import Unknown

Form: TypeAlias = Literal["integers", "one-hot", "numbers"]

# among so many evenly spread labels per class every class occurs: the chance that one does not is below 1e-8
ENOUGH_PER_CLASS = 20


@dataclass(frozen=True, slots=True)
class Labels:
    """`integers`: whole numbers from 0 to `classes` - 1, whatever the dtype; `one-hot`: along the last axis, which has
    `classes` places, one is 1 and the others 0; `numbers`: anything.

    `complete` says that every class certainly occurs, so that counting them finds `classes`; `reached` that the highest
    does; `spread` that they occur about equally often and in no order, so that any large part of the array has all.
    """

    form: Form
    classes: Size
    complete: bool = False
    spread: bool = False
    reached: bool = False


# the number of classes where each has a folder: nobody has one alone
FOLDERS = Unknown("it is the number of folders")
NUMBERS = Labels("numbers", Unknown("it holds numbers, not classes"))
TRUTHS = Labels("integers", 2)


def integers(classes: Size, *, complete: bool = False, spread: bool = False, reached: bool = False) -> Labels:
    """Class numbers below `classes`."""
    return Labels("integers", classes, complete, spread, reached or complete)


def one_hot(classes: Size) -> Labels:
    """Rows of `classes` places, one of which is 1."""
    return Labels("one-hot", classes)


def drawn(classes: Size, shape: Shape) -> Labels:
    """Class numbers drawn at random, all equally likely."""
    return part_of(integers(classes, spread=True), shape)


def part_of(labels: Labels, shape: Shape) -> Labels:
    """The labels of some elements, which have `shape`, of an array that has `labels`."""
    count = shape if isinstance(shape, Unknown) else product(shape)
    many = isinstance(count, int) and isinstance(labels.classes, int) and count >= ENOUGH_PER_CLASS * labels.classes
    return replace(labels, complete=labels.spread and many, reached=labels.spread and many)


def joined(several: Sequence[Labels | None]) -> Labels | None:
    """The labels of arrays put together: class numbers up to the highest; None where they have not one form."""
    known = [labels for labels in several if labels is not None]
    if not known or len(known) < len(several) or len({labels.form for labels in known}) > 1:
        return None
    first = known[0]
    if first.form == "numbers" or all(labels == first for labels in known):
        return first
    counts = [labels.classes for labels in known if isinstance(labels.classes, int)]
    if len(counts) < len(known):
        return Labels(first.form, Unknown("the number of classes is not known"))
    if first.form == "one-hot" and len(set(counts)) > 1:
        return None
    highest = max(counts)
    largest = [labels for labels in known if labels.classes == highest]
    complete, reached = any(each.complete for each in largest), any(each.reached for each in largest)
    return Labels(first.form, highest, complete, reached=reached)


def either(left: Labels | None, right: Labels | None) -> Labels | None:
    """The labels of an array that is one of two: what holds of both."""
    if left is None or right is None or left.form != right.form:
        return None
    if left == right or left.form == "numbers":
        return left
    if isinstance(left.classes, int) and isinstance(right.classes, int) and left.classes != right.classes:
        # class numbers below the smaller bound are below the larger one too
        return Labels(left.form, max(left.classes, right.classes)) if left.form == "integers" else None
    same = left.classes == right.classes
    return Labels(
        left.form,
        left.classes if same else Unknown("the number of classes is not known"),
        same and left.complete and right.complete,
        left.spread and right.spread,
        same and left.reached and right.reached,
    )
