"""What is run of a program: every kept call where it was, the harm gone, and what stands in for it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine.module_search import search_for
from shapelens.shape_check.slices.program import Slice, slice_program
from shapelens.shape_check.slices.shown import shown

ROOT = Path(__file__).resolve().parents[2]
HEAD = "import os, sys\nimport numpy as np\nimport keras\nfrom keras import layers\n"
NET = "net = keras.Sequential([keras.Input((3,)), layers.Dense(2)])\n"


def sliced(program: str, model: str | None = None) -> Slice:
    return slice_program(program, analyze(program), model)


def kept(program: str, model: str | None = None) -> list[str]:
    """The lines that are left behind the imports, without blanks at their ends."""
    lines = sliced(program, model).text.split("\n")
    return [line.rstrip() for line in lines[HEAD.count("\n") :] if line.strip()]


# what is written, and what is run of it
HARM = {
    "deletes a folder": ("import shutil\nshutil.rmtree(os.path.expanduser('~'))", []),
    "opens a socket": ("import socket\ns = socket.create_connection(('example.org', 80))\ns.sendall(b'x')", []),
    "writes": ("with open('log.txt', 'w') as log:\n    log.write('x')", []),
    "prints what a model gives": ("print(net(np.zeros((4, 3))).shape)", ["print(net(np.zeros((4, 3))).shape)"]),
    "writes by a path": ("from pathlib import Path\nPath('log.txt').write_text('x')", []),
    "forks": ("if os.fork() == 0:\n    os.setsid()", []),
    "starts a program": ("import subprocess as sp\nsp.run(['ls'])\nos.system('ls')", []),
    "starts a thread": ("import threading\nt = threading.Thread(target=print)\nt.start()", []),
    "asks": ("name = input('name? ')\nprint(name)", []),
    "ends": ("sys.exit(3)\nquit()\nraise SystemExit", []),
    "sleeps": ("import time\ntime.sleep(600)", []),
    "draws": ("import matplotlib.pyplot as plt\nfor i in range(9):\n    plt.plot(i)\nplt.show()", []),
    "trains": ("net.compile('adam', 'mse')\nnet.evaluate(x, y)\nnet.save('net.keras')", ["net.compile('adam', 'mse')"]),
    "loads weights": ("net.load_weights('net.h5')", []),
    "downloads": ("path = keras.utils.get_file('a', 'http://example.org/a')", []),
    "runs text": ("exec(open('other.py').read())", []),
    "reads and needs it no more": ("import pandas as pd\ntable = pd.read_csv('a.csv')\nwidth = table.shape[1]", []),
}


@pytest.mark.parametrize("effect", ["summary()", "save('net.keras')", "evaluate(x,\n  y)"])
def test_a_builder_is_called_though_what_is_done_with_its_model_is_not(effect: str) -> None:
    builder = f"def build():\n    return {NET.strip().removeprefix('net = ')}\n"
    assert kept(f"{HEAD}{builder}build().{effect}\n") == [*builder.strip().split("\n"), "build()"]


@pytest.mark.parametrize("name", HARM)
def test_harm_is_not_run(name: str) -> None:
    written, left = HARM[name]
    assert kept(f"{HEAD}{NET}{written}\n") == [NET.strip(), *left]


STAND_INS = {
    "a file of known shape": (
        "x = np.load('x.npy')  # shape: (50, 3)\nnet = keras.Sequential([keras.Input(x.shape[1:])])",
        'x = __import__("numpy").zeros((50, 3), "float32")  # shape: (50, 3)',
    ),
    "random numbers": (
        "x = np.random.rand(50, 3)\nnet = keras.Sequential([keras.Input(x.shape[1:])])",
        'x = __import__("numpy").zeros((50, 3), "float64")',
    ),
    "random numbers with a call behind them": (
        "net = keras.Sequential([keras.Input(np.random.rand(5, 3).shape[1:]), layers.Dense(2)])",
        "net = keras.Sequential([keras.Input(np.random.rand(5, 3).shape[1:]), layers.Dense(2)])",
    ),
    "pictures in a folder": (
        "d = keras.utils.image_dataset_from_directory(\n    'x', image_size=(8, 8))\n"
        "net = keras.Sequential([keras.Input((8, 8, 3))])\nnet.fit(d)",
        'd = (__import__("tensorflow").data.Dataset.from_tensors((__import__("numpy").zeros((2, 8, 8, 3), "float32"), '
        '__import__("numpy").zeros((2,), "int32")))',
    ),
    "weights": (
        "net = keras.applications.VGG16(weights='imagenet', include_top=False, input_shape=(64, 64, 3))",
        "net = keras.applications.VGG16(weights=None      , include_top=False, input_shape=(64, 64, 3))",
    ),
    "a table that fills an embedding": (
        "m = np.load('m.npy')\nnet = keras.Sequential([keras.Input((9,)), layers.Embedding(5, 4, weights=[m])])",
        "net = keras.Sequential([keras.Input((9,)), layers.Embedding(5, 4, weights=None)])",
    ),
    "a file in a `try`": (
        "try:\n    n = np.load('n.npy')\nexcept OSError:\n    n = 3\nnet = keras.Sequential([keras.Input((n,))])",
        "try:",
    ),
    "a file around the model": (
        f"with open('names.txt') as names:\n    {NET}",
        "if 1                           :",
    ),
}


@pytest.mark.parametrize("name", STAND_INS)
def test_what_stands_in(name: str) -> None:
    written, first = STAND_INS[name]
    program = sliced(f"{HEAD}{written}\n")
    lines = [line.rstrip() for line in program.text.split("\n")[4:] if line.strip()]
    assert (lines[0], program.skipped) == (first, ())


def test_what_the_model_named_depends_on() -> None:
    program = (
        f"{HEAD}SIZE = 4\nOTHER = 5\n"
        "def dense(n):\n    return layers.Dense(n)\n"
        "one = keras.Sequential([keras.Input((3,)), dense(SIZE)])\n"
        "two = keras.Sequential([keras.Input((3,)), dense(OTHER)])\n"
        "one.compile('adam', 'mse')\ntwo.compile('adam', 'mse')\n"
    )
    assert kept(program, "two") == [
        "OTHER = 5",
        "def dense(n):",
        "    return layers.Dense(n)",
        "two = keras.Sequential([keras.Input((3,)), dense(OTHER)])",
        "two.compile('adam', 'mse')",
    ]


def test_a_main_function_loses_its_harm() -> None:
    program = (
        f"{HEAD}import pandas as pd\ndef main():\n    data = pd.read_csv('a.csv')\n    print(data)\n    {NET}"
        "    net.compile('adam', 'mse')\n    net.fit(data)\nif __name__ == '__main__':\n    main()\n"
    )
    program_slice = sliced(program)
    lines = [line.rstrip() for line in program_slice.text.split("\n")[5:] if line.strip()]
    assert lines == [
        "def main():",
        "    pass",
        "    pass",
        f"    {NET.strip()}",
        "    net.compile('adam', 'mse')",
        "    pass",
        "if __name__ == '__main__':",
        "    main()",
    ]
    assert [(skipped.line, skipped.reason) for skipped in program_slice.skipped] == [(7, "it reads a file")]


def test_what_cannot_be_run_is_said_with_its_line() -> None:
    program = f"{HEAD}words = open('words.txt').read().split()\nnet = keras.Sequential([layers.Dense(len(words))])\n"
    program_slice = sliced(program)
    assert [(skipped.line, skipped.reason) for skipped in program_slice.skipped] == [(6, "it reads a file")]
    assert "# The models need more: line 6 is not run: it needs line 5, and it reads a file.\n" in shown(program_slice)


BUILDERS = {
    "defaults": (
        "def build(units=4):\n    return keras.Sequential([keras.Input((3,)), layers.Dense(units)])",
        ["build()"],
    ),
    "a pin": (
        "def head(\n    x,  # shape: (None, 7)\n    units=3,\n):\n    return layers.Dense(units)(x)",
        ["__shapelens_call__(head, (None, 7))"],
    ),
    "an annotation": (
        'def head(x: "F[T, 1]", y=Float[T, "b 7"]):\n    return layers.Dense(3)(x)',
        [],
    ),
    "a layer": (
        "class Head(layers.Layer):\n    def __init__(self):\n        super().__init__()\n"
        "        self.dense = layers.Dense(3)\n"
        "    def call(\n        self,\n        x,  # shape: (None, 7)\n    ):\n        return self.dense(x)",
        ["__shapelens_call__(Head(), (None, 7))"],
    ),
    "decorated": (
        "@np.vectorize\ndef unused(x):\n    return x\ndef build():\n    return keras.Sequential([])",
        ["build()"],
    ),
    "called": (f"def build():\n    {NET}    return net\nbuild()", []),
}


@pytest.mark.parametrize("name", BUILDERS)
def test_a_builder_that_nothing_calls(name: str) -> None:
    written, calls = BUILDERS[name]
    program = sliced(f"{HEAD}{written}\n")
    assert [line for line in program.text.split("\n")[program.lines :] if line] == calls
    assert bool(program.skipped) == (name == "an annotation")


def test_loops_that_train_make_one_pass() -> None:
    program = (
        f"import tensorflow as tf\n{HEAD}{NET}for epoch in range(1000):\n    with tf.GradientTape() as tape:\n"
        "        loss = net(np.zeros((4, 3)))\nfor _ in range(3):\n    net(np.zeros((2, 3)))\n"
    )
    assert sliced(program).once == (7,)


def test_what_does_not_parse_is_left_out() -> None:
    assert kept(f"{HEAD}{NET}broken = (\nx = 1\n") == [NET.strip()]


def all_programs() -> list[Path]:
    folders = (ROOT / "tests" / "traced" / "programs", ROOT / "tests" / "mistakes" / "programs", ROOT / "examples")
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def calls_of(text: str) -> set[tuple[int, int, str]]:
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return {(call.lineno, call.col_offset, ast.unparse(call.func)) for call in calls}


def test_every_kept_call_of_every_program_stays_where_it_is() -> None:
    """Over a share of the programs of all tests; measured calls are there as well, unless a line says why not."""
    moved, seen = [], 0
    for path in all_programs()[::4]:
        text = path.read_text(encoding="utf-8")
        analysis = analyze(text, str(path), search=search_for(str(path), sys.executable))
        program = slice_program(text, analysis)
        own = "\n".join(program.text.split("\n")[: program.lines])
        left, before = calls_of(own), calls_of(text)
        added = {call for call in left - before if not call[2].startswith(("__import__", "f'"))}
        moved += [f"{path.name}: {call}" for call in added]
        if not program.skipped:
            wanted = {(site.span.line, site.span.column - 1) for site in analysis.sites if site.kind == "layer"}
            places = {call[:2] for call in left}
            moved += [f"{path.name}: {place} is gone" for place in wanted - places if text.isascii()]
            seen += len(wanted)
    assert moved == []
    assert seen > 400
