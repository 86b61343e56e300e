"""The table of names that are gone against real Keras: it lacks each under the roots that are said, and has today's."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from tests.fidelity.real_keras import keras

from shapelens.layers.legacy.names import MODULES, NAMES, GoneName, find_gone_name, tensorflow_path

ROOTS = ("keras", "tensorflow.keras")


def real(path: str) -> Any:
    """What a dotted path leads to in real Keras; None where it leads nowhere."""
    value: Any = keras
    if path.startswith("tensorflow."):
        import tensorflow as tf

        value = tf.keras
    inner = path.removeprefix("tensorflow.").partition(".")[2]
    try:
        for name in inner.split("."):
            value = getattr(value, name)
    except (AttributeError, ImportError):
        return None
    return value


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("name", NAMES)
def test_keras_lacks_what_is_said_to_be_gone(root: str, name: str) -> None:
    gone = NAMES[name].keras if root == "keras" else NAMES[name].tensorflow
    assert (real(f"{root}.{name}") is None) == gone


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("name", NAMES)
def test_keras_has_what_is_said_to_have_taken_its_place(root: str, name: str) -> None:
    path = f"{root}.{name}"
    gone = find_gone_name(path)
    if gone is not None:
        assert gone.today or gone.written or gone.advice
    for today in [] if gone is None else [gone.today, tensorflow_path(path)]:
        assert not today or real(today) is not None


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("module", MODULES)
def test_modules_that_have_moved(root: str, module: str) -> None:
    assert real(f"{root}.{module}") is None
    assert real(f"{root}.{MODULES[module]}") is not None


def test_every_name_of_the_backend_is_either_there_or_in_the_table() -> None:
    old = {name for name in dir(real("tensorflow.keras.backend")) if not name.startswith("_")}
    assert old - set(dir(keras.backend)) <= {name.removeprefix("backend.") for name in NAMES}


FLOATS = np.arange(1, 7, dtype="float32").reshape(2, 3) / 7
# calls as they were written, by the name of the function
CALLS = {
    **dict.fromkeys("mean sum max min prod std var all any argmax argmin softmax relu elu flatten".split(), "({0})"),
    **dict.fromkeys("expand_dims cumsum cumprod int_shape ndim dtype sqrt get_value eval shape".split(), "({0})"),
    **dict.fromkeys("mean sum max argmax softmax expand_dims cumsum l2_normalize".split(), "({0}, axis=0)"),
    **dict.fromkeys("pow maximum minimum equal greater less not_equal less_equal".split(), "({0}, 1.5)"),
    "l2_normalize": "({0}, 1)", "concatenate": "([{0}, {0}])", "stack": "([{0}, {0}])", "dot": "({0}, {1})",
    "permute_dimensions": "({0}, pattern=(1, 0))", "clip": "({0}, min_value=0.2, max_value=0.5)",
    "gather": "({0}, [1, 0])", "reverse": "({0}, axes=1)", "one_hot": "([0, 2], num_classes=4)",
    "repeat_elements": "({0}, 2, axis=1)", "repeat": "({0}, 2)", "tile": "({0}, [1, 2])", "squeeze": "({2}, 0)",
    "reshape": "({0}, (3, 2))", "cast": "({0}, 'int32')", "constant": "(2)", "arange": "(5)", "eye": "(size=3)",
    "categorical_crossentropy": "({0}, {0})", "binary_crossentropy": "({0}, {0})", "transpose": "({0})",
    "sparse_categorical_crossentropy": "(np.array([1, 2]), {0})", "greater_equal": "({0}, {0})",
    "batch_flatten": "({0})", "zeros": "((2, 3))", "ones": "((2, 3))",
}  # fmt: skip
COMPUTED = (
    "abs cos exp log round sigmoid sign sin softplus softsign square tanh zeros_like ones_like stop_gradient".split()
)


@pytest.mark.parametrize(("name", "call"), [*CALLS.items(), *((name, "({0})") for name in COMPUTED)])
def test_the_call_of_today_gives_what_the_old_one_gave(name: str, call: str) -> None:
    gone = find_gone_name(f"keras.backend.{name}")
    assert gone is not None
    arguments = re.findall(r"\{\d\}|[^(),=\[\]]+", call)
    assert arguments or call == "()"
    names = {"K": real("tensorflow.keras.backend"), "keras": keras, "np": np}
    import tensorflow as tf

    values = {"{0}": tf.constant(FLOATS), "{1}": tf.constant(FLOATS.T), "{2}": tf.constant(FLOATS[None])}
    text = call
    for number, mark in enumerate(values):
        text, names[f"v{number}"] = text.replace(mark, f"v{number}"), values[mark]
    old = eval(f"K.{name}{text}", names)
    new = eval(_of_today(f"K.{name}{text}"), {**names, "ops": keras.ops, "K": keras.backend, "tf": tf})
    assert np.allclose(*(np.array(each, dtype="float32") for each in (old, new))) if name != "dtype" else old == new


def _of_today(text: str) -> str:
    """An expression after its fixes."""
    from shapelens.diagnostics.fixes.everything import fix_everything
    from shapelens.interpreter.analyze import analyze

    head = "import keras\nimport numpy as np\nfrom keras import backend as K, ops\nimport tensorflow as tf\n"
    head += "v0 = np.ones((2, 3))\nv1 = np.ones((3, 2))\nv2 = np.ones((1, 2, 3))\n"
    program = f"{head}result = {text}\n"
    fixed = fix_everything(program, analyze(program), analyze).text
    assert "K." not in fixed.removeprefix(head).replace("keras.backend", ""), fixed
    return fixed.removeprefix(head).removeprefix("result = ")


def test_a_name_under_another_root_and_one_that_moved_twice() -> None:
    assert find_gone_name("tf_keras.backend.mean") is None
    assert find_gone_name("tensorflow.keras.backend.mean") is None
    assert find_gone_name("tensorflow.keras.losses.mean_squared_error") is not None
    assert find_gone_name("keras.losses.mean_squared_error") is None
    moved = find_gone_name("keras.utils.training_utils.multi_gpu_model")
    assert isinstance(moved, GoneName)
    assert moved.advice
    assert not moved.today
