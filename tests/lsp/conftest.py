"""One server for all the tests that leave no trace in it; the others start their own with `harness.editor`."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from tests.lsp.harness import Editor, editor


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_editor() -> AsyncIterator[Editor]:
    async with editor() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def ed(shared_editor: Editor) -> AsyncIterator[Editor]:
    """The shared editor, with nothing open in it; for tests marked with `shared_loop`."""
    yield shared_editor
    for uri in list(shared_editor.versions):
        shared_editor.close(uri)
    # the answer comes after every notification before it was handled
    await shared_editor.hints()
    shared_editor.forget()
