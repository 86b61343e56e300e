"""From an analysis to the diagnostics that the user sees: every check, then settings and `# shapelens: ignore`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shapelens.diagnostics.check import Check, Report
from shapelens.diagnostics.diagnostic import Diagnostic, Severity
from shapelens.diagnostics.ignore_comments import read_ignore_comments
from shapelens.diagnostics.registry import CHECKS
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.settings.values import Settings
from shapelens.shapes.defects import FAILURES, note_defect

# the beginning of the codes from Keras 2 to Keras 3
MIGRATION = "SL6"


@dataclass(frozen=True, slots=True)
class Options:
    """Which codes to report, and how gravely.

    `select` and `ignore` hold codes or beginnings of codes ("SL2"); an empty `select` means all. The longer beginning
    wins, so that `ignore=("SL2",), select=("SL201",)` leaves SL201 alone of its family.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


def options_of(settings: Settings) -> Options:
    """What the user's settings say of diagnostics."""
    severity = dict[str, Severity](settings.diagnostics_severity)
    return Options(settings.diagnostics_select, settings.diagnostics_ignore, severity)


def diagnose(analysis: Analysis, options: Options | None = None, lines: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file in order of their place; `lines` are its lines of text, which may hold comments."""
    options = options or Options()
    comments = read_ignore_comments(lines)
    found: dict[tuple[object, str], Diagnostic] = {}
    for check in CHECKS:
        selected = is_selected(check, options)
        if not selected and not _is_migration(options):
            continue
        for diagnostic in _diagnostics_of(check, analysis, options):
            if not _is_reported(diagnostic, check, options, selected=selected):
                continue
            if not any(comments.silences(diagnostic.span, code) for code in check.codes):
                # a line that a loop runs ten times is one mistake
                found.setdefault((diagnostic.span, diagnostic.code), diagnostic)
    return tuple(sorted(found.values(), key=lambda diagnostic: (diagnostic.span, diagnostic.code)))


def _is_migration(options: Options) -> bool:
    """Whether the user asks for what is to do from Keras 2 to Keras 3."""
    return MIGRATION in options.select


def _is_reported(diagnostic: Diagnostic, check: Check, options: Options, *, selected: bool) -> bool:
    """Whether a diagnostic is among those that are asked for: what Keras 3 alone refuses belongs to the migration,
    whatever its code, and what is on demand has to be selected."""
    finding = diagnostic.finding
    if not selected:
        return finding is not None and finding.since is not None
    return finding is None or not finding.on_demand or any(_begins(check, prefix) for prefix in options.select)


def is_selected(check: Check, options: Options) -> bool:
    """Whether settings let a check report, by its code or one that it had before."""
    selected = max((len(prefix) for prefix in options.select if _begins(check, prefix)), default=-1)
    ignored = max((len(prefix) for prefix in options.ignore if _begins(check, prefix)), default=-1)
    if selected < 0 and options.select:
        return False
    return ignored < 0 or selected > ignored


def _begins(check: Check, prefix: str) -> bool:
    return any(code.startswith(prefix) for code in check.codes)


def _diagnostics_of(check: Check, analysis: Analysis, options: Options) -> Iterator[Diagnostic]:
    try:
        for report in check.find(analysis):
            severity = _severity(check, report, analysis, options)
            if severity is not None:
                yield Diagnostic(
                    report.span,
                    check.code,
                    check.name,
                    severity,
                    report.message,
                    report.related,
                    finding=report.finding,
                )
    except FAILURES as defect:
        note_defect(f"the check {check.code}", defect)


def _severity(check: Check, report: Report, analysis: Analysis, options: Options) -> Severity | None:
    """That of the check, or the settings': but what not every Keras refuses is an error only where the program's surely
    does, and nothing where it surely does not."""
    since = None if report.finding is None else report.finding.since
    refused = since is None or analysis.keras.since(since)
    if refused is False:
        return None
    said = "warning" if refused is None and check.severity == "error" else check.severity
    return next((options.severity[code] for code in check.codes if code in options.severity), said)
