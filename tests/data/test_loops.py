"""Windows made in loops and comprehensions, however many: what numpy makes of them."""

from __future__ import annotations

import textwrap

import pytest
from tests.data.programs import check, described, variables

from shapelens.interpreter.analyze import analyze

PROGRAMS = {
    "windows appended": """
        series = np.arange(1500.0)
        x, y = [], []
        for i in range(60, len(series)):
            x.append(series[i - 60:i])
            y.append(series[i])
        x, y = np.array(x), np.array(y)
        x = np.reshape(x, (x.shape[0], x.shape[1], 1))
    """,
    "windows until the series ends": """
        series = np.random.rand(500, 3)
        X, y = list(), list()
        for i in range(len(series)):
            end = i + 24
            if end > len(series) - 1:
                break
            X.append(series[i:end, :-1])
            y.append(series[end, -1])
        X, y = np.array(X), np.array(y)
        count = len(X)
    """,
    "windows in a comprehension": """
        data = np.random.rand(3000, 4)
        windows = np.array([data[i:i + 10] for i in range(len(data) - 10)])
        targets = np.array([data[i + 10, 0] for i in range(len(data) - 10)])
        few = np.stack([data[i] for i in range(5)])
        joined = np.concatenate([data[i:i + 2] for i in range(2000)])
        above = np.vstack([data[i:i + 2] for i in range(2000)])
    """,
    "a function that makes windows": """
        def windows(series, size, step=1):
            found = []
            for start in range(0, len(series) - size + 1, step):
                found.append(series[start:start + size])
            return np.asarray(found, dtype="float32")
        coarse = windows(np.zeros((1000, 2)), 50, 7)
        fine = windows(np.zeros((1000, 2)), 50)
    """,
    "numbers appended": """
        sizes = []
        for i in range(200):
            sizes.append(i * 2)
        numbers = np.array(sizes)
        total = len(sizes)
        last = i
    """,
    "every other one": """
        kept = []
        for i in range(300):
            if i % 2 == 0:
                kept.append(np.zeros(3))
        rows = np.array(kept)
    """,
    "the first hundred": """
        kept = []
        for i in range(300):
            if i < 100:
                kept.append(np.zeros(3))
        rows = np.array(kept)
    """,
    "enumerated rows": """
        sequences = np.random.randint(0, 50, (700, 9))
        hot = np.zeros((len(sequences), 50))
        for i, sequence in enumerate(sequences):
            hot[i, sequence] = 1.0
        size = sequence.shape
    """,
    "rows unpacked": """
        pair = np.zeros((2, 5, 3))
        first, second = pair
        for row in np.ones((4, 3)):
            double = row * 2
        both = [r for r in np.ones((4, 3))]
        stacked = np.array(both)
    """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str) -> None:
    check("import numpy as np\n" + textwrap.dedent(PROGRAMS[name]), ignore="i start sequence row")


def test_a_list_of_which_the_length_is_not_known_keeps_the_shape_of_its_items() -> None:
    names = variables(
        "import numpy as np, os\n"
        + textwrap.dedent("""
            images, labels = [], []
            for name in os.listdir("photos"):
                images.append(np.zeros((64, 64, 3), dtype="uint8"))
                labels.append(1 if "cat" in name else 0)
            images = np.array(images)
            labels = np.array(labels)
            same = np.array([np.ones(5) for name in os.listdir("photos")])
            first = images[0]
        """)
    )
    assert described(names["images"]) == "uint8 (?, 64, 64, 3)"
    assert described(names["same"]) == "float64 (?, 5)"
    assert described(names["first"]) == "uint8 (64, 64, 3)"
    assert described(names["labels"]) == "? (?)"


def test_a_counter_is_counted_where_the_budget_allows() -> None:
    names = variables("n = 0\nseen = []\nfor i in range(400):\n    n += 2\n    seen.append(0.5)\n")
    assert names["n"] == 800


def test_what_a_long_loop_changes_otherwise_is_not_known() -> None:
    names = variables(
        textwrap.dedent("""
            seen, rare, count, best = [], [], 0, None
            for i in range(100000):
                count += 1
                best = i
                seen.append(0.5)
                if i > 0 and i % 977 == 0:
                    rare.append(i)
            all_seen, kept = len(seen), len(rare)
        """)
    )
    assert names["all_seen"] == 100000
    assert described(names["count"]) == "?"
    assert described(names["kept"]) == "?"
    assert names["best"] == 99999


def windows(samples: int) -> str:
    """A program that cuts windows out of a long array, and then turns for longer than anyone waits."""
    return "import numpy as np\n" + textwrap.dedent(f"""
        data = np.zeros(({samples}, 4))
        x = []
        for i in range({samples} - 50):
            x.append(data[i:i + 50])
        x = np.array(x)
        for step in range(10**9):
            data = data + 1
    """)


def test_the_work_of_a_long_loop_does_not_grow_with_its_turns() -> None:
    assert described(variables(windows(90_000))["x"]) == "float64 (89950, 50, 4)"
    assert analyze(windows(90_000)).steps <= 1.1 * analyze(windows(9_000)).steps
