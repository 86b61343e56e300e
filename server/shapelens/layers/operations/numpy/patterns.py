"""Operations that a text describes: the equation of `einsum`, the pattern of `rearrange`."""

from __future__ import annotations

import re

from shapelens.layers.framework.formulas import broadcast_shapes
from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import promoted_list, same
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.framework.values import Undetermined
from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Dims, known_different
from shapelens.shapes.unknown import Unknown


@operation(
    "keras.ops.einsum(subscripts, *operands, **kwargs)",
    "tensorflow.[linalg.]einsum(equation: subscripts, *inputs: operands, **kwargs)",
    "numpy.einsum(*operands, out=None, optimize=False, **kwargs)",
    dtype=promoted_list("operands"),
    examples=("keras.ops.einsum('bqd,bkd->bqk', float32[None, 4, 3], float32[None, 5, 3]) -> float32[None, 4, 5]",),
)
def einsum(arguments: Arguments) -> Shapes:
    """What the equation says: a letter is one size wherever it stands."""
    equation, operands = arguments["subscripts"], arguments["operands"]
    if arguments.library == "numpy" and operands:
        equation, operands = operands[0], operands[1:]
    if not isinstance(equation, str) or not isinstance(operands, tuple):
        return Unknown("the equation is not known")
    inside, arrow, result = equation.replace(" ", "").partition("->")
    terms = inside.split(",")
    if len(terms) != len(operands):
        raise Undetermined(Unknown("the equation is for another number of tensors"))
    shapes = [Arguments(arguments.declaration, {"x": operand}).shape("x") for operand in operands]
    if not arrow and (arguments.library == "keras" or (arguments.library == "tensorflow" and "..." in inside)):
        raise Undetermined(Unknown("the equation does not say which axes are left"))
    sizes: dict[str, Size] = {}
    dots: Dims = ()
    for term, shape in zip(terms, shapes, strict=True):
        dots = broadcast_shapes(dots, _note_term(term, shape, sizes, stretch=arguments.library == "numpy"))
    if not arrow:
        letters = re.sub(r"[^A-Za-z]", "", inside)
        result = "..." * ("..." in inside) + "".join(sorted(x for x in set(letters) if letters.count(x) == 1))
    if any(letter not in sizes for letter in result.replace("...", "")):
        raise Undetermined(Unknown("the equation names an axis of no tensor"))
    before, dotted, after = result.partition("...")
    if dots and not dotted and arguments.library != "numpy":
        raise Undetermined(Unknown("the equation drops the axes of `...`"))
    return (*(sizes[letter] for letter in before), *(dots if dotted else ()), *(sizes[letter] for letter in after))


def _note_term(term: str, shape: Dims, sizes: dict[str, Size], *, stretch: bool) -> Dims:
    """Note the size of each letter of a term; what `...` stands for is given back. numpy lets a size of 1 stretch."""
    before, dotted, after = term.partition("...")
    count = len(shape) - len(before) - len(after)
    if count < 0 or (count and not dotted):
        reason = f"`{term}` in the equation has {len(before + after)} axes"
        raise Reject(AxisMismatch(0, len(before + after), len(shape), shape, reason))
    named = [*zip(before, range(len(before)), strict=True)]
    named += [*zip(after, range(len(shape) - len(after), len(shape)), strict=True)]
    for letter, place in named:
        known = sizes.get(letter, shape[place])
        if known_different(known, shape[place]) and 1 not in (known, shape[place]):
            raise Reject(AxisMismatch(place, known, shape[place], shape, f"the equation calls it `{letter}`"))
        if known_different(known, shape[place]) and not stretch:
            raise Undetermined(Unknown("an axis of size 1 meets another size"))
        if letter not in sizes or known == 1 or (isinstance(shape[place], int) and shape[place] != 1):
            sizes[letter] = shape[place]
    return shape[len(before) : len(before) + count]


@operation(
    "keras.ops.rearrange(tensor: x, pattern, **axes_lengths)",
    dtype=same("x"),
    examples=("keras.ops.rearrange(float32[2, 8, 6, 3], 'b h w c -> b (h w) c') -> float32[2, 48, 3]",),
)
def rearrange(arguments: Arguments) -> Shapes:
    """The axes as the pattern names them; names in parentheses are one axis together."""
    shape, pattern = arguments.shape("x"), arguments.known("pattern")
    before, arrow, after = str(pattern).partition("->")
    if not arrow or "..." in pattern:
        raise Undetermined(Unknown("the pattern is not followed"))
    groups = _groups(before)
    arguments.require_rank(shape, exactly=len(groups))
    sizes: dict[str, Size] = {}
    for names, size in zip(groups, shape, strict=True):
        if len(names) != 1:
            raise Undetermined(Unknown("the pattern takes an axis apart"))
        sizes[names[0]] = size
    if any(name not in sizes for names in _groups(after) for name in names):
        raise Undetermined(Unknown("the pattern names an axis of its own"))
    return tuple(product(sizes[name] for name in names) for names in _groups(after))


def _groups(side: str) -> list[list[str]]:
    """One side of a pattern: the names of each axis."""
    parts = re.findall(r"\(([^)]*)\)|([^\s()]+)", side)
    return [inside.split() if not alone else [alone] for inside, alone in parts]
