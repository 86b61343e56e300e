"""How many columns of a terminal a text takes."""

from __future__ import annotations

import unicodedata

TAB = 8


def display_width(text: str) -> int:
    """The columns that `text` takes from column 0 on: tabs reach to the next stop, CJK and emoji take two."""
    width = 0
    for character in text:
        if character == "\t":
            width += TAB - width % TAB
        elif not unicodedata.combining(character):
            width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width
