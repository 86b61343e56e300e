"""Programs that fail, with real TensorFlow: the line that causes it is blamed, and what came before it is still told.

The line to blame is the one that says so; programs that end, kill or flood their process are told as what they are.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests.waiting import wait_until

import shapelens
from shapelens.shape_check import memory
from shapelens.shape_check.check import Measurements, Progress, Request
from shapelens.shape_check.process import run_check, run_check_blocking
from shapelens.shape_check.result import build_result

HEAD = "import os, sys, time\nimport numpy as np\nfrom keras import *\nfrom keras.layers import *\n"
FAULTS = {
    "an element of a list": """
        model = Sequential([
            Input((28, 28, 1)),
            Conv2D(4, 3),
            MaxPooling2D(40),  # blame: MaxPooling2D(40)
            Flatten(),
        ])
    """,
    "an element that is added": """
        model = Sequential()
        model.add(Input((28, 28, 1)))
        model.add(
            Reshape((7, 7)))  # blame: Reshape((7, 7))
    """,
    "a call in a helper": """
        def join(a, b):
            "é🙂"; return Add()([a, b])  # blame: Add()([a, b])
        x = Input((30,))
        y = join(Dense(3)(x), Dense(4)(x))
    """,
    "a constructor": """
        x = Conv2D(3, 3, padding="sam")(Input((9, 9, 1)))  # blame: Conv2D(3, 3, padding="sam")
    """,
    "an element that only `fit` finds": """
        model = Sequential([Dense(3),
            Conv2D(3, 3)])  # blame: Conv2D(3, 3)
        model.compile(loss="mse")
        model.fit(np.zeros((100, 20)), np.zeros((100, 3)))
    """,
    "rows of several lengths": """
        model = Sequential([Input((4,)), Dense(1)])
        model.compile("sgd", "mse")
        rows = np.array([[1, 2, 3, 4], [1, 2]], dtype=object)
        model.fit(rows, np.zeros((2, 1)))  # blame: model.fit(rows, np.zeros((2, 1)))
    """,
    "labels of another width": """
        model = Sequential([Input((4,)), Dense(4)])
        model.compile("adam", "categorical_crossentropy")
        model.fit(np.zeros((100, 4)), np.zeros((100, 3)))  # blame: model.fit(np.zeros((100, 4)), np.zeros((100, 3)))
    """,
    "the code of a layer": """
        class Block(Layer):
            def call(self, x):
                return x + self.missing  # blame: self.missing
        model = Sequential([Input((3,)), Block()])
    """,
    "a node that only the run finds": """
        class Liar(Layer):
            def call(self, x):
                return x
            def compute_output_shape(self, shape):
                return (None, 5)
        x = inputs = Input((3,))
        x = Liar()(x)
        x = Dense(4)(x)  # blame: Dense(4)(x)
        model = Model(inputs, x)
    """,
}


def check(text: str, folder: Path, **fields: object) -> Measurements:
    values: dict = {"timeout_seconds": 120.0, **fields}
    path = folder / "model.py"
    path.write_text("")
    return run_check_blocking(Request(sys.executable, str(path), text, **values))


@pytest.mark.parametrize("name", FAULTS)
def test_the_line_that_causes_it(name: str, tmp_path: Path) -> None:
    source = HEAD + textwrap.dedent(FAULTS[name])
    lines = source.split("\n")
    line, wanted = next(
        (number, found.group(1))
        for number, text in enumerate(lines, 1)
        if (found := re.search(r"# blame: (.*)$", text))
    )
    outcome = check(source, tmp_path)
    error = outcome.error
    assert outcome.status == "finished"
    assert error is not None
    assert error.kind == "exception"
    assert (error.line, error.in_model) == (line, True), error
    assert error.message
    assert "\x1b" not in error.message
    assert "rguments received" not in error.message
    if sys.version_info >= (3, 11):
        assert error.column is not None
        assert error.end_column is not None
        assert lines[line - 1][error.column - 1 : error.end_column - 1] == wanted


def test_what_came_before_an_exception_is_told(tmp_path: Path) -> None:
    outcome = check(HEAD + textwrap.dedent(FAULTS["an element of a list"]), tmp_path)
    told = [(call.line, call.layer, call.shapes, call.symbolic) for call in outcome.calls]
    assert told == [(7, "InputLayer", ([None, 28, 28, 1],), True), (8, "Conv2D", ([None, 26, 26, 4],), True)]


def test_a_fault_of_the_program_leaves_its_models_checked(tmp_path: Path) -> None:
    source = HEAD + "model = Sequential([Input((3,)), Dense(2)])\ntable = open('missing.csv')\n"
    outcome = check(source, tmp_path)
    error = outcome.error
    assert error is not None
    assert (error.type, error.line, error.in_model) == ("FileNotFoundError", 6, False)
    assert [(call.layer, call.shapes) for call in outcome.calls] == [("InputLayer", ([2, 3],)), ("Dense", ([2, 2],))]


def test_a_program_that_leaves_is_no_fault(tmp_path: Path) -> None:
    outcome = check(HEAD + "model = Sequential([Input((3,)), Dense(2)])\nsys.exit('enough')\n", tmp_path)
    assert outcome.error is None
    assert [call.shapes for call in outcome.calls] == [([2, 3],), ([2, 2],)]


def test_a_program_that_does_not_parse(tmp_path: Path) -> None:
    outcome = check("x = 1\nmodel = (\n", tmp_path)
    assert outcome.error is not None
    assert (outcome.error.kind, outcome.error.line) == ("syntax-error", 2)


def test_a_program_that_ends_its_process(tmp_path: Path) -> None:
    outcome = check("import os\nprint('the end', flush=True)\nos._exit(3)\n", tmp_path)
    assert (outcome.status, outcome.exit_code) == ("crashed", 3)
    assert outcome.output.endswith("the end\n")


def test_a_segmentation_fault_is_told_with_its_line(tmp_path: Path) -> None:
    outcome = check("import faulthandler\n\nfaulthandler._sigsegv()\n", tmp_path)
    assert (outcome.status, outcome.exit_code) == ("crashed", -11)
    error = build_result("model.py", (), outcome).error
    assert error is not None
    assert (error.line, error.message.split(" before")[0]) == (3, "The program was killed by signal 11")


PRINTS = """
import sys, threading, time
import keras
line = '{"event": "error", "kind": "x", "message": "printed"}' + "x" * 947
for _ in range(50_000):
    print(line)
