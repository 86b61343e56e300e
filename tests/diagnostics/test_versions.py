"""What Keras 3 alone refuses: an error where the program surely has it, a warning where that is open, else nothing."""

from __future__ import annotations

import pytest

from shapelens.diagnostics.diagnose import Options, diagnose
from shapelens.environments.keras_versions import FIRST_OF_KERAS_2, SINCE_KERAS_3, KerasInUse
from shapelens.environments.versions import ANY_VERSION, Versions
from shapelens.interpreter.analyze import analyze, analyze_again
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.module_search import SearchPath

HEAD = "import keras\nfrom keras import layers\n"
MODEL = HEAD + "m = keras.Sequential([layers.Input((4,)), layers.Dense(1)])\n"
# programs that Keras 2 takes and Keras 3 does not, and what is said of them
ONLY_KERAS_3 = {
    "a slash in a name": (HEAD + "layers.Conv2D(8, 3, name='block/conv')\n", "SL303"),
    "a number for a shape": (HEAD + "x = keras.Input(784)\ny = layers.Dense(3)(x)\n", "SL303"),
    "lists of numbers": (MODEL + "m.compile('sgd', 'mse')\nm.fit([[1.0, 2, 3, 4]], [1.0])\n", "SL410"),
    "metrics behind the loss": (MODEL + "m.compile('sgd', 'mse', ['mae'])\n", "SL415"),
    "a metric without a list": (MODEL + "m.compile('sgd', 'mse', metrics='mae')\n", "SL415"),
}


def said(text: str, keras: Versions) -> list[tuple[str, str]]:
    analysis = analyze(text, search=SearchPath(keras=KerasInUse(keras, keras)), strict=True)
    return [(each.code, each.severity) for each in diagnose(analysis)]


@pytest.mark.parametrize("name", ONLY_KERAS_3)
def test_what_only_keras_3_refuses(name: str) -> None:
    text, code = ONLY_KERAS_3[name]
    assert (code, "error") in said(text, SINCE_KERAS_3)
    assert (code, "warning") in said(text, ANY_VERSION)
    assert "error" not in [severity for _, severity in said(text, ANY_VERSION)]
    assert said(text, FIRST_OF_KERAS_2) == []


@pytest.mark.parametrize("keras", [SINCE_KERAS_3, ANY_VERSION, FIRST_OF_KERAS_2])
def test_what_every_version_refuses_is_an_error_in_each(keras: Versions) -> None:
    assert ("SL302", "error") in said(HEAD + "layers.Dense()\n", keras)


def test_a_severity_of_the_users_own_holds_for_what_is_reported() -> None:
    text, code = ONLY_KERAS_3["a slash in a name"]
    search = SearchPath(keras=KerasInUse(ANY_VERSION, ANY_VERSION))
    [found] = diagnose(analyze(text, search=search), Options(severity={code: "hint"}))
    assert found.severity == "hint"


def test_shapes_go_on_behind_what_keras_2_takes() -> None:
    text = HEAD + "x = keras.Input(784)\ny = layers.Dense(3, name='a/b')(x)\n"
    analysis = analyze(text, search=SearchPath(keras=KerasInUse(FIRST_OF_KERAS_2, FIRST_OF_KERAS_2)))
    assert str(analysis.calls[-1].outputs[0].shape[-1]) == "3"  # type: ignore[union-attr,index]


def test_an_edit_that_changes_the_keras_of_a_program_is_analysed_anew() -> None:
    text, _ = ONLY_KERAS_3["a slash in a name"]
    search, history = SearchPath(keras=KerasInUse(SINCE_KERAS_3, SINCE_KERAS_3)), History()
    assert len(analyze_again(history, text, search=search).findings) == 1
    older = text.replace("import keras\n", "import tf_keras as keras\n").replace("from keras", "from tf_keras")
    assert analyze_again(history, older, search=search) == analyze(older, search=search)
    assert analyze_again(history, text, search=search) == analyze(text, search=search)


@pytest.mark.parametrize(
    ("keras", "codes"),
    [
        (Versions((3, 15), (3, 16)), [("SL303", "error")]),
        (Versions((3, 0)), [("SL303", "warning")]),
        (Versions((3, 14), (3, 15)), []),
    ],
)
def test_a_number_for_trainable_is_refused_since_3_15(keras: Versions, codes: list[tuple[str, str]]) -> None:
    assert said(HEAD + "x = keras.Input((4,))\ny = layers.Dense(3, trainable=0)(x)\n", keras) == codes


LATER = HEAD + "x = keras.Input((4,))\ny = layers.Dense(3, lora_rank=1, lora_alpha=2)(x)\n"


@pytest.mark.parametrize(
    ("keras", "codes"),
    [
        (Versions((3, 9), (3, 10)), [("SL301", "error")]),
        (Versions((3, 10), (3, 11)), []),
        (Versions((3, 0)), []),
        (ANY_VERSION, []),
        (FIRST_OF_KERAS_2, []),
    ],
)
def test_an_argument_that_came_later_is_refused_where_the_program_is_for_an_earlier_keras(
    keras: Versions, codes: list[tuple[str, str]]
) -> None:
    assert said(LATER, keras) == codes


def test_a_layer_that_came_later_is_unknown_for_an_earlier_keras() -> None:
    text = HEAD + "x = keras.Input((4,))\ny = layers.RMSNormalization()(x)\n"
    for keras, shown in ((Versions((3, 8), (3, 9)), False), (Versions((3, 9), (3, 10)), True), (ANY_VERSION, True)):
        analysis = analyze(text, search=SearchPath(keras=KerasInUse(keras, keras)))
        assert ("RMSNormalization" in {seen.layer for site in analysis.sites for seen in site.observations}) == shown
        assert analysis.findings == ()
