"""Names that Keras 3 no longer exports, reported where they are imported or read: those of `layers.legacy.names`."""

from __future__ import annotations

from collections.abc import Sequence

from shapelens.environments.versions import KERAS_3
from shapelens.interpreter.domain.problems import GoneNames
from shapelens.interpreter.machine.machine import Machine
from shapelens.layers.legacy.names import find_gone_name, is_place
from shapelens.syntax.spans import Span


def note_imports(machine: Machine, paths: Sequence[str], span: Span) -> dict[str, str]:
    """Report the names of one import statement that are gone; gives the paths of today of those that have one."""
    found = {path: gone for path in paths if (gone := find_gone_name(path)) is not None}
    if found:
        _report(machine, GoneNames(tuple(found.items()), imported=True), span)
    return {path: gone.today for path, gone in found.items() if gone.today and gone.is_alias}


def note_attribute(machine: Machine, path: str, span: Span) -> None:
    """Report a name that is read from a module: `K.mean`. What leads to a name, and experimental layers, which are
    reported where they are called, are not."""
    gone = None if is_place(path) or ".layers.experimental." in path else find_gone_name(path)
    if gone is not None:
        _report(machine, GoneNames(((path, gone),), imported=False), span)


def _report(machine: Machine, problem: GoneNames, span: Span) -> None:
    if machine.module.file is not None or machine.takes_still(problem):
        # the spelling of another file is not the business of the one that imports it
        return
    if machine.keras.since(KERAS_3) is None and any(map(machine.may_catch, problem.raises)):
        # the program expects either version
        return
    machine.report(problem, span, layer=problem.names[0][0])
