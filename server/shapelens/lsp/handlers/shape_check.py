"""`workspace/executeCommand` of `shapelens.runShapeCheck` and `shapelens.showSlice`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from shapelens.lsp.commands import CheckArguments, read_check_arguments
from shapelens.lsp.shape_check import check, slice_text

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext


async def run_shape_check(context: ServerContext, params: types.ExecuteCommandParams) -> None:
    """Run a check; the answer comes when it is over, and a cancel of the request ends it."""
    await check(context, _arguments(params), params.work_done_token)


async def show_slice(context: ServerContext, params: types.ExecuteCommandParams) -> dict[str, str] | None:
    """The text that a check would run, for the editor to show; nothing is run. None for a document that is not open."""
    text = await slice_text(context, _arguments(params))
    return None if text is None else {"text": text, "language": "python"}


def _arguments(params: types.ExecuteCommandParams) -> CheckArguments:
    arguments = read_check_arguments(params.arguments)
    if arguments is None:
        raise JsonRpcInvalidParams(f"{params.command} takes one argument: {{uri, model, line}}")
    return arguments
