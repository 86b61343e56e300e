"""The first answer: what the server offers, and that nothing heavy is loaded before it is given."""

from __future__ import annotations

import subprocess
import sys

from lsprotocol import types
from lsprotocol.converters import get_converter
from tests.lsp.harness import SERVER, capabilities, editor


async def test_what_the_server_offers() -> None:
    async with editor() as ed:
        assert ed.answer is not None
        offered = get_converter().unstructure(ed.answer.capabilities, types.ServerCapabilities)
        await ed.until(lambda: len(ed.registrations) == 2)
        registered = {registration.method for registration in ed.registrations}
    assert offered == {
        "positionEncoding": "utf-16",
        "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
        "notebookDocumentSync": {
            "notebookSelector": [{"notebook": {"notebookType": "jupyter-notebook"}}],
            "save": True,
        },
        "hoverProvider": True,
        "codeActionProvider": {
            "codeActionKinds": ["quickfix", "source.fixAll.shapelens", "source.fixAll.shapelens.keras3", ""],
            "resolveProvider": True,
        },
        "codeLensProvider": {"resolveProvider": False},
        "executeCommandProvider": {"commands": ["shapelens.runShapeCheck", "shapelens.showSlice"]},
        "inlayHintProvider": {"resolveProvider": True},
        "workspace": {
            "workspaceFolders": {"supported": True, "changeNotifications": True},
            "fileOperations": {},
        },
    }
    assert registered == {"workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"}


async def test_a_client_that_says_nothing_of_itself() -> None:
    async with editor(client_capabilities=types.ClientCapabilities()) as ed:
        ed.open("from keras import Input\nx = Input((3,))\n")
        assert await ed.labels() == ["→ (None, 3)"]
        assert await ed.diagnostics(1) == []
        assert (ed.refreshes, ed.registrations) == ([], [])


async def test_the_best_encoding_is_taken_whatever_the_order() -> None:
    for offered, taken in [(("utf-16", "utf-8"), "utf-8"), (("utf-16", "utf-8", "utf-32"), "utf-32")]:
        async with editor(client_capabilities=capabilities(*offered)) as ed:
            assert ed.answer is not None
            assert ed.answer.capabilities.position_encoding == taken


def test_nothing_heavy_is_imported_before_the_first_answer() -> None:
    program = (
        "import sys, shapelens.lsp.server as it; it.create_server();"
        "heavy = ('libcst', 'click', 'asyncio.subprocess', 'shapelens.interpreter', 'shapelens.layers',"
        " 'shapelens.editor', 'shapelens.diagnostics', 'shapelens.shape_check');"
        "print([name for name in sys.modules if name.startswith(heavy[:2] + heavy[3:])])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": str(SERVER)}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
    assert done.stderr == ""
