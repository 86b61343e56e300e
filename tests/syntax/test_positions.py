"""Where nodes stand, compared with LibCST's own provider, node by node."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from tests.fuzz.mutate import ROOT

from shapelens.syntax.positions import Positions

FILES = sorted(
    [*ROOT.glob("examples/**/*.py"), *ROOT.glob("tests/traced/programs/*.py"), *ROOT.glob("server/**/syntax/*.py")]
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_node_stands_where_libcst_says(path: Path) -> None:
    wrapper = MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8")), unsafe_skip_copy=True)
    positions, known = Positions(wrapper.module), wrapper.resolve(PositionProvider)
    assert known
    for node, place in known.items():
        assert isinstance(place, CodeRange)
        bounds = (place.start.line, place.start.column + 1, place.end.line, place.end.column + 1)
        assert positions.span(node).bounds == bounds, type(node)
