"""SL212: an input that looks as if its channels stood first, and is read with the channels last.

Keras runs it, with three rows of many channels in the place of a picture, until nothing is left of the rows (SL201).
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelens.diagnostics.channels_order import ChannelsFirst, find_channels_first
from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.fixes.declared import declare_channels_last
from shapelens.diagnostics.words import shape_text
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.domain.problems import SPELLINGS


def find(analysis: Analysis) -> Iterator[Report]:
    """One report for each such input of a file in which nothing is known to fail."""
    if any(not isinstance(finding.problem, SPELLINGS) for finding in analysis.findings):
        return
    for found in find_channels_first(analysis):
        yield Report(found.span, f"{words(found)} That runs, and is hardly meant.")


def words(found: ChannelsFirst) -> str:
    """`The input (None, 3, 224, 224) looks as if its channels stood first, and Conv2D reads 3 as its height. ...`"""
    channels = found.shape[1]
    return (
        f"The input {shape_text(found.shape)} looks as if its channels stood first, and {found.layer} reads {channels} "
        f"as the height. Declare {shape_text(found.last[1:])} and transpose the data, or give the layers "
        '`data_format="channels_first"`.'
    )


CHECK = Check("SL212", "channels-order", "warning", find, propose=declare_channels_last)
