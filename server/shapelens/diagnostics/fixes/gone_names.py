"""Fixes of names that Keras 3 does not export: the import of what has taken their place, or the call of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelens.diagnostics.diagnostic import Fix
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.problems import GoneNames
from shapelens.layers.legacy.names import GoneName, tensorflow_path
from shapelens.syntax.edits.calls import Argument, Call, call_of
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.imports import import_from_today, spell_path

_PLACEHOLDER = re.compile(r"\{([\w.]+)\}")
# longer arguments are not shown in a title
_SHOWN = 20
# what binds closer than a dot behind it: a name, an attribute, an item, a call
_CLOSE = re.compile(r"[\w.]+(\[[^\]]*\]|\([^()]*\))*")


def write_names_of_today(problem: GoneNames, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """The names of today, with the arguments that a call needs there."""
    if problem.imported:
        targets = {path: _to_import(path, gone) for path, gone in problem.names}
        if all(targets.values()):
            title = f"Import from {', '.join(dict.fromkeys(path.rpartition('.')[0] for path in targets.values()))}"
            yield fix(title, import_from_today(program.source, finding.span, targets), safe=True)
        return
    [(path, gone)] = problem.names
    yield _write(gone, finding, program)
    yield _write(GoneName(tensorflow_path(path)), finding, program)


def _to_import(path: str, gone: GoneName) -> str:
    """What an import can take the name from, so that its calls may stay as they are."""
    return gone.today if gone.is_alias else tensorflow_path(path)


def _write(gone: GoneName, finding: Finding, program: Program) -> Fix | None:
    if gone.is_alias:
        spelled = spell_path(program.source, gone.today)
        return fix(
            f"Write {spelled.text}", program.source.replacement(finding.span, spelled.text), spelled.edits, safe=True
        )
    call = call_of(program.source, finding.span)
    given = None if call is None else _by_name(call, gone)
    if call is None or given is None:
        return None
    if gone.written:
        return _in_other_words(call, gone, [given.get(name) for name in _old_names(gone)])
    spelled = spell_path(call.source, gone.today)
    return fix(
        f"Write {spelled.text}",
        call.replace_function(spelled.text),
        _arguments(call, gone, given),
        spelled.edits,
        safe=True,
    )


def _old_names(gone: GoneName) -> list[str]:
    return [name.partition("=")[0] for name in gone.names]


def _by_name(call: Call, gone: GoneName) -> dict[str, Argument] | None:
    """The arguments by the names that they had; None where there are others."""
    names, given = _old_names(gone), dict[str, Argument]()
    for position, argument in enumerate(call.arguments):
        if argument.star or (argument.keyword is None and position >= len(names)):
            return None
        given[argument.keyword or names[position]] = argument
    return given if given.keys() <= {*names} else None


def _arguments(call: Call, gone: GoneName, given: dict[str, Argument]) -> tuple[Edit, ...] | None:
    """Other keywords, and the defaults that are others today."""
    edits: list[Edit] = []
    renamed = dict(name.split("=") for name in gone.names if "=" in name)
    for name, argument in given.items():
        if argument.keyword in renamed:
            edits += call.rename(name, renamed[name]) or ()
    missing = [
        f"{name}={value}" for name, value in gone.defaults if name not in {renamed.get(each, each) for each in given}
    ]
    added = call.add(", ".join(missing)) if missing else ()
    return None if added is None else (*edits, *added)


def _in_other_words(call: Call, gone: GoneName, arguments: list[Argument | None]) -> Fix | None:
    """`x.shape` for `K.int_shape(x)`: what stands around the arguments changes, and they stay where they are."""
    source, edits = call.source, list[Edit]()
    place, end = source.lines.bounds(call.span)
    written, title = "", ""
    # text, and the name or number of what stands behind it
    parts = _PLACEHOLDER.split(gone.written)
    used = 0
    for text, inserted, behind in zip(parts[::2], [*parts[1::2], ""], [*parts[2::2], ""], strict=True):
        written += text
        if not inserted:
            continue
        if not inserted.isdigit():
            spelled = spell_path(source, f"keras.{inserted}")
            edits += [each for each in spelled.edits if each not in edits]
            written += spelled.text
            continue
        argument = arguments[int(inserted)]
        if argument is None:
            return None
        used += 1
        start, stop = source.lines.bounds(argument.value)
        is_close = not behind.startswith(".") or _CLOSE.fullmatch(call.text(argument)) is not None
        edits.append(source.edit(place, start, written if is_close else f"{written}("))
        title += f"{written}..." if len(call.text(argument)) > _SHOWN else f"{written}{call.text(argument)}"
        place, written = stop, "" if is_close else ")"
    if used != sum(each is not None for each in arguments):
        return None
    return fix(f"Write {title}{written}", [*edits, source.edit(place, end, written)], safe=True)
