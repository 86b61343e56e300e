"""Imports from other files: read as text, never imported."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.machine.module_search import project_search, read_file, search_for
from shapelens.shapes.formatting import format_structure


def analyze_file(
    folder: Path, files: dict[str, str], main: str = "main.py", installed: tuple[str, ...] = ()
) -> Analysis:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    search = project_search(str(folder / main), installed)
    return analyze(files[main], str(folder / main), search=search, strict=True)


def shapes(analysis: Analysis) -> list[str]:
    return [format_structure(output) for site in analysis.sites for output in site.outputs]


BLOCKS = "from keras.layers import Conv2D\nWIDTH = 8\ndef block(x, n=1):\n    return Conv2D(WIDTH * n, 3)(x)\n"
IMAGE = "from keras import Input\nfrom keras.layers import Flatten, Dense\nx = Input((8, 8, 3))\n"


def test_a_file_that_is_written_again_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "sizes.py"
    for age in (0, 3_600):
        for text in ("WIDTH = 1\n", "WIDTH = 2\n", "WIDTH = 3\n"):
            # as long as before, and at once after that; or as old
            path.write_text(text, encoding="utf-8")
            os.utime(path, (time.time() - age,) * 2)
            assert read_file(str(path)) == text
    path.unlink()
    assert read_file(str(path)) is None


def test_a_module_beside_the_file(tmp_path: Path) -> None:
    main = "from blocks import block, WIDTH\nimport blocks as b\n" + IMAGE + "y = block(x)\nz = b.block(y, n=2)\n"
    analysis = analyze_file(tmp_path, {"blocks.py": BLOCKS, "main.py": main + "w = Dense(WIDTH)(z)\n"})
    # the lines of blocks.py are its own file's: only what this file's lines give is shown
    assert shapes(analysis) == ["(None, 8, 8, 3)", "(None, 4, 4, 8)"]
    assert analysis.models == ()


def test_a_package_with_relative_imports_and_reexports(tmp_path: Path) -> None:
    files = {
        "net/__init__.py": "from .models.build import make\nfrom .config import *\n",
        "net/config.py": "UNITS = 5\n_HIDDEN = 1\n",
        "net/models/__init__.py": "",
        "net/models/build.py": "from ..config import UNITS\nfrom keras.layers import Dense\n"
        "def make(x):\n    return Dense(UNITS)(x)\n",
        "main.py": "import net\nfrom net import make, UNITS\n" + IMAGE + "y = Dense(UNITS + 1)(make(Flatten()(x)))\n"
        "z = Dense(net.config.UNITS)(y)\n",
    }
    analysis = analyze_file(tmp_path, files)
    assert [format_structure(site.outputs[0]) for site in analysis.sites if site.span.line in {6, 7}] == [
        "(None, 6)",
        "(None, 192)",
        "(None, 5)",
    ]


def test_a_file_inside_a_package(tmp_path: Path) -> None:
    files = {
        "net/__init__.py": "",
        "net/blocks.py": BLOCKS,
        "net/train.py": "from .blocks import block\nfrom net.blocks import WIDTH\n"
        + IMAGE
        + "y = Dense(WIDTH)(block(x))\n",
    }
    assert shapes(analyze_file(tmp_path, files, "net/train.py"))[-1] == "(None, 6, 6, 8)"


def test_modules_that_import_each_other_end(tmp_path: Path) -> None:
    files = {
        "a.py": "from b import other\nvalue = 3\n",
        "b.py": "from a import value\nother = 4\n",
        "main.py": "from a import value, other\n" + IMAGE + "y = Dense(value + other)(x)\n",
    }
    assert shapes(analyze_file(tmp_path, files))[-1] == "(None, 8, 8, 7)"


def test_an_installed_package_is_read_where_it_is_used(tmp_path: Path) -> None:
    files = {
        "site/layerlib/__init__.py": "from layerlib.heads import head\nimport broken_everywhere\nraise SystemExit\n",
        "site/layerlib/heads.py": "from keras import layers\nUNITS = 6\nwhile True:\n    pass\n"
        "def head(x):\n    return layers.Dense(UNITS)(x)\n",
        "app/main.py": "from layerlib import head\n" + IMAGE + "y = Flatten()(head(x))\n",
    }
    analysis = analyze_file(tmp_path, files, "app/main.py", (str(tmp_path / "site"),))
    assert shapes(analysis)[-1] == "(None, 384)"


def test_statements_of_an_installed_module_run_for_what_they_change(tmp_path: Path) -> None:
    files = {
        "site/zoo/__init__.py": "from .tables import SIZES, unit\nfrom .framework import layers\n",
        "site/zoo/tables.py": "SIZES = {}\nSIZES['a'] = 3\nSIZES.update(b=4)\nclass Options: pass\n"
        "setattr(Options, 'units', 5)\ndef unit():\n    return Options.units\n",
        "site/zoo/framework.py": "layers = other = None\ndef use(name):\n    global layers, other\n"
        "    if name == 'keras':\n        import keras\n    layers = keras.layers\n    other = 1\n"
        "try:\n    use('keras')\nexcept ImportError:\n    use('other')\n",
        "app/main.py": "import zoo\n"
        + IMAGE
        + "y = zoo.layers.Dense(zoo.SIZES['a'] + zoo.SIZES['b'])(x)\nz = Dense(zoo.unit())(y)\n",
    }
    analysis = analyze_file(tmp_path, files, "app/main.py", (str(tmp_path / "site"),))
    assert shapes(analysis)[-2:] == ["(None, 8, 8, 7)", "(None, 8, 8, 5)"]


def test_a_module_whose_attribute_is_set(tmp_path: Path) -> None:
    files = {
        "config.py": "UNITS = 2\n",
        "main.py": "import config\nimport keras\nconfig.UNITS = 9\nkeras.utils.old_layers = keras.layers\n"
        + IMAGE
        + "y = Dense(config.UNITS)(x)\nz = keras.utils.old_layers.Dense(4)(y)\n",
    }
    assert shapes(analyze_file(tmp_path, files))[-2:] == ["(None, 8, 8, 9)", "(None, 8, 8, 4)"]


def test_a_fault_in_another_file_is_shown_on_the_call_that_led_there(tmp_path: Path) -> None:
    blocks = "from keras.layers import Reshape\ndef squash(x):\n    return Reshape((7, 7))(x)\n"
    main = "from blocks import squash\n" + IMAGE + "\n\ny = squash(x)\n"
    (finding,) = analyze_file(tmp_path, {"blocks.py": blocks, "main.py": main}).findings
    assert (finding.span.line, finding.layer) == (7, "Reshape")
    assert finding.related[-1].path == str(tmp_path / "blocks.py")


def test_a_module_that_cannot_be_found_is_unknown(tmp_path: Path) -> None:
    analysis = analyze_file(tmp_path, {"main.py": "from nowhere import f\n" + IMAGE + "y = Dense(3)(f(x))\n"})
    assert analysis.findings == ()
    (reason,) = [site.outputs[0] for site in analysis.sites if site.span.line == 5]
    assert "nowhere.f" in str(reason)


def test_what_a_module_prints_or_writes_is_not_run(tmp_path: Path) -> None:
    files = {
        "tool.py": "open('written.txt', 'w').write('x')\nUNITS = 2\n",
        "main.py": "from tool import UNITS\n" + IMAGE + "y = Dense(UNITS)(x)\n",
    }
    assert shapes(analyze_file(tmp_path, files))[-1] == "(None, 8, 8, 2)"
    assert not (tmp_path / "written.txt").exists()


def test_site_packages_are_found_beside_an_interpreter(tmp_path: Path) -> None:
    packages = tmp_path / "lib" / "python3.12" / "site-packages"
    packages.mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    assert search_for(str(tmp_path / "main.py"), str(tmp_path / "bin" / "python")).installed == (str(packages),)


VERSIONS = (
    "import keras, tensorflow as tf\nfrom packaging import version\nfrom distutils.version import LooseVersion\n"
    "from importlib.metadata import version as version_of\nfrom six.moves import xrange\n"
    + IMAGE
    + "old = version.parse(tf.__version__) < version.parse('2.10.0') or tf.keras.__version__.startswith('2.')\n"
    "if LooseVersion(keras.__version__) >= LooseVersion('3.0') and not old:\n    units = int(version_of('keras')[0])\n"
    "else:\n    units = 7\nfor _ in xrange(2):\n    x = Dense(units)(x)\n"
)


def test_a_program_that_asks_for_versions(tmp_path: Path) -> None:
    assert shapes(analyze_file(tmp_path, {"main.py": VERSIONS}))[-1] == "(None, 8, 8, 3)"


def test_the_version_is_that_of_the_interpreter(tmp_path: Path) -> None:
    (tmp_path / "site" / "Keras-2.9.0.dist-info").mkdir(parents=True)
    (tmp_path / "site" / "tensorflow_intel-2.9.1.dist-info").mkdir()
    analysis = analyze_file(tmp_path, {"main.py": VERSIONS}, installed=(str(tmp_path / "site"),))
    assert shapes(analysis)[-1] == "(None, 8, 8, 7)"


def test_a_class_that_uses_what_a_layer_of_keras_has_inside(tmp_path: Path) -> None:
    main = (
        "import keras\nfrom somewhere import unknown\nfrom keras import ops, layers\n"
        "class Cached(layers.MultiHeadAttention):\n"
        "    def call(self, query, value, key=None):\n        if unknown(): print(self._num_heads)\n"
        "        q = self._query_dense(query)\n"
        "        k = self._key_dense(value if key is None else key)\n        v = self._value_dense(value)\n"
        "        mixed, scores = self._compute_attention(q, k, v)\n        return self._output_dense(mixed)\n"
        "class Scaled(layers.Dense):\n    def call(self, x):\n"
        "        return ops.matmul(x, self.kernel) * 2 + self.bias\n"
        "x, y = keras.Input((5, 12)), keras.Input((7, 10))\nz = Cached(num_heads=3, key_dim=4)(x, y)\n"
        "w = Scaled(6)(z)\n"
    )
    (tmp_path / "main.py").write_text(main, encoding="utf-8")
    search = search_for(str(tmp_path / "main.py"), sys.executable)
    found = shapes(analyze(main, str(tmp_path / "main.py"), search=search, strict=True))
    assert {"(None, None, 3, 4)", "(None, 5, 12)", "(None, 5, 6)"} <= set(found)
    assert "?" not in found


def test_variables_of_the_environment(tmp_path: Path) -> None:
    main = (
        "import os\nos.environ['UNITS'] = '5'\nos.environ.setdefault('UNITS', '6')\n"
        + IMAGE
        + "units = int(os.environ.get('UNITS', 7)) + int(os.environ['UNITS']) + int(os.getenv('OTHER', '20'))\n"
        "y = Dense(units)(x)\nz = Dense(int(os.environ.get('NOBODY')))(x)\n"
    )
    assert shapes(analyze_file(tmp_path, {"main.py": main}))[-2:] == ["(None, 8, 8, 30)", "(None, 8, 8, ?)"]


def test_a_star_brings_what_its_module_took_from_keras(tmp_path: Path) -> None:
    files = {
        "parts.py": "from keras import Input\nfrom tensorflow.keras.layers import Conv2D, concatenate as join\n",
        "main.py": "from parts import *\nx = Input((8, 8, 3))\ny = Conv2D(4, 3)(join([x, x]))\n",
    }
    assert shapes(analyze_file(tmp_path, files)) == ["(None, 8, 8, 3)", "(None, 6, 6, 4)", "(None, 8, 8, 6)"]


KIT = {"kit/__init__.py": "", "kit/parts.py": "UNITS = 6\n"}


@pytest.mark.parametrize("main", ["kit/net.py", "run.py", "tools/run.py"])
def test_a_repository_that_is_a_package_itself(tmp_path: Path, main: str) -> None:
    text = "from kit.parts import UNITS\n" + IMAGE + "y = Dense(UNITS)(x)\n"
    files = {"repo/__init__.py": "", "repo/tools/__init__.py": ""}
    files |= {f"repo/{name}": content for name, content in {**KIT, main: text}.items()}
    assert shapes(analyze_file(tmp_path, files, main=f"repo/{main}"))[-1] == "(None, 8, 8, 6)"


def test_a_folder_of_the_package_hides_no_installed_one_and_the_root_of_the_repository_does(tmp_path: Path) -> None:
    files = {"repo/__init__.py": "", "site/kit/__init__.py": "", "site/kit/parts.py": "UNITS = 9\n"}
    main = "from kit.parts import UNITS\n" + IMAGE + "y = Dense(UNITS)(x)\n"
    files |= {f"repo/{name}": content for name, content in {**KIT, "net/__init__.py": "", "net/main.py": main}.items()}
    installed = (str(tmp_path / "site"),)
    analysis = analyze_file(tmp_path, files, main="repo/net/main.py", installed=installed)
    assert shapes(analysis)[-1] == "(None, 8, 8, 9)"
    files["repo/setup.py"] = ""
    analysis = analyze_file(tmp_path, files, main="repo/net/main.py", installed=installed)
    assert shapes(analysis)[-1] == "(None, 8, 8, 6)"


PRIVATE = """import keras
from keras import layers
from keras.src import backend
from keras.src.backend import standardize_data_format
from keras.src.ops.operation_utils import compute_conv_output_shape
from keras.src.utils.argument_validation import standardize_padding, standardize_tuple
from tensorflow.python.keras.utils import conv_utils
pair = standardize_tuple((2, 3), 2, "kernel_size")
axis = -1 if standardize_data_format(None) == "channels_last" else 1
shape = compute_conv_output_shape((None, 20, 20, 3), 4, (3, 3), strides=2, padding="same")
pad = standardize_padding("SAME")
x = keras.Input((20, 20, 3))
y = layers.Conv2D(shape[-1], pair, padding=pad)(x)
y = layers.Conv2D(5, standardize_tuple(3, 2, "k"), data_format=backend.standardize_data_format("channels_last"))(y)
y = layers.Conv2D(conv_utils.conv_output_length(20, 3, "valid", 2), conv_utils.normalize_tuple(2, 2, "k"))(y)
z = layers.Concatenate(axis=axis)([y, y])
"""


def test_private_helpers_of_keras_are_followed(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(PRIVATE, encoding="utf-8")
    path = str(tmp_path / "main.py")
    found = shapes(analyze(PRIVATE, path, search=search_for(path, sys.executable), strict=True))
    namespace: dict[str, Any] = {}
    exec(PRIVATE, namespace)
    assert found[1:] == ["(None, 20, 20, 4)", "(None, 18, 18, 5)", str(namespace["y"].shape), str(namespace["z"].shape)]
