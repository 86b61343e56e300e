"""`shapelens check --fix`: the safe fixes, made in the files themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from shapelens.cli.formats.places import place_text
from shapelens.cli.project import Projects
from shapelens.cli.report import analyser
from shapelens.cli.sources import Notebook, Source, Unreadable
from shapelens.diagnostics.diagnose import options_of
from shapelens.diagnostics.fixes.everything import fix_everything
from shapelens.syntax.cells import cells_of
from shapelens.syntax.notebooks import edited_cells, write_notebook


def fix_sources(sources: Iterable[Source | Unreadable], projects: Projects) -> Iterator[Source | Unreadable]:
    """The sources after their fixes, which are said on standard error and written where the sources were read."""
    for source in sources:
        yield source if isinstance(source, Unreadable) else _fix(source, projects)


def _fix(source: Source, projects: Projects) -> Source | Unreadable:
    settings = projects.settings_for(source.path)
    analyse = analyser(source.path, settings, projects.interpreter_for(source.path))
    fixed = fix_everything(source.text, analyse(source.text), analyse, options_of(settings))
    if not fixed.applied:
        return source
    fixed_source = _with_text(source, fixed.text)
    content = fixed_source.text if fixed_source.notebook is None else fixed_source.notebook.json
    try:
        Path(source.path).write_bytes(content.encode(source.encoding))
    except OSError as error:
        return Unreadable(source.path, f"its fixes could not be written: {(error.strerror or str(error)).lower()}")
    for applied in fixed.applied:
        place = place_text(source.path, cells_of(source.text), applied.diagnostic.span)
        click.echo(f"shapelens: {place}: fixed {applied.diagnostic.code}: {applied.fix.title}", err=True)
    return fixed_source


def _with_text(source: Source, text: str) -> Source:
    """A source with another program; in a notebook what IPython alone understands stays as it is written."""
    if source.notebook is None:
        return replace(source, text=text)
    cells = edited_cells(source.notebook.cells, text)
    return replace(source, text=text, notebook=Notebook(write_notebook(source.notebook.json, cells), cells))
