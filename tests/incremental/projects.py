"""Projects of several files whose parts share what can change, and sequences of edits in any of them.

Functions count with `nonlocal` and `global`, modules and classes get attributes from elsewhere, defaults and lists of
other modules grow, tables and settings are written. Half of the edits insert or delete lines.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from tests.incremental.edits import another_number, delete, move_line, paste_lines, type_anywhere

from shapelens.syntax.cells import MARK

# the texts of a project by the paths of its files
Files: TypeAlias = Mapping[str, str]
Edit: TypeAlias = Callable[[str, random.Random], str]

MAIN = "main.py"

_CFG = """\
WIDTH = {n}
SIZES = [{n}, {n}]
OPTIONS = {{"units": {n}, "rate": {n}}}
REGISTRY = []
TOTAL = 0
class Settings:
    width = {n}
    taps = []
def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step
step = counter()
def grow(item, items=[]):
    items.append(item)
    return len(items)
def add(n={n}):
    global TOTAL
    TOTAL += n
    return TOTAL
"""

_STARS = """\
from cfg import *
import cfg
import keras
from keras import layers
DEPTH = {n}
cfg.WIDTH = cfg.WIDTH + {n}
def dense(n):
    cfg.REGISTRY.append(n)
    return layers.Dense(n * cfg.WIDTH)
"""

_INNER = """\
from keras import layers
import cfg
RATES = [{n}]
class Base(layers.Layer):
    width = cfg.WIDTH
    made = []
    def __init__(self, units={n}):
        super().__init__()
        self.made.append(units)
        self.dense = layers.Dense(units + self.width + len(self.made))
    def call(self, x):
        return self.dense(x)
