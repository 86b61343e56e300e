"""docs/operations.md says what the registry says."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_page_is_up_to_date() -> None:
    generate = runpy.run_path(str(DOCS / "generate_operations.py"))["generate"]
    page = (DOCS / "operations.md").read_text(encoding="utf-8")
    assert page == generate(), "run: python docs/generate_operations.py"
