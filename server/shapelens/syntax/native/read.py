"""Lower a text by Python's own parser."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from shapelens.syntax import lowered as low
from shapelens.syntax.native.places import Places
from shapelens.syntax.native.statements import lower_body


@dataclass(frozen=True, slots=True)
class Lowered:
    """Some statements, and whether they yield."""

    statements: low.Block
    yields: bool


def lower_natively(text: str, line: int = 1, inside: bool = False) -> Lowered | None:
    """The statements of a text that begins on `line`, and is indented where it is the `inside` of something.

    None where this Python does not parse it, be it that its grammar is too old.
    """
    # one line more, above the first
    places = Places("class _:\n" + text, line - 1) if inside else Places(text, line)
    try:
        body = ast.parse(places.text).body
        if inside:
            (around,) = body
            assert isinstance(around, ast.ClassDef)
            body = around.body
        return Lowered(lower_body(places, body), places.yields)
    except (SyntaxError, ValueError, RecursionError, MemoryError, KeyError):
        # ValueError: more or less than one statement, a zero byte; KeyError: a node that is newer than the lowering
        return None
