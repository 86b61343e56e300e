"""`.keras` files that lie beside a program: the models in them, as real Keras loads them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine import model_search
from shapelens.interpreter.machine.module_search import project_search
from shapelens.shapes.formatting import format_structure

HEAD = "import keras\nfrom keras import layers\n"
# each makes `net`, which is saved and loaded
MODELS = {
    "sequential": "net = keras.Sequential([keras.Input((6,)), layers.Dense(5, activation='relu'), layers.Dense(4)])\n",
    "a graph with a branch": (
        "x = keras.Input((8, 8, 3))\na = layers.Conv2D(4, 3, padding='same')(x)\nb = layers.Conv2D(4, 1)(x)\n"
        "c = layers.Concatenate()([layers.add([a, b]), a])\n"
        "net = keras.Model(x, layers.Dense(3)(layers.Flatten()(c)))\n"
    ),
    "a layer used twice, two outputs": (
        "x = keras.Input((6, 5))\nshared = layers.Dense(5)\ny = shared(shared(x))\n"
        "net = keras.Model(x, [y, layers.LSTM(7)(y)])\n"
    ),
    "wrappers, cells and attention": (
        "x = keras.Input((6, 5))\ny = layers.Bidirectional(layers.LSTM(4, return_sequences=True))(x)\n"
        "y = layers.MultiHeadAttention(2, 3)(y, y)\nnet = keras.Model(x, layers.TimeDistributed(layers.Dense(2))(y))\n"
    ),
    "a model in a model": (
        "inner = keras.Sequential([keras.Input((6,)), layers.Dense(5)])\nx = keras.Input((6,))\n"
        "net = keras.Model(x, layers.Dense(2)(inner(x)))\n"
    ),
    "two inputs": (
        "a, b = keras.Input((6,), name='a'), keras.Input((4,), name='b')\n"
        "net = keras.Model([a, b], layers.Dense(2)(layers.Concatenate()([a, b])))\n"
    ),
}
LOAD = (
    HEAD
    + "net = keras.models.load_model('net.keras')\nfor each in net.outputs:\n    y = layers.Activation('relu')(each)\n"
)


def outputs(folder: Path) -> list[str]:
    path = str(folder / "main.py")
    analysis = analyze(LOAD, path, search=project_search(path, ()), strict=True)
    assert analysis.findings == ()
    layers = [site for site in analysis.sites if site.kind == "layer"]
    return [format_structure(output) for site in layers for output in site.outputs]


@pytest.mark.parametrize("name", MODELS)
def test_the_model_in_a_file_is_what_keras_loads(name: str, tmp_path: Path) -> None:
    namespace: dict[str, Any] = {}
    exec(HEAD + MODELS[name], namespace)
    namespace["net"].save(tmp_path / "net.keras")
    assert outputs(tmp_path) == [str(output.shape) for output in namespace["net"].outputs]


def config(folder: Path, text: str) -> None:
    with zipfile.ZipFile(folder / "net.keras", "w") as archive:
        archive.writestr("config.json", text)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"class_name": "Functional", "config": {}}', '{"class_name": "Own", "config": {}}']
)
def test_a_configuration_that_is_not_followed_is_unknown(tmp_path: Path, text: str) -> None:
    config(tmp_path, text)
    assert set(outputs(tmp_path)) <= {"?"}


def test_a_file_that_is_no_archive_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "net.keras").write_bytes(b"not a zip")
    assert set(outputs(tmp_path)) <= {"?"}


def test_a_configuration_beyond_the_bound_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exec(HEAD + MODELS["sequential"] + f"net.save({str(tmp_path / 'net.keras')!r})\n", {})
    assert outputs(tmp_path) == ["(None, 4)"]
    monkeypatch.setattr(model_search, "MAX_BYTES", 100)
    assert set(outputs(tmp_path)) <= {"?"}
