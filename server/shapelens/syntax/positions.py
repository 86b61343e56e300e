"""Where LibCST's nodes stand in their text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import libcst as cst
from libcst.metadata import CodeRange, PositionProvider

Positions = Mapping[cst.CSTNode, CodeRange]


class _Provider(PositionProvider):
    """LibCST's provider, without the wrapper that visits the whole tree once more for metadata of other kinds."""

    def positions(self, module: cst.Module) -> Positions:
        self._gen_impl(module)
        # they are no lazy values: this provider sets each as it comes to it
        return cast(Positions, self._computed)


def positions_of(module: cst.Module) -> Positions:
    """The place of every node of a freshly parsed module, without the blank space around it."""
    return _Provider().positions(module)
