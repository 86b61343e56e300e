"""Text of others as text alone: nothing in it moves a cursor, sets a title, fills a clipboard or turns lines round."""

from __future__ import annotations

import re

# ESC or its one-character form, then CSI, or a string that ends with BEL or ST (OSC, DCS, SOS, PM, APC), or one letter
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_NEW_LINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# marks that turn the direction of text, and letters that nobody sees
_HIDDEN = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
# what is left of control characters, and halves of characters that no encoding writes
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPECIAL = re.compile(r"[^\t\n\x20-\x7e\xa0-\u061b]")


def plain_text(text: str) -> str:
    """A text without what a terminal or an editor would do something about; lines and tabs stay."""
    if _SPECIAL.search(text) is None:
        return text
    text = _HIDDEN.sub("", _NEW_LINE.sub("\n", _SEQUENCE.sub("", text)))
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
