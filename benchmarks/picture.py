"""The table as a picture: a bar per figure that has a goal, on a scale of multiples of that goal."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from benchmarks.figures import Figure, shown

WIDTH, ROW, TOP, LEFT, RIGHT = 1_000, 26, 46, 520, 110
# from a hundredth of a goal to ten times
LEAST, MOST = -2.0, 1.0
MET, MISSED, INK, FAINT = "#2a9d60", "#d1495b", "#57606a", "#d0d7de"


def draw(figures: Sequence[Figure]) -> str:
    """An SVG."""
    rows = [figure for figure in figures if figure.limit is not None]
    height = TOP + ROW * len(rows) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"',
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
    ]
    for power in range(int(LEAST), int(MOST) + 1):
        place, label = _place(10**power), "goal" if power == 0 else f"{10**power:g} × goal"
        ink = INK if power == 0 else FAINT
        parts.append(f'<line x1="{place}" y1="{TOP - 8}" x2="{place}" y2="{height - 10}" stroke="{ink}"/>')
        parts.append(f'<text x="{place}" y="{TOP - 16}" text-anchor="middle" fill="{INK}">{label}</text>')
    for number, figure in enumerate(rows):
        parts += _bar(figure, TOP + ROW * number)
    return "\n".join([*parts, "</svg>\n"])


def _bar(figure: Figure, top: int) -> list[str]:
    end, color = _place(figure.worse), MET if figure.holds else MISSED
    title = figure.title.replace("`", "")
    title = title if len(title) <= 84 else title[:82] + "…"
    return [
        f'<text x="{LEFT - 10}" y="{top + 15}" text-anchor="end" fill="{INK}">{escape(title)}</text>',
        f'<rect x="{LEFT}" y="{top + 3}" width="{max(1.0, end - LEFT):.1f}" height="{ROW - 9}" fill="{color}"/>',
        f'<text x="{end + 6:.1f}" y="{top + 15}" fill="{INK}">{shown(figure.value)} {figure.unit}</text>',
    ]


def _place(multiple: float) -> float:
    """Where a multiple of the goal lies, from left to right."""
    power = min(MOST, max(LEAST, math.log10(max(multiple, 1e-9))))
    return round(LEFT + (WIDTH - LEFT - RIGHT) * (power - LEAST) / (MOST - LEAST), 1)
