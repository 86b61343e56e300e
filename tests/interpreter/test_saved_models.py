"""Models that are saved, described, cloned and made again: what real Keras gives for the same program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.interpreter.annotated import check

from shapelens.interpreter.analyze import analyze
from shapelens.shapes.formatting import format_structure

HEAD = """import keras
import numpy as np
from keras import layers
chain = keras.Sequential([keras.Input((6,)), layers.Dense(5), layers.Dense(4)])
start = keras.Input((6,))
wire = keras.Model(start, layers.Dense(3)(start))
wire.compile("sgd", "mse")
a = np.zeros((8, 6))
"""
# each makes `again`, which is called on `a`
PROGRAMS = {
    "saved and loaded": "chain.save('m.keras')\nagain = keras.models.load_model('m.keras')\n",
    "in a name, by the function": (
        "place = 'best' + '.keras'\nkeras.saving.save_model(wire, place)\n"
        "again = keras.saving.load_model(filepath=place)\n"
    ),
    "what was saved is what is loaded": (
        "chain.save('m.keras')\nchain.add(layers.Dense(9))\nagain = keras.models.load_model('m.keras')\n"
    ),
    "the last one counts": (
        "for model in (chain, wire):\n    model.save('m.keras')\nagain = keras.models.load_model('m.keras')\n"
    ),
    "a checkpoint of fit": (
        "kept = keras.callbacks.ModelCheckpoint('k.keras', monitor='loss')\n"
        "wire.fit(a, np.zeros((8, 3)), callbacks=[keras.callbacks.TerminateOnNaN(), kept], verbose=0)\n"
        "again = keras.models.load_model('k.keras')\n"
    ),
    "a configuration": "again = keras.Sequential.from_config(chain.get_config())\n",
    "a configuration of a model": "config = wire.get_config()\nagain = keras.Model.from_config(config)\n",
    "a text": "text = chain.to_json()\nagain = keras.models.model_from_json(text)\n",
    "a clone": "again = keras.models.clone_model(wire)\n",
    "serialized": ("again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(chain))\n"),
    "in a function of the program": (
        "def store(model, path):\n    model.save(path)\n    return path\n"
        "again = keras.models.load_model(store(chain, 'm.keras'))\n"
    ),
}


def output_of(text: str) -> str:
    """What is said of the last call."""
    sites = [site for site in analyze(text, strict=True).sites if site.span.line == text.count("\n")]
    return format_structure(sites[0].outputs[-1]) if sites else "?"


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_model_that_is_made_again_gives_what_keras_gives(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HEAD + PROGRAMS[name] + "result = again(a)\n"
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {}
    exec(text, namespace)
    assert output_of(text) == str(tuple(namespace["result"].shape))


@pytest.mark.parametrize(
    "text",
    [
        # who wrote it?
        "again = keras.models.load_model('other.keras')\n",
        "chain.save(unknown())\nagain = keras.models.load_model('m.keras')\n",
        # weights are no model
        "kept = keras.callbacks.ModelCheckpoint('k.weights.h5', save_weights_only=True)\n"
        "wire.fit(a, np.zeros((8, 3)), callbacks=[kept])\nagain = keras.models.load_model('k.weights.h5')\n",
    ],
)
def test_what_is_not_known_to_be_written_is_unknown(text: str) -> None:
    assert output_of(f"from elsewhere import unknown\n{HEAD}{text}result = again(a)\n") == "?"


def test_of_two_models_under_one_path_either_may_be_loaded() -> None:
    text = (
        f"from elsewhere import unknown\n{HEAD}"
        "if unknown():\n    chain.save('m.keras')\nelse:\n    wire.save('m.keras')\n"
        "again = keras.models.load_model('m.keras')\nresult = again(a)\n"
    )
    sites = [site for site in analyze(text, strict=True).sites if site.span.line == text.count("\n")]
    assert {format_structure(output) for output in sites[0].outputs} == {"(8, 4)", "(8, 3)"}


def test_a_model_saved_on_one_path_is_shown_where_it_is_loaded() -> None:
    text = f"from elsewhere import unknown\n{HEAD}if unknown():\n    chain.save('m.keras')\n"
    assert output_of(f"{text}again = keras.models.load_model('m.keras')\nresult = again(a)\n") == "(8, 4)"


def test_weights_in_several_files_are_named_by_a_list_of_them() -> None:
    check("""
        model = keras.Sequential([Input((4,)), Dense(3)])
        model.save_weights("model.weights.json", max_shard_size=0.25)
        model.save_weights("model.weights.json")  #! FileEnding
    """)
