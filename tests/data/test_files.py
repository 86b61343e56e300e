"""Tables and pictures from files: what is known of them is what the program writes."""

from __future__ import annotations

import pytest
from tests.data.programs import described, variables

HEAD = "import numpy as np\nimport pandas as pd\nimport cv2\nfrom skimage.transform import resize\n"


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("np.loadtxt('pima.csv', delimiter=',')[:, 0:8]", "float64 (?, 8)"),
        ("np.loadtxt('pima.csv', delimiter=',')[:, 8]", "float64 (?)"),
        ("np.loadtxt('pima.csv', delimiter=',')[:, :-1]", "float64 (?, ?)"),
        ("np.loadtxt('pima.csv', delimiter=',', usecols=(0, 2))", "float64 (?, 2)"),
        ("np.loadtxt('numbers.txt')", "?"),
        ("np.genfromtxt('x.csv', delimiter=',', dtype=None)", "?"),
        ("np.genfromtxt('x.csv', delimiter=',', dtype='float32')[:, 1:5]", "float32 (?, 4)"),
        ("cv2.imread('a.png', 0)", "uint8 (?, ?)"),
        ("cv2.resize(cv2.imread('a.png'), (64, 48))", "uint8 (48, 64, 3)"),
        ("cv2.cvtColor(cv2.imread('a.png'), cv2.COLOR_BGR2GRAY)", "uint8 (?, ?)"),
        ("resize(cv2.imread('a.png', 0), (32, 20))", "float64 (32, 20)"),
        ("resize(cv2.imread('a.png'), (32, 20, 3))", "float64 (32, 20, 3)"),
    ],
)
def test_what_comes_from_a_file(expression: str, shown: str) -> None:
    assert described(variables(f"{HEAD}x = {expression}\n")["x"]) == shown


@pytest.mark.parametrize(
    ("expression", "width"),
    [
        ("pd.read_csv('a.csv').iloc[:, 0:8].values", 8),
        ("pd.read_csv('a.csv').values[:, 2:5]", 3),
        ("pd.read_csv('a.csv')[['a', 'b']].values", 2),
        ("(pd.read_csv('a.csv')[['a', 'b']] / 255.0).values", 2),
    ],
)
def test_columns_that_the_program_counts(expression: str, width: int) -> None:
    value = variables(f"{HEAD}x = {expression}\n")["x"]
    assert value.tensor.shape[1] == width
