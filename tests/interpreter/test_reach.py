"""A file that comes to no tensors by its imports is not evaluated; every other one is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.interpreter.test_modules import analyze_file

from shapelens.interpreter.analyze import analyze, analyze_again
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.library_registry import all_library_functions
from shapelens.interpreter.machine.machine import NO_SEARCH
from shapelens.interpreter.machine.module_search import SearchPath
from shapelens.interpreter.modules.reach import Imported, imports_of, is_of_tensors, reach
from shapelens.layers.operations.framework.registry import all_operations

# packages with functions that are known, none of which gives a shape
PLAIN = {
    "absl", "attr", "attrs", "joblib", "matplotlib", "orjson", "packaging", "pkg_resources", "pydantic", "pytest",
    "shapelens", "simplejson", "ujson", "tensor",
}  # fmt: skip


def reaches(text: str, package: str = "", search: SearchPath = NO_SEARCH) -> bool:
    return reach(text, package, search).tensors


@pytest.mark.parametrize(
    "text",
    [
        "import keras",
        "import os, sys, tensorflow as tf",
        "import os, \\\n    numpy as np\n",
        "from keras.layers import (Dense,  # wide\n    Conv2D)",
        "def f():\n    if True:\n        from tensorflow.keras import layers\n",
        "import os; import numpy",
        "try: import jax.numpy as jnp\nexcept ImportError: pass",
        "\ufefffrom keras import layers\n",
        "'''A script.'''\r\nimport keras\r\n",
        "# one\rimport keras\r",
        "\x0cimport keras\n",
        "import importlib\nk = importlib.import_module('keras.layers')",
        "k = __import__(\n    'tf_keras')",
        "from keras_hub.models import Backbone",
        "def f(x):  # shape: (None, 3)\n    return x",
    ],
)
def test_what_imports_tensors_in_any_way_is_evaluated(text: str) -> None:
    assert reaches(text)


@pytest.mark.parametrize(
    "text",
    ["", "x = 1\n", "import os\nfrom re import compile\n", "# import keras\nprint('keras')\n", "important = 1\n"],
)
def test_other_programs_are_not(text: str) -> None:
    assert not reaches(text)
    assert analyze(text) == Analysis("<text>")


def test_imports_are_read_as_they_are_written() -> None:
    text = "import a.b as c, d\nfrom ..e import (f as g,  # h, i\n    j)\nfrom . import k\n"
    assert imports_of(text) == (
        Imported("a.b"),
        Imported("d"),
        Imported("e", 2, ("f", "as", "g", "j")),
        Imported("", 1, ("k",)),
    )


def test_packages_with_rules_are_those_of_tensors_but_for_a_few() -> None:
    paths = [path for operation in all_operations() for path in operation.paths]
    roots = {path.partition(".")[0] for path in (*paths, *all_library_functions())} - sys.stdlib_module_names
    assert {root for root in roots if not is_of_tensors(root)} <= PLAIN
    assert not any(map(is_of_tensors, PLAIN - {"tensor"}))


LEAF = "from keras import layers\ndef head(x):\n    return layers.Dense(3)(x)\n"
MAIN = "from parts import make\nz = make()\n"


def test_modules_of_the_project_are_followed(tmp_path: Path) -> None:
    parts = "from deep.leaf import head\nfrom keras import Input\ndef make():\n    return head(Input((4,)))\n"
    files = {"deep/__init__.py": "", "deep/leaf.py": LEAF, "parts.py": parts, "main.py": MAIN}
    assert analyze_file(tmp_path, files).steps > 0
    # each is looked at alone: `parts` itself names Keras
    indirect = {**files, "parts.py": "from deep.leaf import head\ndef make():\n    return head(1)\n"}
    assert analyze_file(tmp_path, indirect).steps > 0


def test_relative_imports_and_submodules_are_followed(tmp_path: Path) -> None:
    files = {"pack/__init__.py": "", "pack/leaf.py": LEAF, "pack/sub/__init__.py": "from .. import leaf\n"}
    for main in ("from . import leaf\n", "from .leaf import head\n", "from .sub import leaf\n", "import pack.leaf\n"):
        assert analyze_file(tmp_path, {**files, "pack/main.py": main}, "pack/main.py").steps, main
        assert reaches(main, "pack", SearchPath((str(tmp_path),))), main


def test_a_project_without_tensors_is_not_evaluated_and_says_what_it_read(tmp_path: Path) -> None:
    circle = {"parts.py": "import main\nimport os\ndef make(): pass\n", "main.py": MAIN}
    analysis = analyze_file(tmp_path, circle)
    assert (analysis.steps, analysis.sites, analysis.unread) == (0, (), ())
    assert [Path(path).name for path in analysis.imports] == ["main.py", "parts.py"]


def test_installed_packages_are_followed(tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    for name, text in {
        "nets/__init__.py": "from . import unet\n",
        "nets/unet.py": LEAF,
        "plain.py": "import re",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    search = SearchPath((str(tmp_path),), (str(site),))
    assert reaches("from nets import something\n", search=search)
    assert not reaches("import plain\n", search=search)


def test_a_module_of_the_project_with_a_name_of_pythons_is_followed(tmp_path: Path) -> None:
    assert analyze_file(tmp_path, {"code.py": LEAF, "main.py": "from code import head\n"}).steps
    # in the library of Python itself there is nothing to find
    (tmp_path / "os.py").write_text("", encoding="utf-8")
    assert not reaches("from code import head\n", search=SearchPath((str(tmp_path),)))


def test_an_import_that_comes_and_goes_while_it_is_typed() -> None:
    rest = "x = layers.Dense(3)(layers.Input((4,)))\ny = layers.Dense(5)(x)\n"
    history = History()
    for line in ("from keras import layers\n", "from kera import layers\n", "\n", "from keras import layers\n# seen\n"):
        for text in (line + rest, line + rest.replace("4", "6")):
            assert analyze_again(history, text) == analyze(text)