"""

_HEAD = "import os\nimport keras\nfrom keras import Input, layers\n"

_IMPORTS = (
    "import cfg\n", "import cfg\n", "import cfg as settings\n", "from cfg import step, grow, SIZES\n",
    "from stars import *\n", "from cfg import *\n", "from pkg import inner\n", "import pkg.inner\n",
    "from pkg.inner import Base\n", "import stars\n",
)  # fmt: skip

_SNIPPETS = (
    "a = layers.Dense(cfg.WIDTH)(Input((4,)))\n",
    "cfg.WIDTH = {n}\n",
    "b = layers.Reshape((2, {n}))(layers.Dense(8)(Input((4,))))\n",
    "b = layers.Reshape((2, 4))(a)\n",
    "cfg.SIZES.append({n})\n",
    "c = layers.Dense(cfg.SIZES[-1] + len(cfg.SIZES))(Input((4,)))\n",
    'cfg.OPTIONS["units"] = {n}\n',
    'd = layers.Dense(cfg.OPTIONS["units"])(Input((4,)))\n',
    "cfg.Settings.width = {n}\n",
    "e = layers.Dense(cfg.Settings.width)(Input((4,)))\n",
    "cfg.Settings.taps.append({n})\n",
    "e = layers.Dense(1 + len(cfg.Settings.taps))(Input((4,)))\n",
    "f = layers.Dense(8 * cfg.step())(Input((4,)))\n",
    "g = layers.Dense(step())(Input((4,)))\n",
    "h = layers.Dense(cfg.grow({n}))(Input((4,)))\n",
    "i = layers.Dense(cfg.add())(Input((4,)))\n",
    "i = layers.Dense(cfg.TOTAL + 1)(Input((4,)))\n",
    "for _ in range({n}):\n    cfg.step()\n",
    "if flag:\n    cfg.WIDTH = {n}\n",
    "if flag:\n    cfg.SIZES.append({n})\n    cfg.step()\n",
    "j = dense({n})(Input((4,)))\n",
    "j = stars.dense(DEPTH)(Input((4,)))\n",
    "k = inner.Base({n})(Input((4,)))\n",
    "k = Base()(Input((4,)))\n",
    "inner.Base.width = {n}\n",
    "pkg.inner.RATES.append({n})\n",
    "l = layers.Dense(1 + sum(inner.RATES))(Input((4,)))\n",
    "def counter():\n    count = 0\n    def step():\n        nonlocal count\n        count += {n}\n"
    "        return count\n    return step\nstep = counter()\n",
    "m = layers.Dense(8 * step())(Input((4,)))\n",
    "total = {n}\ndef more():\n    global total\n    total += 1\n    return total\n",
    "n = layers.Dense(more())(Input((4,)))\n",
    "class Shared:\n    width = {n}\n    seen = []\n    def dense(self):\n        self.seen.append(1)\n"
    "        return layers.Dense(self.width + len(self.seen))\n",
    "o = Shared().dense()(Input((4,)))\n",
    "Shared.width = {n}\n",
    "def collect(item, items=[], table={{}}):\n    items.append(item)\n    table[item] = len(items)\n"
    "    return len(items) + len(table)\n",
    "p = layers.Dense(collect({n}))(Input((4,)))\n",
    "p = collect('x')\nx = layers.Dense(p)(Input((4,)))\n",
    "table = {{'width': {n}}}\n",
    "table['width'] += {n}\n",
    "q = layers.Dense(table['width'])(Input((4,)))\n",
    "def unused(x=None):\n    cfg.WIDTH = {n}\n    cfg.step()\n    return layers.Dense(cfg.WIDTH)(x or Input((4,)))\n",
    "def also_unused():\n    return layers.Dense(cfg.WIDTH * cfg.step())(Input((4,)))\n",
    "keras.backend.set_floatx('float16')\n",
    "keras.backend.set_image_data_format('channels_first')\n",
    "keras.backend.clear_session()\n",
    "r = layers.Conv2D({n}, 1)(Input((8, 6, 4)))\n",
    "os.environ['WIDTH'] = '{n}'\n",
    "s = layers.Dense(int(os.environ.get('WIDTH', '3')))(Input((4,)))\n",
    "setattr(cfg, 'WIDTH', {n})\n",
    "setattr(cfg, 'EXTRA', {n})\n",
    "t = layers.Dense(cfg.EXTRA)(Input((4,)))\n",
    "del cfg.WIDTH\n",
    "globals()['total'] = {n}\n",
    "model = keras.Sequential([Input((4,)), layers.Dense({n})])\n",
    "model.add(layers.Dense(cfg.WIDTH))\n",
    "model.pop()\n",
    "shared = layers.Dense({n})\n",
    "u = shared(Input((cfg.WIDTH,)))\n",
    "u = shared(Input((8,)))\n",
    "v = [layers.Dense(w)(Input((4,))) for w in cfg.SIZES]\n",
    "import numpy as np\nmodel.compile('adam', 'mse')\nmodel.fit(np.zeros(({n}, 4)), np.zeros(({n}, 1)))\n",
    "\n", "# a remark\n", "\n\n",
)  # fmt: skip


def new_project(source: random.Random) -> dict[str, str]:
    """The files of a project: a program or notebook, and the modules that it imports."""
    snippets = source.choices(_SNIPPETS, k=source.randrange(6, 22))
    pieces = [_HEAD, *source.choices(_IMPORTS, k=3), *snippets]
    if source.random() < 0.2:
        pieces = [f"{MARK}{number}\n{piece}" for number, piece in enumerate(pieces, 1)]
    texts = {"cfg.py": _CFG, "stars.py": _STARS, "pkg/__init__.py": "", "pkg/inner.py": _INNER, MAIN: "".join(pieces)}
    return {path: _with_numbers(text, source) for path, text in texts.items()}


def versions_of_project(files: Files, source: random.Random, count: int) -> Iterator[dict[str, str]]:
    """The files after each of `count` edits; now and then one goes back to an earlier version."""
    past = [dict(files)]
    for _ in range(count):
        now = dict(past[-1])
        if source.random() < 0.15 and len(past) > 1:
            now = dict(source.choice(past[-5:]))
        else:
            path = MAIN if source.random() < 0.65 else source.choice(sorted(now))
            now[path] = source.choice(_LINES if source.random() < 0.5 else _INSIDE)(now[path], source)
        past.append(now)
        yield now


def _with_numbers(text: str, source: random.Random) -> str:
    """The text with a number for each place that is left open."""
    text = text.replace("{{", "{").replace("}}", "}")
    return re.sub(r"\{n\}", lambda _: str(source.choice((1, 2, 3, 4, 8, 16))), text)


def _insert_snippet(text: str, source: random.Random) -> str:
    snippet = _with_numbers(source.choice((*_SNIPPETS, *_IMPORTS)), source)
    return _insert(text, snippet, source)


def _insert_blank(text: str, source: random.Random) -> str:
    return _insert(text, source.choice(("\n", "# a remark\n", "unrelated = 1\n")), source)


def _insert_inside(text: str, source: random.Random) -> str:
    """A line more in the body of a function or class."""
    inside = list(re.finditer(r"^( +)\S", text, re.MULTILINE))
    if not inside:
        return text + "\n"
    place = source.choice(inside)
    line = source.choice(("extra = 1", "pass", "# a remark", "cfg.step()", "cfg.WIDTH = 4"))
    return text[: place.start()] + place.group(1) + line + "\n" + text[place.start() :]


def _insert(text: str, lines: str, source: random.Random) -> str:
    starts = [0, *(found.end() for found in re.finditer(r"\n(?=[^ \n]|$)", text))]
    place = source.choice(starts)
    return text[:place] + lines + text[place:]


def _delete_lines(text: str, source: random.Random) -> str:
    lines = text.split("\n")
    start = source.randrange(len(lines))
    del lines[start : start + source.randrange(1, 4)]
    return "\n".join(lines)


_LINES: tuple[Edit, ...] = (
    _insert_snippet, _insert_snippet, _insert_blank, _insert_inside, _delete_lines, _delete_lines, paste_lines,
)  # fmt: skip
_INSIDE: tuple[Edit, ...] = (another_number, another_number, another_number, move_line, delete, type_anywhere)
