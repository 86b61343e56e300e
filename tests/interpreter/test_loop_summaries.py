"""Long loops: what is counted instead of run is what Python itself gives, over random loops whose conditions change
once along the items, or single iterations out."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from tests.data.programs import described, variables

HEAD = """import numpy as np
xs, out, seen, n = [], [], [], 0
last = None
table, words, rare = [0] * 400, ['usual'] * 400, {each: 0 for each in range(400)}
table[ODD], words[ODD], rare[ODD] = 1, 'odd', 5
mixed = [each * 37 % 101 for each in range(400)]
"""
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
    # tables that are read by the item, with an odd entry or in no order
    "if table[i]:\n        n = -7",
    "if table[-i - 1]:\n        last = np.zeros((i, 3))",
    "if words[i] == 'odd':\n        seen = [i]",
    "if len(words[i]) < 4:\n        last = np.zeros((i, 4))",
    "if rare[i] > 3:\n        n = -9",
    "if rare.get(i):\n        seen = []",
    "if mixed[i] == {size}:\n        n = i",
    # one iteration that raises
    "try:\n        last = np.zeros((8 // (i - {cut}) + 9,))\n    except ZeroDivisionError:\n        n = -11",
    "try:\n        seen.append(8 % (i - {cut}))\n    except ZeroDivisionError:\n        last = None",
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
    loop = f"for i in range({count}):\n    {body}\n"
    if chance.random() < 0.2:
        # what raises leaves the loop
        cut = chance.randrange(8, count + 9)
        risky = f"{loop}    n = n + 4 // (i - {cut})\n".replace("\n", "\n    ").rstrip()
        loop = f"try:\n    {risky}\nexcept ZeroDivisionError:\n    n = -13\n"
    return f"{HEAD.replace('ODD', str(chance.randrange(8, count)))}{before}{loop}{ends}"


def real(text: str) -> dict[str, Any] | None:
    """What Python makes of it; None where it raises."""
    names: dict[str, Any] = {}
    try:
        exec(text, names)
    except ValueError:
        # arrays of lists that are not of one shape
        return None
    return names


@pytest.mark.parametrize("start", range(0, 400, 40))
def test_what_is_counted_is_what_python_gives(start: int) -> None:
    judged = 0
    for seed in range(start, start + 40):
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
