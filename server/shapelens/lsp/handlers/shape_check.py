"""`workspace/executeCommand` of `shapelens.runShapeCheck`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from shapelens.lsp.commands import read_check_arguments
from shapelens.lsp.shape_check import check

if TYPE_CHECKING:
    from shapelens.lsp.server import ShapeLensServer


async def run_shape_check(ls: ShapeLensServer, params: types.ExecuteCommandParams) -> None:
    """Run a check; the answer comes when it is over, and a cancel of the request ends it."""
    arguments = read_check_arguments(params.arguments)
    if arguments is None:
        raise JsonRpcInvalidParams(f"{params.command} takes one argument: {{uri, model, line}}")
    await check(ls, arguments, params.work_done_token)
