"""Arrays: every variable of these programs has the shape and dtype that numpy gives it."""

from __future__ import annotations

import pytest
from tests.data.programs import check

PROGRAMS = {
    "dtypes of arithmetic": """
        images = np.zeros((8, 28, 28), dtype=np.uint8)
        scaled = images / 255.0
        whole = images // 2
        small = images.astype("float32") / 255
        mixed = small * np.ones(28)
        negative = -small
        power = small ** 2
        truth = small > 0.5
        opposite = ~truth
        both = truth & (small < 0.9)
        counted = truth.astype(int)
    """,
    "axes come and go": """
        x = np.random.rand(10, 28, 28)
        channel = x[..., np.newaxis]
        front = x[None]
        last = np.expand_dims(x, -1)
        back = np.squeeze(last)
        flat = x.reshape(len(x), -1)
        rows = x.reshape((x.shape[0], 28 * 28))
        one = x[0]
        some = x[2:5, ::2]
        turned = x.T
        count = x.size
        rank = x.ndim
        picked = x[[1, 3, 5]]
        corner = x[:, 0, 0]
        ends = x[-3:]
        crossed = x[np.array([0, 1, 2]), np.array([3, 4, 5])]
    """,
    "statistics": """
        x = np.random.rand(20, 5)
        mean = x.mean(axis=0)
        kept = x.std(axis=1, keepdims=True)
        scaled = (x - x.mean(axis=0)) / x.std(axis=0)
        total = x.sum()
        best = np.argmax(x, axis=1)
        order = np.argsort(x[:, 0])
        ranked = x[order]
        low, high = x.min(), x.max()
        stretched = (x - low) / (high - low)
    """,
    "putting together": """
        a, b = np.ones((4, 3)), np.zeros((4, 3), dtype="float32")
        rows = np.vstack([a, b])
        columns = np.hstack((a, b))
        deep = np.dstack([a, b])
        stacked = np.stack([a, b], axis=1)
        listed = np.array([a, b])
        columned = np.column_stack([np.arange(4), np.linspace(0, 1, 4)])
        labels = np.concatenate([np.zeros(4), np.ones(4)])
        left, right = np.split(a, [1], axis=1)
        repeated = np.repeat(a, 2, axis=0)
        tiled = np.tile(a, (2, 1))
    """,
    "one-hot rows": """
        y = np.array([0, 2, 1, 2])
        hot = np.eye(3)[y]
        back = hot.argmax(axis=1)
        highest = np.max(y) + 1
        classes = len(np.unique(y))
    """,
    "known numbers": """
        steps = np.arange(0, 10, 2)
        even = np.linspace(0, 1, 11)
        table = np.array([[1, 2, 3], [4, 5, 6]])
        decimals = np.array([1.0, 2])
        texts = len(np.array([1, 2, 3]))
        halves = len(steps) // 2
    """,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program(name: str) -> None:
    check(programmed(PROGRAMS[name]))


def test_masks_leave_the_count_open() -> None:
    check(
        programmed("""
            x = np.random.rand(50, 3)
            mask = x[:, 1] > 0.5
            kept = x[mask]
            column = x[mask, 0]
            places = np.where(mask)[0]
        """),
        unknown="kept column places",
    )


def programmed(body: str) -> str:
    lines = [line.strip() for line in body.strip().split("\n")]
    return "import numpy as np\n" + "\n".join(lines)
