"""Running a model in TensorFlow: one check at a time, the latest wins, and whatever becomes of it is said quietly.

The process, its deadline and its end belong to `shapelens.confirm`; here a check is begun, watched, cancelled, and its
report is put beside the lines.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lsprotocol import types

from shapelens.editor.positions import model_at
from shapelens.lsp.check_results import check_result_of, summary_of
from shapelens.lsp.commands import CheckArguments
from shapelens.lsp.progress import WorkDone
from shapelens.lsp.publishing import publish_soon
from shapelens.lsp.refresh import refresh
from shapelens.lsp.session import Analysed
from shapelens.lsp.status import show_status
from shapelens.shape_check.check import Request
from shapelens.shape_check.process import run_check
from shapelens.shape_check.result import Result, build_result
from shapelens.shape_check.slices.program import Slice, slice_program
from shapelens.shape_check.slices.shown import shown
from shapelens.shape_check.standby import Standby
from shapelens.shape_check.static_calls import static_calls
from shapelens.syntax.notebooks import runnable_text

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext

TITLE = "ShapeLens: running the model in TensorFlow"
UNTRUSTED = (
    "Run shape check runs the code of this file, so it needs a trusted workspace. "
    "Trust the workspace first (in VS Code: Workspaces: Manage Workspace Trust)."
)


async def check(context: ServerContext, arguments: CheckArguments, token: types.ProgressToken | None) -> None:
    """Run the models of a document, unless the workspace is not trusted."""
    if not context.session.trusted:
        _say(context, types.MessageType.Warning, UNTRUSTED)
        return
    found = await context.session.analysis(arguments.uri)
    if found is None:
        _say(context, types.MessageType.Warning, "Run shape check needs a Python file that is open in the editor.")
        return
    work_done = WorkDone(context.client, token)
    await context.session.checks.run(lambda cancel: _run(context, found, arguments, work_done, cancel))


async def slice_text(context: ServerContext, arguments: CheckArguments) -> str | None:
    """What a check would run, as the user reads it; None for a document that is not open."""
    found = await context.session.analysis(arguments.uri)
    if found is None:
        return None
    sliced = await _sliced(found, _model(found, arguments))
    return shown(sliced, found.analysis.cells.text)


async def _sliced(found: Analysed, model: str | None) -> Slice:
    return await asyncio.to_thread(slice_program, found.snapshot.text, found.analysis, model)


async def _run(
    context: ServerContext, found: Analysed, arguments: CheckArguments, work_done: WorkDone, cancel: asyncio.Event
) -> None:
    await work_done.begin(TITLE, cancel)
    show_status(context, "ShapeLens", "Running the model in TensorFlow", busy=True)
    summary = "The check was cancelled."
    standby = context.session.standby = context.session.standby or Standby()
    try:
        model = _model(found, arguments)
        sliced = await _sliced(found, model)
        request = _request(context, found, model, sliced)
        outcome = await run_check(
            request,
            on_progress=lambda progress: work_done.report(progress.text, progress.done, progress.total),
            cancel=cancel,
            ready=standby.take(request),
        )
        if outcome.keras is not None:
            minutes = context.session.settings(found.snapshot.uri).check_keep_ready_minutes
            standby.prepare_soon(request, minutes * 60)
        report = build_result(found.snapshot.path, static_calls(found.analysis), outcome, skipped=sliced.skipped)
        summary = _show(context, found, report)
    finally:
        work_done.end(summary)
        show_status(context, "ShapeLens", summary)


def _request(context: ServerContext, found: Analysed, model: str | None, sliced: Slice) -> Request:
    snapshot, settings = found.snapshot, context.session.settings(found.snapshot.uri)
    return Request(
        interpreter=context.session.interpreter(snapshot.uri),
        path=snapshot.path,
        text=runnable_text(sliced.text),
        model=model,
        once=sliced.once,
        lines=sliced.lines,
        timeout_seconds=settings.check_timeout_seconds,
        memory_limit_mb=settings.check_memory_limit_mb,
    )


def _model(found: Analysed, arguments: CheckArguments) -> str | None:
    """The model named, else the one at the line; all of them where there is none."""
    if arguments.model is not None or arguments.line is None:
        return arguments.model
    part = found.snapshot.part_of(arguments.uri)
    model = model_at(found.analysis, arguments.line + (1 if part is None else part.first_line))
    return None if model is None else model.name


def _show(context: ServerContext, found: Analysed, report: Result) -> str:
    """Put a report beside the lines; the sentence that sums it up."""
    if any(call.measured for call in report.calls) or (report.error is not None and report.error.line is not None):
        context.session.record_check_result(found.snapshot, check_result_of(report, found.snapshot))
        refresh(context.client)
        publish_soon(context, found.snapshot.uri)
    error = report.error
    if error is None or report.status == "cancelled":
        return summary_of(report) if error is None else error.message
    if error.line is None:
        # there is no line to show it on
        grave = report.status in ("crashed", "broken-tensorflow")
        _say(context, types.MessageType.Error if grave else types.MessageType.Warning, error.message)
    return error.message


def _say(context: ServerContext, kind: types.MessageType, message: str) -> None:
    context.client.window_show_message(types.ShowMessageParams(kind, f"ShapeLens: {message}"))
