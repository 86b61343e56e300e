"""SL702 for what rearranges open sizes: real Keras runs for the sizes that are named, and for no others."""

from __future__ import annotations

import pytest
from tests.fidelity.real_keras import keras

from shapelens.diagnostics.conditions import axis_conditions
from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze

HEAD = "import keras\nimport tensorflow as tf\nfrom keras import layers, ops\n"
CASES = {
    "a reshape with a rest": (
        "x = keras.Input((None, 6))\ny = layers.Reshape((-1, 4))(x)",
        "T must be even; nearest to 225: 224 or 226. Reshape is given 6*T elements and gives 4*T + 4*floor(T/2).",
    ),
    "a reshape to one size": (
        "x = keras.Input((None, 2, 3))\ny = layers.Reshape((4, 6))(x)",
        "H must be 4. Reshape is given 6*H elements and gives 24.",
    ),
    "an operation that reshapes": (
        "x = keras.Input((None, 2))\ny = ops.reshape(layers.Dense(5)(x), (-1, 10))\n",
        "",
    ),
    "parts along an axis": (
        "x = keras.Input((None, 3))\ny = ops.concatenate(ops.split(x, 3, axis=1), axis=-1)",
        "T must be a multiple of 3; nearest to 500: 498 or 501. "
        "`split` is given T and gives 3*floor(T/3) on axis 1 (steps).",
    ),
    "parts of what a pool leaves": (
        "x = keras.Input((None, 8, 3))\np = layers.MaxPooling2D(2)(x)\ny, z = ops.split(p, 2, axis=1)",
        "H must be of the form 4·n or 4·n + 1, at least 4; nearest to 250: 249 or 252. "
        "`split` is given floor(H/2) and gives 2*floor(H/4) on axis 1 (height).",
    ),
    "blocks into channels": (
        "x = keras.Input((None, None, 3))\ny = ops.nn.space_to_depth(layers.Conv2D(4, 3)(x), 2)",
        "H and W must be even, at least 4; nearest to 225: 224 or 226. "
        "`space_to_depth` is given H - 2 and gives 2*floor(H/2) - 2 on axis 1 (height).",
    ),
    "a reshape beside a join": (
        "x = keras.Input((None, 4))\nu = layers.UpSampling1D(2)(layers.MaxPooling1D(2)(x))\n"
        "j = layers.Add()([x, u])\ny = layers.Reshape((-1, 12))(j)",
        "T must be a multiple of 6; nearest to 500: 498 or 504. ",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(name: str) -> None:
    source, message = CASES[name]
    found = [each.message for each in diagnose(analyze(HEAD + source, strict=True)) if each.code == "SL702"]
    if not message:
        assert not found
    else:
        [said] = found
        assert said.startswith(message)


@pytest.mark.parametrize("name", [name for name, (_, message) in CASES.items() if message])
def test_keras_runs_for_these_sizes_alone(name: str) -> None:
    source, _ = CASES[name]
    names: dict[str, object] = {}
    exec(HEAD + source, names)
    model = keras.Model(names["x"], names["y"])
    conditions = {each.axis: each for group in axis_conditions(analyze(HEAD + source, strict=True)) for each in group}
    [*_, first] = sorted(conditions)
    ran = set()
    for size in range(1, 27):
        # every open axis of the input gets the same size: here they have the same condition
        shape = [size if each is None else each for each in model.input_shape]
        try:
            model(keras.ops.zeros((2, *shape[1:])))
        except Exception:
            continue
        ran.add(size)
    assert ran == {size for size in range(1, 27) if size in conditions[first].runs}
    assert ran
    assert len(ran) < 26
