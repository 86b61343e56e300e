"""A record gives back what was traced, as long as the program is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.traced.records import read_record, write_record
from tests.traced.truth import Ran, Traced, TracedCall

from shapelens.syntax.spans import Span


@pytest.mark.parametrize("name", ["single.py", "several/main.py"])
def test_a_record_is_of_one_text(tmp_path: Path, name: str) -> None:
    program = tmp_path / name
    program.parent.mkdir(exist_ok=True)
    program.write_text("import keras\n", encoding="utf-8")
    path = str(program)
    kept = Traced(
        program,
        "line 1: ValueError",
        1.5,
        (TracedCall(path, 1, 1, 1, 9, "layer", "Dense", ([None, 4], [[2], {"a": [3]}]), ([7, 4],), ()),),
        (Ran(path, Span(1, 1, 1, 13), True, False),),
        ((path, Span(1, 1, 1, 2)),),
        ((path, 1),),
    )
    assert read_record(program) is None
    write_record(kept)
    assert read_record(program) == kept
    assert (tmp_path / "traces").is_dir()
    program.write_text("import keras  # another\n", encoding="utf-8")
    assert read_record(program) is None
