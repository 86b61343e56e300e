"""`string`: its alphabets."""

from __future__ import annotations

import string

from shapelens.interpreter.machine.library_registry import constants

constants({
    f"string.{name}": getattr(string, name)
    for name in ("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "punctuation")
})  # fmt: skip
