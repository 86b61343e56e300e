"""Calls of products: operands whose axes fit, mostly."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given

DTYPES = ("float32", "float32", "float64", "int32")


def _matmul(draw: Draw) -> dict[str, Any]:
    dtype = draw.pick(*DTYPES)
    rank = draw.pick(2, 2, 3, 4) if draw.library == "tensorflow" and not draw.odd else draw.pick(1, 2, 3, 4)
    left = draw.sizes(rank, 1, 4)
    if draw.odd:
        return {"x1": Given(left, dtype), "x2": Given(draw.sizes(draw.whole(0, 4), 1, 3), dtype)}
    batch = draw.pick((), left[:-2], tuple(draw.pick(1, size) for size in left[:-2]))
    plain = Given((*batch, left[-1], draw.whole(1, 4)), dtype)
    vector = draw.library != "tensorflow" and draw.chance.random() < 0.2
    return {"x1": Given(left, dtype), "x2": Given(left[-1:], dtype) if vector else plain}


def _matmul_transposing(draw: Draw) -> dict[str, Any]:
    call = _matmul(draw)
    for name, argument in (("x1", "transpose_a"), ("x2", "transpose_b")):
        if len(call[name].shape) > 1 and draw.chance.random() < 0.4:
            shape = call[name].shape
            call[name] = Given((*shape[:-2], shape[-1], shape[-2]), call[name].dtype)
            call[argument] = True
    return call


def _matvec(draw: Draw) -> dict[str, Any]:
    left = draw.sizes(draw.whole(2, 4), 1, 4)
    right = draw.sizes(draw.whole(0, 3), 1, 3) if draw.odd else (*draw.pick((), left[:-2]), left[-1])
    return {"x1": Given(left), "x2": Given(right)}


def _dot(draw: Draw) -> dict[str, Any]:
    dtype = draw.pick(*DTYPES)
    left = draw.sizes(draw.pick(1, 2, 2, 3), 1, 4)
    if draw.odd:
        return {"x1": Given(left, dtype), "x2": Given(draw.sizes(draw.whole(0, 3), 1, 3), dtype)}
    right = draw.pick((left[-1], draw.whole(1, 4)), (2, left[-1], 3))
    if draw.library != "backend":
        right = draw.pick(right, left[-1:])
    return {"x1": Given(left, dtype), "x2": Given(right, dtype)}


def _inner(draw: Draw) -> dict[str, Any]:
    left = draw.sizes(draw.pick(1, 2, 3), 1, 4)
    right = (*draw.sizes(draw.whole(0, 2), 1, 4), left[-1] + (draw.whole(0, 1) if draw.odd else 0))
    return {"x1": Given(left), "x2": Given(right)}


def _vectors(draw: Draw) -> dict[str, Any]:
    return {"x1": Given(draw.sizes(1)), "x2": Given(draw.sizes(1))}


def _vdot(draw: Draw) -> dict[str, Any]:
    size = draw.sizes(1)
    return {"x1": Given(size), "x2": Given(draw.sizes(1) if draw.odd else size)}


def _tensordot(draw: Draw) -> dict[str, Any]:
    left = draw.sizes(draw.whole(1, 4), 1, 4)
    count = draw.whole(0, min(2, len(left)))
    right = (*left[len(left) - count :], *draw.sizes(draw.whole(0, 2), 1, 3))
    if draw.odd:
        right = draw.sizes(draw.whole(1, 3), 1, 3)
        return {"x1": Given(left), "x2": Given(right), "axes": draw.pick(1, 2, [[0], [0]], [[-1], [0, 1]])}
    pairs = [list(range(len(left) - count, len(left))), list(range(count))]
    single = [-1, 0] if count == 1 else pairs
    return {"x1": Given(left), "x2": Given(right), "axes": draw.pick(count, pairs, single)}


def _einsum(draw: Draw) -> dict[str, Any]:
    sizes = {letter: draw.whole(1, 5) for letter in "abcdeij"}
    terms = draw.pick(
        ["ab", "bc"],
        ["ab"],
        ["abc", "acd"],
        ["...a", "ab"],
        ["a...b", "b..."],
        ["bqd", "bkd"],
        ["i", "j"],
        ["abcd", "abed"],
    )
    sizes.update(b=draw.whole(1, 4), q=3, k=4)
    letters = sorted(set("".join(terms)) - {"."})
    draw.chance.shuffle(letters)
    result = ("..." if "..." in "".join(terms) else "") + "".join(letters[: draw.whole(0, len(letters))])
    equation = ",".join(terms) + draw.pick("->" + result, "->" + result, "")
    operands = []
    for term in terms:
        dots = draw.pick((), (2,), (2, 3)) if "..." in term else ()
        before, _, after = term.partition("...")
        shape = [*(sizes[letter] for letter in before), *dots, *(sizes[letter] for letter in after)]
        if draw.odd and shape and draw.chance.random() < 0.4:
            shape[0] += 1
        operands.append(Given(tuple(shape)))
    if draw.library == "numpy":
        return {"operands": [equation, *operands]}
    return {"subscripts": equation, "operands": operands}


def _batch_dot(draw: Draw) -> dict[str, Any]:
    left = draw.sizes(draw.whole(2, 4), 1, 4)
    if draw.odd:
        return {
            "x1": Given(left),
            "x2": Given(draw.sizes(draw.whole(1, 4), 1, 3)),
            "axes": draw.pick(None, 1, (1, 1), 0),
        }
    if len(left) == 2 or draw.chance.random() < 0.3:
        return {"x1": Given(left), "x2": Given((left[0], left[-1])), "axes": draw.pick(None, (-1, -1))}
    right = (left[0], left[1], *draw.sizes(draw.whole(1, 2), 1, 3))
    return {"x1": Given(left), "x2": Given(right), "axes": draw.pick(1, (1, 1))}


def _attention(draw: Draw) -> dict[str, Any]:
    batch, heads, size = draw.sizes(3, 1, 3)
    lengths = draw.sizes(2, 1, 4)
    wrong = 1 if draw.odd and draw.pick(True, False) else 0
    key = Given((batch, lengths[1], heads, size + wrong))
    return {"query": Given((batch, lengths[0], heads, size)), "key": key, "value": key}


def _collections(draw: Draw) -> dict[str, Any]:
    width = draw.whole(1, 4)
    before = draw.sizes(draw.whole(0, 2), 1, 3)
    left = (*before, draw.whole(1, 4), width)
    right = draw.sizes(draw.whole(1, 3), 1, 4) if draw.odd else (*draw.pick(before, ()), draw.whole(1, 4), width)
    return {"x": Given(left), "y": Given(right)}


def _rearrange(draw: Draw) -> dict[str, Any]:
    pattern = draw.pick("a b c -> c b a", "a b c -> a (b c)", "a b c -> (c a) b", "a b c -> (a b c)")
    return {"x": Given(draw.sizes(2 if draw.odd else 3, 1, 4)), "pattern": pattern}


CALLS: dict[str, Call] = {
    "batch_dot": _batch_dot,
    "cdist": _collections,
    "dot_product_attention": _attention,
    "rearrange": _rearrange,
    "dot": _dot,
    "einsum": _einsum,
    "inner": _inner,
    "matmul": _matmul,
    "matmul_transposing": _matmul_transposing,
    "matvec": _matvec,
    "outer": _vectors,
    "tensordot": _tensordot,
    "vdot": _vdot,
}
