"""Run shape check: with TensorFlow for real; and that trust, deadline, cancel and crash end as they should.

Where TensorFlow has no say, a small script stands in for the interpreter.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from tests.lsp.harness import HINTS_B, MODEL_B, Editor, editor

INTERPRETER = {"check": {"interpreter": sys.executable}}


def stand_in(folder: Path, commands: str) -> dict[str, Any]:
    """Settings with an interpreter that notes that it runs, then does `commands`."""
    script = folder / "python"
    script.write_text(f"#!/bin/sh\necho $$ >> {folder}/started\n{commands}\n")
    script.chmod(0o755)
    return {"check": {"interpreter": str(script), "timeoutSeconds": 60}}


def started(folder: Path) -> list[int]:
    """The processes that a stand-in noted."""
    path = folder / "started"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def still_serves(ed: Editor, *, annotation: str = "") -> None:
    assert await ed.labels() == [label + annotation for label in HINTS_B]


async def test_tensorflow_confirms_every_hint() -> None:
    async with editor(INTERPRETER) as ed:
        ed.open(MODEL_B)
        await still_serves(ed)
        ed.forget()
        await ed.run_check(model="model", line=3)
        await still_serves(ed, annotation=" ✓")
        assert ed.refreshes == ["hints", "lenses"]
        assert await ed.diagnostics(1) == []
        assert re.search(
            r"✓ TensorFlow 2\.\d+\.\d+ agrees: `\(2, 30, 30, 64\)` on a batch of 2", await ed.hover_text(6, 6)
        )
        assert ed.messages == []
        assert any(status["busy"] for status in ed.statuses)
        await ed.until(lambda: "6 of 6 calls agree with TensorFlow 2." in ed.statuses[-1]["detail"])
        assert ed.statuses[-1]["busy"] is False
        (token,) = ed.client.progress_reports
        kinds = ed.progress_of(token)
        assert (kinds[0], set(kinds[1:-1]), kinds[-1]) == ("begin", {"report"}, "end")
        # an edit takes the annotations away, undoing it brings them back
        ed.edit((0, 0), (0, 0), "# a comment\n")
        await still_serves(ed)
        ed.edit((0, 0), (1, 0), "")
        await still_serves(ed, annotation=" ✓")
        # a second check finds TensorFlow imported, and the server's end takes what stands ready with it
        ed.replace(MODEL_B + "\n# more\n")
        await ed.run_check(model="model", line=3)
        await still_serves(ed, annotation=" ✓")


async def test_an_exception_in_the_model_stands_on_its_line() -> None:
    text = MODEL_B + "\n\ndef outside(x):\n    raise ValueError('no such 🙂 thing')\n\noutside(model)\n"
    async with editor(INTERPRETER) as ed:
        ed.open(text)
        await ed.diagnostics(1)
        ed.forget()
        await ed.run_check()
        (found,) = await ed.diagnostics(1)
        assert (found.source, found.code) == ("ShapeLens check", "SL902")
        assert "ValueError: no such 🙂 thing" in found.message
        assert found.range.start.line == 14
        await still_serves(ed, annotation=" ✓")
        ed.replace(text + "\n")
        ed.save()
        assert await ed.diagnostics(2) == []


async def test_a_process_that_is_killed_leaves_the_server_serving() -> None:
    # by another name than the slice knows
    text = MODEL_B + "\nimport os\nmodel.build(getattr(os, 'kill')(os.getpid(), 9))\n"
    async with editor(INTERPRETER) as ed:
        ed.open(text)
        await ed.run_check()
        (message,) = ed.messages
        assert "was killed by signal 9" in message
        await still_serves(ed)


async def test_without_tensorflow_the_message_says_what_to_install(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    python = str(tmp_path / "bare" / "bin" / "python")
    async with editor({"check": {"interpreter": python}}) as ed:
        ed.open(MODEL_B)
        await ed.run_check()
        (message,) = ed.messages
        assert f"TensorFlow is not installed for {python}" in message
        assert f"{python} -m pip install tensorflow" in message
        await still_serves(ed)


async def test_an_interpreter_that_does_not_exist() -> None:
    async with editor({"check": {"interpreter": "/nowhere/python"}}) as ed:
        ed.open(MODEL_B)
        await ed.run_check()
        (message,) = ed.messages
        assert "/nowhere/python cannot be started" in message


@pytest.mark.parametrize("trusted", [False, "true", 1, None])
async def test_nothing_runs_in_a_workspace_that_is_not_trusted(tmp_path: Path, trusted: Any) -> None:
    async with editor(stand_in(tmp_path, "exit 1"), trusted=trusted) as ed:
        ed.open(MODEL_B)
        await ed.run_check()
        (message,) = ed.messages
        assert "needs a trusted workspace" in message
        for granted in (False, "true", None):
            ed.client.protocol.notify("shapelens/workspaceTrust", {"trusted": granted})
        await ed.run_check()
        assert started(tmp_path) == []
        ed.client.protocol.notify("shapelens/workspaceTrust", {"trusted": True})
        await ed.run_check()
        assert len(started(tmp_path)) == 1


async def test_a_check_ends_at_its_deadline(tmp_path: Path) -> None:
    settings = stand_in(tmp_path, "sleep 60")
    settings["check"]["timeoutSeconds"] = 1
    async with editor(settings) as ed:
        ed.open(MODEL_B)
        await ed.run_check()
        (message,) = ed.messages
        assert "was stopped after 1 s" in message
        (process,) = started(tmp_path)
        assert not lives(process)
        await still_serves(ed)


async def test_a_check_can_be_cancelled_where_its_progress_is_shown(tmp_path: Path) -> None:
    async with editor(stand_in(tmp_path, "sleep 60")) as ed:
        ed.open(MODEL_B)
        running = asyncio.ensure_future(ed.run_check())
        await ed.until(lambda: bool(started(tmp_path)) and bool(ed.client.progress_reports))
        await still_serves(ed)
        (token,) = ed.client.progress_reports
        ed.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
        await asyncio.wait_for(running, 20)
        assert ed.messages == []
        assert ed.statuses[-1]["detail"] == "The check was cancelled."
        (process,) = started(tmp_path)
        assert not lives(process)


async def test_a_check_can_be_cancelled_by_its_request(tmp_path: Path) -> None:
    async with editor(stand_in(tmp_path, "sleep 60")) as ed:
        ed.open(MODEL_B)
        params = types.ExecuteCommandParams("shapelens.runShapeCheck", [{"uri": "file:///project/model.py"}], "mine")
        ed.client.progress_reports["mine"] = []
        running = ed.begin("workspace/executeCommand", params, "check")
        await ed.until(lambda: bool(started(tmp_path)))
        ed.client.cancel_request(types.CancelParams("check"))
        with pytest.raises(JsonRpcException, match="cancel"):
            await asyncio.wait_for(running, 20)
        (process,) = started(tmp_path)
        await ed.until(lambda: not lives(process))
        # the token of the client was used, and closed
        await ed.until(lambda: ed.progress_of("mine")[-1:] == ["end"])
        assert list(ed.client.progress_reports) == ["mine"]


async def test_the_latest_check_wins(tmp_path: Path) -> None:
    async with editor(stand_in(tmp_path, "sleep 60")) as ed:
        ed.open(MODEL_B)
        first = asyncio.ensure_future(ed.run_check())
        await ed.until(lambda: len(started(tmp_path)) == 1)
        second = asyncio.ensure_future(ed.run_check())
        await asyncio.wait_for(first, 20)
        await ed.until(lambda: len(started(tmp_path)) == 2)
        one, two = started(tmp_path)
        assert (lives(one), lives(two)) == (False, True)
    # the client has left: nothing stays behind
    assert not lives(two)
    (outcome,) = await asyncio.gather(second, return_exceptions=True)
    assert isinstance(outcome, JsonRpcException)


@pytest.mark.parametrize("how", ["vanish", "terminate"])
async def test_a_server_that_ends_takes_the_check_with_it(tmp_path: Path, how: str) -> None:
    async with editor(stand_in(tmp_path, "sleep 60")) as ed:
        ed.open(MODEL_B)
        running = asyncio.ensure_future(ed.run_check())
        await ed.until(lambda: bool(started(tmp_path)))
        await (ed.vanish() if how == "vanish" else ed.terminate())
        running.cancel()
    (process,) = started(tmp_path)
    assert not lives(process)


async def test_what_will_run_is_shown_and_not_run(tmp_path: Path) -> None:
    async with editor(stand_in(tmp_path, "exit 1"), trusted=False) as ed:
        ed.open(MODEL_B + "\nopen('log.txt', 'w').write('x')\n")
        params = types.ExecuteCommandParams("shapelens.showSlice", [{"uri": "file:///project/model.py", "line": 3}])
        answer: Any = await ed.client.workspace_execute_command_async(params)
        assert answer["language"] == "python"
        assert answer["text"].startswith(MODEL_B + "\n")
        assert "open(" not in answer["text"]
        closed = types.ExecuteCommandParams("shapelens.showSlice", [{"uri": "file:///project/closed.py"}])
        assert await ed.client.workspace_execute_command_async(closed) is None
        assert (started(tmp_path), ed.messages) == ([], [])


async def test_what_the_command_does_not_take(tmp_path: Path) -> None:
    async with editor(stand_in(tmp_path, "exit 1")) as ed:
        for arguments in (None, [], ["model.py"], [{"path": "model.py"}]):
            with pytest.raises(JsonRpcException, match="takes one argument"):
                await ed.client.workspace_execute_command_async(
                    types.ExecuteCommandParams("shapelens.runShapeCheck", arguments)
                )
        await ed.run_check("file:///project/closed.py")
        (message,) = ed.messages
        assert "open in the editor" in message
        assert started(tmp_path) == []


async def test_the_interpreter_selected_in_the_editor(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        stand_in(folder, "exit 1")
    async with editor(userInterpreter=str(first / "python")) as ed:
        ed.open(MODEL_B)
        await ed.run_check()
        assert (len(started(first)), len(started(second))) == (1, 0)
        ed.select(str(second / "python"))
        await ed.run_check()
        assert (len(started(first)), len(started(second))) == (1, 1)
