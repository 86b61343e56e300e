"""Makers of whole calls, for rules whose arguments hang together: by path, by the rule's function, or by its name.

What a maker leaves out, and every call without a maker, is drawn argument by argument (`draws.NAMES`).
"""

from __future__ import annotations

import importlib
import pkgutil

from tests.operations.draws import Call

from shapelens.layers.operations import Operation

_FAMILIES = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
_CALLS: dict[str, Call] = {name: call for family in _FAMILIES for name, call in family.CALLS.items()}


def maker_of(entry: Operation) -> Call | None:
    """What makes the arguments of an operation, if they hang together."""
    keys = (entry.path, entry.rule.__name__, entry.name)
    return next((_CALLS[key] for key in keys if key in _CALLS), None)
