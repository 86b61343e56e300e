"""Rules are registered by being there, once: the steps of CONTRIBUTING, "Add a layer", followed to the letter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from shapelens.layers.framework.registry import find_function, find_layer, layer
from shapelens.layers.framework.result import Result

ROOT = Path(__file__).parents[2]
# what the block of CONTRIBUTING uses, as the rules beside it import it
IMPORTS = """\
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import require_rank, single, unknown_result
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Step
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

"""
USE = """\
import sys
sys.path.insert(0, {folder!r})
from shapelens.interpreter.analyze import analyze
from shapelens.layers.framework.registry import find_layer
assert find_layer("RepeatedVector") is not None
sites = analyze("from keras import Input, layers\\nx = layers.RepeatedVector(3)(Input((32,)))\\n").sites
[site] = [site for site in sites if site.kind == "layer"]
print([size for size in site.outputs[0].shape[1:]])
"""


def test_a_rule_in_a_new_file_is_registered_by_being_there(tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = re.search(r"## Add a layer\n.*?```python\n(.*?)```", text, re.DOTALL)
    assert block is not None
    package = tmp_path / "shapelens"
    subprocess.run(["cp", "-r", str(ROOT / "server" / "shapelens"), str(package)], check=True)
    rule = block[1].replace("RepeatVector", "RepeatedVector").replace("def repeat_vector", "def repeated_vector")
    (package / "layers" / "families" / "repeated.py").write_text(IMPORTS + rule, encoding="utf-8")
    program = USE.format(folder=str(tmp_path))
    run = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout == "[3, 32]\n"


def test_a_name_cannot_be_registered_twice() -> None:
    def rule(inputs: object, arguments: object) -> Result:
        raise AssertionError

    before = find_layer("Dense"), find_function("add")
    with pytest.raises(ValueError, match="registered twice: Dense"):
        layer("Dense(units, **kwargs)")(rule)
    with pytest.raises(ValueError, match="registered twice: Convolution2D"):
        layer("NewLayer(**kwargs)", aliases=("Convolution2D",))(rule)
    with pytest.raises(ValueError, match="registered twice: add"):
        layer("NewestLayer(**kwargs)", function="add(**kwargs)")(rule)
    assert (find_layer("Dense"), find_function("add")) == before
    assert find_layer("NewLayer") is None
    assert find_layer("NewestLayer") is None
