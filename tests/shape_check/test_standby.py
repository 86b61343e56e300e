"""The agent that stands ready: taken once, by a check that it fits, and gone when it is not wanted."""

from __future__ import annotations

import asyncio
import dataclasses
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.shape_check.test_harm import of_checks

from shapelens.shape_check.check import Progress, Request
from shapelens.shape_check.process import run_check
from shapelens.shape_check.standby import Standby

NET = "import keras\nnet = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])\n"
BARE = Path(__file__).parent / "bare_agent.py"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield temporary
    assert list(temporary.iterdir()) == []
    assert of_checks(str(temporary)) == []


def request_for(tmp_path: Path, text: str = "x = 1\n", agent: Path = BARE) -> Request:
    return Request(sys.executable, str(tmp_path / "model.py"), text, timeout_seconds=60.0, agent=agent)


async def test_the_second_check_finds_tensorflow_imported(tmp_path: Path) -> None:
    standby = Standby()
    request = request_for(tmp_path, NET, Request("", "", "").agent)
    await standby.prepare(request, 60)
    told: list[Progress] = []
    first = await run_check(request, on_progress=told.append, ready=standby.take(request))
    assert (first.status, len(first.calls), first.keras is not None) == ("finished", 2, True)
    assert standby.take(request) is None
    assert told[0].message == "starting Python"
    assert told[1].message.startswith("importing TensorFlow 2.")
    assert told[-1].text == "running the model: 1 of 1 layers"
    await standby.end()


async def test_it_is_taken_once_and_by_what_it_fits(tmp_path: Path) -> None:
    standby = Standby()
    request = request_for(tmp_path)
    await standby.prepare(request, 60)
    other = dataclasses.replace(request, interpreter="/usr/bin/python3.99")
    chooses = dataclasses.replace(request, text="import os\nos.environ['KERAS_BACKEND'] = 'jax'\n")
    assert (standby.take(other), standby.take(chooses)) == (None, None)
    taken = standby.take(request)
    assert taken is not None
    assert standby.take(request) is None
    outcome = await run_check(request, ready=taken)
    assert outcome.status == "crashed"
    await standby.end()


async def test_it_ends_when_it_is_idle(tmp_path: Path, folder: Path) -> None:
    standby = Standby()
    await standby.prepare(request_for(tmp_path), 0.3)
    assert len(list(folder.iterdir())) == 1
    end = time.monotonic() + 10
    while list(folder.iterdir()) and time.monotonic() < end:
        await asyncio.sleep(0.05)
    assert standby.take(request_for(tmp_path)) is None
    await standby.end()


async def test_none_is_kept_where_none_is_wanted(tmp_path: Path, folder: Path) -> None:
    standby = Standby()
    await standby.prepare(request_for(tmp_path), 0)
    assert list(folder.iterdir()) == []
    await standby.end()
    await standby.prepare(request_for(tmp_path), 60)
    assert list(folder.iterdir()) == []


async def test_there_is_one_at_most(tmp_path: Path, folder: Path) -> None:
    standby = Standby()
    request = request_for(tmp_path)
    standby.prepare_soon(request, 60)
    standby.prepare_soon(dataclasses.replace(request, environment={"A": "1"}), 60)
    standby.prepare_soon(dataclasses.replace(request, environment={"A": "1"}), 60)
    while len(list(folder.iterdir())) != 1 or standby.take(request) is not None:
        await asyncio.sleep(0.05)
    await standby.end()


@pytest.mark.parametrize("delay", [0.0, 0.3, 1.5])
async def test_cancelling_what_was_ready(delay: float, tmp_path: Path) -> None:
    standby, cancel = Standby(), asyncio.Event()
    text = NET + "import time\ntime.sleep(600)\n"
    request = request_for(tmp_path, text, Request("", "", "").agent)
    await standby.prepare(request, 60)
    asyncio.get_running_loop().call_later(delay, cancel.set)
    outcome = await run_check(request, cancel=cancel, ready=standby.take(request))
    assert outcome.status == "cancelled"
    await standby.end()
