"""The examples: the figures that each must show, and the same programs in real Keras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.invocation import EXAMPLES, check_json
from tests.examples.real_models import layers_of, models_of, raised_by

WORKING = sorted(EXAMPLES.glob("*.py"))
BROKEN = sorted((EXAMPLES / "broken").glob("*.py"))

FIGURES = {
    "cnn_a": ([[126, 126, 32], [63, 63, 32], [61, 61, 64], [30, 30, 64], [57600], [10]], 595_402),
    "cnn_b": ([[128, 128, 32], [64, 64, 32], [30, 30, 64], [15, 15, 64], [14400], [10]], 196_170),
    "cnn_c": ([[128, 128, 32], [64, 64, 32], [30, 30, 64], [29, 29, 64], [53824], [10]], 590_410),
}

# the line of the fault, the call or argument that is marked, the code, and the numbers that the message must give
FAULTS = {
    "too_many_pools": (13, "MaxPool2D(4)", "SL201", "the input is 1 high: ⌊(1 − 4) / 4⌋ + 1 = 0"),
    "dense_behind_open_size": (
        9,
        'Dense(10, activation="softmax")(flat)',
        "SL204",
        "(None, None) is open (None) there",
    ),
    "skip_misses_by_one": (9, "Concatenate()([convolved, pooled])", "SL206", "have 30 and 29 on axis 1 (height)"),
    "reshape_count": (7, "7 * 7 * 32", "SL207", "takes 3,136 elements, and the input (1568,) has 1,568"),
    "wrong_keyword": (8, "filter=32", "SL301", "Conv2D has no argument `filter`. Did you mean `filters`?"),
}


def report_of(path: Path) -> dict[str, Any]:
    [file] = check_json(path)["files"]
    assert isinstance(file, dict)
    return file


@pytest.mark.parametrize("name", FIGURES)
def test_the_figures_stand_beside_the_lines(name: str) -> None:
    shapes, params = FIGURES[name]
    file = report_of(EXAMPLES / f"{name}.py")
    layers = [hint for hint in file["hints"] if hint["kind"] == "layer"]
    assert [hint["shapes"] for hint in layers] == [[[None, *shape]] for shape in shapes]
    [model] = file["models"]
    assert (model["params"], model["trainable_params"]) == (params, params)
    assert model["inputs"] == [[None, 128, 128, 3]]
    assert model["outputs"] == [[None, 10]]


def test_the_pool_that_moves_by_one_is_noted_and_is_no_error() -> None:
    [note] = report_of(EXAMPLES / "cnn_c.py")["diagnostics"]
    assert (note["code"], note["severity"], note["line"]) == ("SL701", "information", 14)
    assert "30 → 29" in note["message"]


def test_the_u_net_for_any_image_says_which_sizes_join() -> None:
    [note] = report_of(EXAMPLES / "unet_any_size.py")["diagnostics"]
    assert (note["code"], note["severity"], note["line"]) == ("SL702", "information", 18)
    assert note["message"].startswith("H and W must be multiples of 16; nearest to 500: 496 or 512.")


@pytest.mark.parametrize("path", WORKING, ids=lambda path: path.stem)
def test_a_working_example_has_no_error(path: Path) -> None:
    assert [found for found in report_of(path)["diagnostics"] if found["severity"] != "information"] == []


@pytest.mark.parametrize("path", WORKING, ids=lambda path: path.stem)
def test_real_keras_gives_the_same_shapes_and_parameters(path: Path) -> None:
    expected = {name: (model.count_params(), layers_of(model)) for name, model in models_of(path).items()}
    assert expected, f"{path.name} makes no model"
    found = {}
    for model in report_of(path)["models"]:
        layers = [layer for layer in model["layers"] if layer["layer"] not in ("Input", "InputLayer")]
        rows = [(layer["name"], *layer["output"], layer["params"]) for layer in layers]
        found[model["name"]] = (model["params"], rows)
    # Keras numbers the layers of a session, we those of a file: only the order and the rest is compared
    assert _without_names(found) == _without_names(expected)


def _without_names(models: dict[str, Any]) -> dict[str, Any]:
    return {
        name: (params, [(_as_keras_prints(shape), count) for _, shape, count in rows])
        for name, (params, rows) in models.items()
    }


def _as_keras_prints(shape: list[Any]) -> list[Any]:
    """An expression of an open size is `None` in Keras."""
    return [None if isinstance(size, str) and size != "?" else size for size in shape]


@pytest.mark.parametrize("path", WORKING, ids=lambda path: path.stem)
def test_every_layer_call_has_a_hint(path: Path) -> None:
    file = report_of(path)
    lines = {hint["line"] for hint in file["hints"]}
    for model in file["models"]:
        assert {layer["line"] for layer in model["layers"]} <= lines


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_example_has_one_error_where_it_is_broken(path: Path) -> None:
    line, place, code, numbers = FAULTS[path.stem]
    file = report_of(path)
    [error] = [found for found in file["diagnostics"] if found["severity"] == "error"]
    text = path.read_text(encoding="utf-8").splitlines()[error["line"] - 1]
    assert (error["line"], text[error["column"] - 1 : error["end_column"] - 1]) == (line, place)
    assert error["code"] == code
    assert numbers in error["message"]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_nothing_is_claimed_behind_the_error(path: Path) -> None:
    file = report_of(path)
    [error] = [found for found in file["diagnostics"] if found["severity"] == "error"]
    assert [hint for hint in file["hints"] if hint["line"] > error["line"]] == []


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_real_keras_rejects_a_broken_example(path: Path) -> None:
    assert isinstance(raised_by(path), (ValueError, TypeError))


def test_every_broken_example_is_known_here_and_in_the_readme() -> None:
    assert {path.stem for path in BROKEN} == set(FAULTS)
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for path in [*WORKING, *BROKEN]:
        assert f"[`{path.name}`]" in readme
    for path in BROKEN:
        assert f"[{FAULTS[path.stem][2]}]" in readme
