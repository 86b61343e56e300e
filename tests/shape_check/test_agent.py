"""What the agent measures with this interpreter's TensorFlow: a large program whose comments say what to expect."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from shapelens.shape_check.check import MeasuredCall, Measurements, Progress, Request
from shapelens.shape_check.process import run_check_blocking
from shapelens.shape_check.result import shape_text

PROGRAMS = Path(__file__).parent / "programs"


def check(path: Path, **fields: object) -> Measurements:
    values: dict = {"text": path.read_text(encoding="utf-8"), **fields}
    return run_check_blocking(Request(sys.executable, str(path), **values))


Gallery = tuple[Measurements, list[Progress], Path]


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    folder = tmp_path_factory.mktemp("gallery")
    path = Path(shutil.copy(PROGRAMS / "gallery.py", folder))
    progress: list[Progress] = []
    request = Request(sys.executable, str(path), path.read_text(encoding="utf-8"))
    return run_check_blocking(request, progress.append), progress, folder


def expected(path: Path) -> dict[int, str]:
    """What the comments of a program say of its lines."""
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    comments = ((number, re.search(r"  # ((?:\w+ )?\[.*)$", line)) for number, line in lines)
    return {number: found.group(1).replace("[", "(").replace("]", ")") for number, found in comments if found}


def measured(calls: tuple[MeasuredCall, ...]) -> dict[int, str]:
    """The same of what was measured."""
    lines: dict[int, list[str]] = {}
    for call in sorted(calls, key=lambda call: (call.line, call.column, call.end_column)):
        shapes = " | ".join(map(shape_text, call.shapes)).replace("[", "(").replace("]", ")")
        lines.setdefault(call.line, []).append(f"{call.layer} {shapes}".strip())
    return {line: "; ".join(texts) for line, texts in lines.items()}


def test_every_call_is_measured_where_it_stands(gallery: Gallery) -> None:
    outcome, _, folder = gallery
    assert (outcome.status, outcome.error) == ("finished", None)
    assert measured(outcome.calls) == expected(folder / "gallery.py")


def test_the_gallery_covers_what_it_says(gallery: Gallery) -> None:
    """The comments are read: a program that said nothing would agree with anything."""
    assert len(expected(gallery[2] / "gallery.py")) > 30


def test_only_what_no_model_holds_is_left_to_inference(gallery: Gallery) -> None:
    outcome, _, folder = gallery
    text = (folder / "gallery.py").read_text(encoding="utf-8").split("\n")
    assert all(call.symbolic == ("[None, " in text[call.line - 1]) for call in outcome.calls)


def test_columns_count_characters(gallery: Gallery) -> None:
    outcome, _, folder = gallery
    text = (folder / "gallery.py").read_text(encoding="utf-8").split("\n")
    calls = {
        text[call.line - 1][call.column - 1 : call.end_column - 1]
        for call in outcome.calls
        if call.line == call.end_line and "🙂" in text[call.line - 1]
    }
    assert calls == {"Dense(4)(Input((3,)))", "Input((3,))", "Dense(6)(x)"}


def test_models_are_known_by_their_names_and_sizes(gallery: Gallery) -> None:
    models = gallery[0].models
    sizes = {model.name: model.params for model in models}
    assert sizes.keys() >= {"listed", "added", "many", "encoder", "siamese", "net", "unet", "top"}
    assert sizes["listed"] == 3 * 3 * 3 * 4 + 4 + 144 * 5 + 5
    assert sizes["encoder"] == sizes["siamese"] == 6 * 3 + 3
    assert sizes["net"] == 50 * 6 + 6 * 2 + 2
    assert [model.params for model in models if model.name == "built"] == [4 * 5 + 5 + 30, 4 * 9 + 9 + 90]
    reasons = {model.name: model.reason for model in models if model.reason is not None}
    assert reasons == {"unknown": "nothing says what goes in: start it with an Input, or build it, or call it"}


def test_a_call_belongs_to_every_model_that_holds_it(gallery: Gallery) -> None:
    outcome, _, _ = gallery
    names = [model.name for model in outcome.models]
    owners = {(call.layer, call.line): sorted(names[i] for i in call.models) for call in outcome.calls}
    assert [owner for (layer, _), owner in owners.items() if layer == "GlobalMaxPooling1D"] == [["top"]]
    assert {layer for (layer, _), owner in owners.items() if owner == ["encoder", "siamese"]} == {"Dense", "InputLayer"}


def test_what_is_not_done_gives_what_a_program_needs(gallery: Gallery) -> None:
    outcome, _, folder = gallery
    assert [line for line in outcome.output.splitlines() if line.split(" ")[0] in PRINTED] == [
        "history ['loss', 'mae', 'squared', 'val_loss', 'val_mae', 'val_squared'] [0.0, 0.0]",
        "evaluate [0.0, 0.0, 0.0] 0.0",
        "predict (10, 9, 2) [5, 5, 5, 5]",
        "mnist (60000, 28, 28) uint8 (10000, 28, 28) imdb (25000,)",
        "download the shape check downloads nothing, and weights.h5 is not in Keras' cache",
        "files []",
    ]
    assert [path.name for path in folder.iterdir()] == ["gallery.py"]


PRINTED = {"history", "evaluate", "predict", "mnist", "download", "files"}


def test_progress_and_versions_are_told(gallery: Gallery) -> None:
    outcome, progress, _ = gallery
    importing = "importing TensorFlow " + ".".join(str(outcome.backend).split(" ")[1].split(".")[:2])
    messages = list(dict.fromkeys(step.message for step in progress))
    assert messages == ["starting Python", importing, "building the model", "running the model"]
    assert [step.state for step in progress[:3]] == ["starting", "importing", "running"]
    last = progress[-1]
    assert 0 < last.done <= last.total
    assert outcome.python == ".".join(map(str, sys.version_info[:3]))
    assert outcome.keras is not None
    assert outcome.keras.startswith("3.")
    assert outcome.backend is not None
    assert outcome.backend.startswith("tensorflow 2.")


def test_one_model_asked_for_by_name(tmp_path: Path) -> None:
    path = Path(shutil.copy(PROGRAMS / "gallery.py", tmp_path))
    outcome = check(path, model="unet", open_size=64)
    assert [model.name for model in outcome.models] == ["unet"]
    assert set(measured(outcome.calls).values()) == {
        "InputLayer (2, 64, 64, 3)",
        "MaxPooling2D (2, 32, 32, 3)",
        "Concatenate (2, 64, 64, 6); UpSampling2D (2, 64, 64, 3)",
    }


UNSAID = """
import keras
unknown = keras.Sequential([
    keras.layers.Dense(3),
])
class Twice(keras.Model):
    def call(self, inputs):
        return inputs["a"] * inputs["b"]
built = keras.Sequential([keras.layers.Dense(4)])
built.build((None, 5))
import local_module
print("value", local_module.VALUE, __name__, __file__)
"""


def test_shapes_that_the_request_says_and_a_program_unlike_the_saved_file(tmp_path: Path) -> None:
    (tmp_path / "local_module.py").write_text("VALUE = 42\n")
    path = tmp_path / "model.py"
    path.write_text("raise SystemExit('the file as it was saved')\n")
    outcome = check(path, text=UNSAID, inputs={"unknown": [(None, 7, 9)]})
    assert outcome.error is None
    assert measured(outcome.calls) == {4: "Dense (2, 7, 3)", 9: "Dense (2, 4)"}
    assert f"value 42 __main__ {path}" in outcome.output
    assert sorted(item.name for item in tmp_path.iterdir()) == ["local_module.py", "model.py"]


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text("import keras\nnet = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])\n")
    outcome = check(path, model="nett")
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.message) == (
        "no-model",
        "no model is named nett; the models are net",
    )
