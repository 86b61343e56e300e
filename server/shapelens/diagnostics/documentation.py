"""Where the page of a code is."""

from __future__ import annotations

_PAGES = "https://github.com/shapelens/shapelens/blob/main/docs/diagnostics"


def href(code: str) -> str:
    """The address of the page that says what a code means, with a broken program and its repair."""
    return f"{_PAGES}/{code}.md"
