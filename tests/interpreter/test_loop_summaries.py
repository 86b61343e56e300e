"""Long loops: what is counted instead of run is what Python itself gives, over random loops whose conditions change
once along the items, or single iterations out."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from tests.data.programs import described, variables

HEAD = "import numpy as np\nxs, out, seen, n = [], [], [], 0\nlast = None\n"
# what an iteration may do; each leaves xs, out, seen and n as lists and a number
STEPS = (
    "xs.append(np.zeros((3,)))",
    "xs.append(np.zeros((i // {cut}, 2)))",
    "n += 1",
    "if len(xs) >= {size}:\n        out.append(np.array(xs))\n        xs = []",
    "if len(xs) >= {size}:\n        last = np.array(xs)",
    "if i >= {cut}:\n        seen.append(i)",
    "if n >= {cut}:\n        break",
    "if i < {cut}:\n        continue",
    "seen.append(i * 2)",
    # one iteration, or a few, alone
    "if i == {cut}:\n        xs.append(np.zeros((9,)))",
    "if i == {cut}:\n        last = np.zeros((i,))",
    "if i % {size} == 3:\n        n += 1",
    "if not i % {cut}:\n        last = np.zeros((n, 2))",
    "if i in (3, {cut}):\n        seen = [np.zeros((7,))]",
    "if {cut} - 2 < i <= {cut}:\n        n = 0",
    "if len(xs) == {size}:\n        xs.append(np.zeros((4,)))",
    "if str(i) == '{cut}':\n        n = -5",
)


def program(seed: int) -> str:
    """A loop of a few steps, over more items than are run one by one."""
    chance = random.Random(seed)
    steps = [
        chance.choice(STEPS).format(size=chance.choice([5, 16, 30]), cut=chance.choice([20, 57, 90, 1000]))
        for _ in range(chance.randrange(2, 5))
    ]
    count = chance.choice([60, 64, 130, 300])
    body = "\n    ".join(steps)
    rare = chance.randrange(8, count)
    masked = f"mask = [0] * {rare} + [1] + [0] * {count}\nfor wanted in mask:\n    if wanted:\n        n = {rare}\n"
    before = masked if chance.random() < 0.2 else ""
    ends = "first = out[0] if out else 0\nends = seen[-1] if seen else 0\n"
    return f"{HEAD}{before}for i in range({count}):\n    {body}\n{ends}"


def real(text: str) -> dict[str, Any] | None:
    """What Python makes of it; None where it raises."""
    names: dict[str, Any] = {}
    try:
        exec(text, names)
    except ValueError:
        # arrays of lists that are not of one shape
        return None
    return names


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_what_is_counted_is_what_python_gives(start: int) -> None:
    judged = 0
    for seed in range(start, start + 20):
        names = real(program(seed))
        if names is None:
            continue
        said = variables(program(seed))
        for name in ("first", "last", "n", "ends"):
            told, is_array = described(said[name]), isinstance(names[name], np.ndarray)
            if is_array and told.startswith("float64 (") and "?" not in told:
                assert told == f"float64 ({', '.join(map(str, names[name].shape))})", (seed, name)
                judged += 1
            elif isinstance(said[name], int):
                assert said[name] == names[name], (seed, name)
                judged += 1
    assert judged > 5