model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
sys.stdout.close()
threading.Thread(target=time.sleep, args=(600,)).start()
"""


def test_fifty_megabytes_of_prints_and_a_thread_that_stays(tmp_path: Path) -> None:
    outcome = check(PRINTS, tmp_path)
    assert (outcome.status, outcome.error) == ("finished", None)
    assert [call.shapes for call in outcome.calls] == [([2, 3],), ([2, 2],)]
    assert len(outcome.output) <= 64 * 1024


def test_a_program_that_sleeps_is_ended(tmp_path: Path) -> None:
    outcome = check("import time\ntime.sleep(600)\n", tmp_path, timeout_seconds=8.0)
    assert outcome.status == "deadline"


async def test_cancelling_while_tensorflow_is_imported(tmp_path: Path) -> None:
    cancel = asyncio.Event()

    def stop(progress: Progress) -> None:
        if progress.message.startswith("importing TensorFlow 2."):
            asyncio.get_running_loop().call_later(0.3, cancel.set)

    request = Request(sys.executable, str(tmp_path / "model.py"), "import keras\n")
    outcome = await run_check(request, on_progress=stop, cancel=cancel)
    assert (outcome.status, outcome.keras) == ("cancelled", None)


def test_without_tensorflow(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=True)
    python = tmp_path / "bare" / "bin" / "python"
    outcome = run_check_blocking(Request(str(python), str(tmp_path / "model.py"), "import keras\n"))
    assert outcome.status == "no-tensorflow"
    error = build_result("model.py", (), outcome).error
    assert error is not None
    assert f"Install it with: {python} -m pip install tensorflow" in error.message


def test_a_broken_tensorflow(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=True)
    [packages] = (tmp_path / "bare" / "lib").glob("python*/site-packages")
    (packages / "keras.py").write_text("import numpy_of_another_time\n")
    python = str(tmp_path / "bare" / "bin" / "python")
    outcome = run_check_blocking(Request(python, str(tmp_path / "model.py"), "import keras\n"))
    assert outcome.status == "broken-tensorflow"
    assert outcome.error is not None
    assert outcome.error.message == "keras cannot be imported: No module named 'numpy_of_another_time'"


def test_a_backend_that_is_not_installed(tmp_path: Path) -> None:
    """The program chooses it before it imports keras; the test environment has no torch."""
    outcome = check("import os\nos.environ['KERAS_BACKEND'] = 'torch'\nimport keras\n", tmp_path)
    assert outcome.status == "broken-tensorflow"
    assert outcome.error is not None
    assert outcome.error.message == "it is set to the torch backend, and torch is not installed"


BATCHES = """
import keras, numpy as np
def loss(y, p):
    return keras.ops.mean(keras.ops.reshape(y - p, (8, 2)))
net = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
net.compile("adam", loss, metrics=["mae"])
net.fit(np.zeros((16, 3)), np.zeros((16, 2)), 8)
net.fit(np.zeros((16, 3)), ["a"] * 16)
fixed = keras.Sequential([keras.Input(batch_shape=(4, 3)), keras.layers.Dense(2)])
fixed.compile("adam", "mse")
fixed.fit(np.zeros((16, 3)), np.zeros((16, 2)))
class Own(keras.Model):
    def train_step(self, data):
        raise ValueError("never run")
own = Own(net.inputs, net.outputs)
own.compile("adam", "mse")
own.fit(np.zeros((16, 3)), np.zeros((16, 9)))
"""


def test_a_loss_that_needs_the_batch_of_the_program_and_one_that_nothing_is_known_of(tmp_path: Path) -> None:
    assert check(BATCHES, tmp_path).error is None


SERVER = """
import sys
import shapelens
from shapelens.shape_check import memory
from shapelens.shape_check.check import Request
from shapelens.shape_check.process import run_check_blocking
run_check_blocking(Request(sys.executable, sys.argv[1], "import time, keras; time.sleep(600)"))
"""


def children(parent: int) -> list[int]:
    fields = (
        (stat.parent.name, stat.read_text().rpartition(")")[2].split()) for stat in Path("/proc").glob("[0-9]*/stat")
    )
    return [int(pid) for pid, stat in fields if int(stat[1]) == parent]


def test_no_agent_outlives_a_server_that_is_killed(tmp_path: Path) -> None:
    path = [str(Path(shapelens.__file__).parents[1]), *sys.path]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path), "TMPDIR": str(temporary)}
    with subprocess.Popen([sys.executable, "-c", SERVER, str(tmp_path / "model.py")], env=environment) as server:
        wait_until(lambda: children(server.pid), seconds=20.0)
        (agent,) = children(server.pid)
        # the agent leads a group from its start, and watches its parent a moment later
        time.sleep(1.0)
        assert list(temporary.iterdir())
        server.kill()
    wait_until(lambda: not memory.members(agent), seconds=20.0)
    assert list(temporary.iterdir()) == []
