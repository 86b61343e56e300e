"""Calls of `x[key]`."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given


def _slice(draw: Draw, size: int) -> slice:
    bounds = [draw.pick(None, draw.whole(-size - 1, size + 1)) for _ in range(2)]
    return slice(bounds[0], bounds[1], draw.pick(None, None, 1, 2, -1))


def _key(draw: Draw, size: int) -> Any:
    if draw.odd and draw.chance.random() < 0.2:
        return draw.pick(size, -size - 1, size + 2)
    plain = [draw.whole(-size, size - 1), _slice(draw, size), _slice(draw, size), slice(None)]
    if draw.library == "operator" and draw.chance.random() < 0.25:
        return draw.pick([0], [0, -1, 0], Given(draw.sizes(draw.whole(0, 2), 1, 3), "int64"))
    return draw.pick(*plain)


def _getitem(draw: Draw) -> dict[str, Any]:
    keys = [_key(draw, size) for size in draw.shape[: draw.whole(0, len(draw.shape))]]
    for new in (None, ...):
        if draw.chance.random() < 0.3:
            keys.insert(draw.whole(0, len(keys)), new)
    if draw.odd and draw.chance.random() < 0.1:
        keys += [0] * 5
    whole = len(keys) == 1 and draw.chance.random() < 0.5
    return {"x": draw.tensor(), "key": keys[0] if whole else tuple(keys)}


CALLS: dict[str, Call] = {"getitem": _getitem}
