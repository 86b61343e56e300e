"""The quick share of the fuzzing: mutated programs, and inputs made to hurt."""

from __future__ import annotations

import pytest
from tests.fuzz.run import check_text, failures


def test_mutated_programs_never_raise() -> None:
    assert [failure.error for failure in failures(300, seed=1)] == []


@pytest.mark.parametrize(
    "text",
    [
        "while True: pass\n",
        "for i in range(10**9): pass\n",
        "x = [0] * 10**9\ny = 'a' * 10**9\nz = 2 ** 10**9\n",
        "def f(x): return g(x)\ndef g(x): return f(x)\nf(1)\n",
        "x = [" + "1, " * 100_000 + "]\n",
        "x = " + "[" * 200 + "]" * 200 + "\n",
        "x = " + " + ".join(["1"] * 3000) + "\n",
        "a = []\na.append(a)\nb = {'a': a}\nb['b'] = b\nprint(a == b, a in a)\nimport copy\nc = copy.deepcopy(a)\n",
        "from keras.layers import Dense\nx = Dense(3)\nx = x(x)\nDense(x)(Dense)\n",
        "class A(A): pass\nclass B(object): pass\nB.__init__(1)\nB()()\nsuper().x\n",
        "import keras\nm = keras.Sequential()\nm.add(m)\nm.build((None, 3))\nm(m)\n",
        "from keras import Input, Model\nx = Input((3,))\nm = Model(x, x)\nm(m(x))\nModel([], [])\nModel(1, 2)\n",
        "from keras import Input, layers\nx = Input((4, 8))\nlayers.MultiHeadAttention(2, 4)(x, nothing, key=print)\n",
        "getattr()\ngetattr(name='x')\nhasattr()\nsetattr()\n",
        "\x00\x00\x00",
        "\ufeff\ufeffx = 1",
        "def f(*, a, **k): return f(a=k, **k)\nf(a=1)\n",
        "x: int\ny: 'Float[Tensor, \"b ...\"]' = x  # shape: (1, 2\n",
    ],
)
def test_inputs_made_to_hurt(text: str) -> None:
    check_text(text)
