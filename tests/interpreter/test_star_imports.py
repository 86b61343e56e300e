"""Star imports: what each module has bound when they run, in circles too, as Python itself says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine.module_search import SearchPath, project_folders
from shapelens.shapes.formatting import format_structure

# each prints WIDTHS, the sizes that its program gives to layers, in order
CIRCLES: dict[str, Mapping[str, str]] = {
    "builtins stay what they are": {
        "left": "from right import *\ndef louder(x): return x + bias()\n",
        "right": "from left import *\ndef bias(): return 3\n",
        "main": "from left import *\nWIDTHS = [louder(step) for step in range(len('abc'))]\n",
    },
    "a module sees what the other has bound so far": {
        "left": "WIDTH = 4\nfrom right import *\nWIDTH = 9\n",
        "right": "from left import *\nseen = WIDTH\n",
        "main": "from left import *\nWIDTHS = [seen, WIDTH]\n",
    },
    "what is bound later hides no builtin": {
        "left": "from right import *\ndef max(*numbers): return 7\n",
        "right": "from left import *\ndef largest(): return max(5, 6)\n",
        "main": "from left import *\nWIDTHS = [largest(), max(1, 2)]\n",
    },
    "three modules": {
        "one": "A = 3\nfrom two import *\nB = A + C\n",
        "two": "from three import *\nC = A + D\n",
        "three": "from one import *\nD = A * 2\n",
        "main": "from one import *\nWIDTHS = [A, B, C, D]\n",
    },
    "a star takes the place of what was bound": {
        "left": "A = 3\nB = 4\n_C = 5\nfrom deep import *\n",
        "deep": "D = 6\n",
        "main": "A, B, _C, D = 7, 8, 9, 10\nfrom left import *\nB = 11\nWIDTHS = [A, B, _C, D]\n",
    },
    "what a module declares to export": {
        "left": "A = 3\nB = 4\n__all__ = ['B']\n",
        "main": "A, B = 7, 8\nfrom left import *\nWIDTHS = [A, B]\n",
    },
    "a module that imports itself": {
        "left": "A = 3\nfrom left import *\nB = A + sum([1])\n",
        "main": "from left import *\nWIDTHS = [A, B]\n",
    },
}


@pytest.mark.parametrize("name", CIRCLES)
def test_a_circle_gives_what_python_gives(name: str, tmp_path: Path) -> None:
    layers = "from keras import Input, layers\nfor width in WIDTHS:\n    x = layers.Dense(width)(Input((2,)))\n"
    for module, text in CIRCLES[name].items():
        (tmp_path / f"{module}.py").write_text(text, encoding="utf-8")
    program = [sys.executable, "-c", "import runpy; print(*runpy.run_path('main.py')['WIDTHS'])"]
    variables = {"PYTHONPATH": str(tmp_path)}
    ran = subprocess.run(program, cwd=tmp_path, env=variables, capture_output=True, text=True, check=True)
    path = str(tmp_path / "main.py")
    analysis = analyze(CIRCLES[name]["main"] + layers, path, search=SearchPath(project_folders(path)), strict=True)
    (site,) = (site for site in analysis.sites if site.kind == "layer")
    expected = dict.fromkeys(f"(None, {width})" for width in ran.stdout.split())
    assert [format_structure(output) for output in site.outputs] == list(expected)


ARMS = {
    "the other binds the same": ("from left import *", "from right import *", None),
    "in the other order": (
        "from left import *\n    from right import *",
        "from right import *\n    from left import *",
        None,
    ),
    "one arm has it": ("from left import *", "pass", (3, 5)),
    "a module that is nowhere": ("from left import *", "from nowhere import *", None),
    "both the same": ("from left import *", "from left import *", (3, 5)),
}


@pytest.mark.parametrize("name", ARMS)
def test_what_the_arms_of_a_condition_import_is_what_they_agree_on(name: str, tmp_path: Path) -> None:
    (tmp_path / "left.py").write_text("N = 3\nONE = 5\n", encoding="utf-8")
    (tmp_path / "right.py").write_text("N = 4\n", encoding="utf-8")
    yes, no, known = ARMS[name]
    main = (
        f"import sys\nfrom keras import Input, layers\nif len(sys.argv) > 1:\n    {yes}\nelse:\n    {no}\n"
        "x = layers.Dense(N)(Input((2,)))\n"
    )
    path = str(tmp_path / "main.py")
    search = SearchPath(project_folders(path))
    (site,) = (site for site in analyze(main, path, search=search, strict=True).sites if site.kind == "layer")
    expected = "(None, ?)" if known is None else f"(None, {known[0]})"
    assert [format_structure(output) for output in site.outputs] == [expected]


LIBRARIES = {
    "a base class": (
        "from tensorflow.keras.layers import *\nfrom tensorflow.keras.models import *\n"
        "class Twice(Layer):\n    def call(self, x):\n        return x * 2\n"
        "y = Dense(3)(Twice()(Input((4,))))\n"
    ),
    "operations": (
        "from keras import Input\nfrom keras.ops import *\ny = concatenate([Input((4,)), Input((2,))], axis=1)\n"
    ),
    "numpy": "from keras import layers\nfrom numpy import *\ny = layers.Dense(4)(expand_dims(zeros((5, 2)), 1))\n",
    "what Keras has nothing of": (
        "from keras.layers import *\nfrom keras.optimizers import *\nfrom keras.utils import *\n"
        "y = Dense(7)(Input((4,)))\n"
    ),
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_star_brings_what_a_library_is_known_to_have(name: str) -> None:
    namespace: dict[str, object] = {}
    exec(LIBRARIES[name], namespace)
    sites = [
        site for site in analyze(LIBRARIES[name], strict=True).sites if site.span.line == LIBRARIES[name].count("\n")
    ]
    shapes = [format_structure(output) for site in sites for output in site.outputs]
    assert str(tuple(namespace["y"].shape)) in shapes  # type: ignore[attr-defined]
