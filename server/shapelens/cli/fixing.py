"""`shapelens check --fix`: the safe fixes, made in the files themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from shapelens.cli.project import Projects
from shapelens.cli.report import analyser
from shapelens.cli.sources import Source, Unreadable
from shapelens.diagnostics.diagnose import options_of
from shapelens.diagnostics.fixes.everything import Applied, fix_everything


def fix_sources(sources: Iterable[Source | Unreadable], projects: Projects) -> Iterator[Source | Unreadable]:
    """The sources after their fixes, which are said on standard error and written where the sources were read."""
    for source in sources:
        yield source if isinstance(source, Unreadable) else _fix(source, projects)


def _fix(source: Source, projects: Projects) -> Source | Unreadable:
    settings = projects.settings_for(source.path)
    analyse = analyser(source.path, settings)
    fixed = fix_everything(source.text, analyse(source.text), analyse, options_of(settings))
    if not fixed.applied:
        return source
    try:
        Path(source.path).write_bytes(fixed.text.encode(source.encoding))
    except OSError as error:
        return Unreadable(source.path, f"its fixes could not be written: {(error.strerror or str(error)).lower()}")
    for applied in fixed.applied:
        click.echo(f"shapelens: {_line(source.path, applied)}", err=True)
    return replace(source, text=fixed.text)


def _line(path: str, applied: Applied) -> str:
    span, code = applied.diagnostic.span, applied.diagnostic.code
    return f"{path}:{span.line}:{span.column}: fixed {code}: {applied.fix.title}"
