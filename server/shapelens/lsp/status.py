"""`shapelens/status`: the quiet line in which an editor shows what the server knows and does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from shapelens.lsp.context import ServerContext
    from shapelens.lsp.session import Analysed

STATUS = "shapelens/status"

Gravity: TypeAlias = Literal["info", "warning", "error"]


def show_status(
    context: ServerContext, text: str, detail: str = "", *, severity: Gravity = "info", busy: bool = False
) -> None:
    """Show a short text, and a longer one for who looks closer."""
    context.client.protocol.notify(STATUS, {"text": text, "detail": detail, "severity": severity, "busy": busy})


def show_coverage(context: ServerContext, analysed: Analysed) -> None:
    """How many of the calls in a file are understood, and what the last check of this very text said."""
    from shapelens.shapes.formatting import is_wholly_unknown

    sites = analysed.analysis.calls
    known = sum(not all(is_wholly_unknown(output) for output in site.outputs) for site in sites)
    name = os.path.basename(analysed.snapshot.path)
    detail = f"{name}: {known} of {len(sites)} calls known" if sites else f"{name}: no Keras calls"
    if analysed.analysis.limits.unreached:
        detail += "; not all of it was evaluated (setting shapelens.analysis.stepBudget)"
    check_result = context.session.check_result(analysed.snapshot)
    if check_result is None or not check_result.summary:
        show_status(context, "ShapeLens", detail)
    else:
        severity: Gravity = "warning" if check_result.diagnostics else "info"
        show_status(context, "ShapeLens", f"{detail}; {check_result.summary}", severity=severity)
