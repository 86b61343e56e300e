"""What real Keras gives on each line of a program: the outermost call that ends there."""

from __future__ import annotations

import builtins
from typing import Any

from shapelens_agent.instrument import ENTER, LEAVE, Site, instrument


def shapes_by_line(program: str) -> tuple[dict[int, list[Any]], Exception | None]:
    """The shapes seen on each line, in order, and what the program raised."""
    code, sites = instrument(program, "<guide>")
    values: list[tuple[Site, Any]] = []

    def leave(index: int, _token: object, value: Any) -> Any:
        values.append((sites[index], value))
        return value

    setattr(builtins, ENTER, lambda: None)
    setattr(builtins, LEAVE, leave)
    raised: Exception | None = None
    try:
        exec(code, {"__name__": "__main__"})
    except Exception as error:
        raised = error
    finally:
        delattr(builtins, ENTER)
        delattr(builtins, LEAVE)
    outermost: dict[int, Site] = {}
    for site, _ in values:
        best = outermost.get(site.end_line)
        if best is None or (site.end_column, -site.column) > (best.end_column, -best.column):
            outermost[site.end_line] = site
    found: dict[int, list[Any]] = {}
    for site, value in values:
        if outermost[site.end_line] == site:
            found.setdefault(site.end_line, []).append(_shape(value))
    return found, raised


def _shape(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_shape(item) for item in value]
    if hasattr(value, "shape"):
        return tuple(value.shape)
    try:
        # a layer in the list of a Sequential model
        return tuple(value.output.shape)
    except (AttributeError, ValueError):
        return None
