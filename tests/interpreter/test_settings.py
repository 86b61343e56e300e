"""What a program tells libraries and modules: certain where it surely runs, uncertain where it may not (law 4).

Each kind is a statement that sets something, and a layer whose output depends on it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.module_search import SearchPath
from shapelens.shapes.tensors import Tensor

HEAD = """\
import os
import keras
import cfg
import numpy as np
from absl import flags
from keras import Input, layers
flags.DEFINE_integer('width', 3, 'how wide')
"""
CFG = """\
WIDTH = 3
SIZES = [3]
class Settings:
    width = 3
def step(taken=[]):
    taken.append(1)
    return len(taken)
"""

# kind: what sets it, what depends on it, the output without it and with it
KINDS = {
    "image data format": (
        "keras.backend.set_image_data_format('channels_first')", "layers.Conv2D(2, 1)(Input((5, 6, 7)))",
        "(batch, 5, 6, 2)", "(batch, 2, 6, 7)",
    ),
    "image data format of an operation": (
        "keras.config.set_image_data_format('channels_first')",
        "layers.Identity()(keras.ops.image.rgb_to_grayscale(Input((3, 6, 3))))", "(batch, 3, 6, 1)", "(batch, 1, 6, 3)",
    ),
    "floatx": (
        "keras.config.set_floatx('float16')", "layers.Dense(2)(Input((3,)))",
        "(batch, 2) float32", "(batch, 2) float16",
    ),
    "dtype policy": (
        "keras.config.set_dtype_policy('float64')", "layers.Dense(2)(Input((3,)))",
        "(batch, 2) float32", "(batch, 2) float64",
    ),
    "environment": (
        "os.environ['WIDTH'] = '8'", "layers.Dense(int(os.environ.get('WIDTH', '3')))(Input((4,)))",
        "(batch, 3)", "(batch, 8)",
    ),
    "command line flags": (
        "flags.FLAGS.width = 8", "layers.Dense(flags.FLAGS.width)(Input((4,)))", "(batch, 3)", "(batch, 8)",
    ),
    "attribute of a library": (
        "np.float_ = 8", "layers.Dense(np.float_)(Input((4,)))", "(batch, ?)", "(batch, 8)",
    ),
    "attribute of a module": (
        "cfg.WIDTH = 8", "layers.Dense(cfg.WIDTH)(Input((4,)))", "(batch, 3)", "(batch, 8)",
    ),
    "list of a module": (
        "cfg.SIZES.append(8)", "layers.Dense(cfg.SIZES[-1])(Input((4,)))", "(batch, 3)", "(batch, 8)",
    ),
    "attribute of a class of a module": (
        "cfg.Settings.width = 8", "layers.Dense(cfg.Settings.width)(Input((4,)))", "(batch, 3)", "(batch, 8)",
    ),
    "mutable default of a module": (
        "cfg.step()", "layers.Dense(cfg.step())(Input((4,)))", "(batch, 1)", "(batch, 2)",
    ),
}  # fmt: skip
each_kind = pytest.mark.parametrize("kind", KINDS)


def _analysis(tmp_path: Path, text: str) -> Analysis:
    (tmp_path / "cfg.py").write_text(CFG, encoding="utf-8")
    return analyze(HEAD + text, str(tmp_path / "main.py"), search=SearchPath((str(tmp_path),)), strict=True)


def _outputs(analysis: Analysis) -> list[str]:
    """The outputs of the layers in order, each with its dtype."""
    found = []
    for site in analysis.sites:
        if site.kind == "layer":
            (output,) = site.outputs
            assert isinstance(output, Tensor)
            shape = output.shape
            sizes = "?" if not isinstance(shape, tuple) else "(" + ", ".join(map(str, shape)) + ")"
            found.append(f"{sizes} {output.dtype}")
    return found


@each_kind
def test_what_surely_runs_sets_it(kind: str, tmp_path: Path) -> None:
    setting, layer, default, changed = KINDS[kind]
    before, after = _outputs(_analysis(tmp_path, f"a = {layer}\n{setting}\nb = {layer}\n"))
    assert before.startswith(default)
    # the default counts the layer before as well
    assert after.startswith(changed if kind != "mutable default of a module" else "(batch, 3)")


@each_kind
@pytest.mark.parametrize("path", ["if flag", "for _ in flag", "while flag", "try:\n    flag()\nexcept ValueError"])
@pytest.mark.parametrize("read_before", [False, True])
def test_what_may_not_run_leaves_it_uncertain(kind: str, path: str, tmp_path: Path, *, read_before: bool) -> None:
    setting, layer, default, changed = KINDS[kind]
    read = f"first = {layer}\n" if read_before else ""
    analysis = _analysis(tmp_path, f"{read}{path}:\n    {setting}\nz = {layer}\n")
    assert not analysis.findings
    output = _outputs(analysis)[-1]
    assert not output.startswith(changed)
    assert "?" in default or not output.startswith(default)


@each_kind
def test_the_other_path_does_not_see_it(kind: str, tmp_path: Path) -> None:
    setting, layer, default, changed = KINDS[kind]
    first, second = _outputs(_analysis(tmp_path, f"if flag:\n    {setting}\n    a = {layer}\nelse:\n    b = {layer}\n"))
    assert first.startswith(changed)
    assert second.startswith(default)


@each_kind
def test_a_function_that_nothing_calls_sets_it_for_itself(kind: str, tmp_path: Path) -> None:
    setting, layer, default, changed = KINDS[kind]
    text = f"def one():\n    {setting}\n    return {layer}\ndef two():\n    return {layer}\n"
    first, second = _outputs(_analysis(tmp_path, text))
    assert first.startswith(changed)
    assert second.startswith(default)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "of a module" not in kind])
def test_a_method_that_nothing_calls_sets_it_for_itself(kind: str, tmp_path: Path) -> None:
    setting, layer, default, changed = KINDS[kind]
    one = f"    def one(self):\n        {setting}\n        return {layer}\n"
    text = f"class Net:\n{one}    def two(self):\n        return {layer}\n"
    first, second = _outputs(_analysis(tmp_path, text))
    assert first.startswith(changed)
    assert second.startswith(default)


def test_a_name_of_a_module_is_what_it_was_when_it_was_imported(tmp_path: Path) -> None:
    text = "first = cfg.WIDTH\nfrom cfg import WIDTH\ncfg.WIDTH = 8\nx = layers.Dense(WIDTH)(Input((4,)))\n"
    assert _outputs(_analysis(tmp_path, text)) == ["(batch, 3) float32"]
