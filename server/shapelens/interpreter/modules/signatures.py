"""The signature behind a dotted name of a library, read from the library's text; nothing is imported.

What the text does not say for certain (a decorator, `*args`, a base that is not found) has no signature.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.modules.declared_text import Declared, DeclaredClass, DeclaredFunction, declared_in
from shapelens.interpreter.modules.load import module_text
from shapelens.layers.framework.signature import Anything, Parameter, Signature
from shapelens.shapes.frozen import dataclass

# imports that lead from one module to the next, and bases above one another: no library has so many
_MAX_STEPS = 24
# the public names of TensorFlow are made when it is imported; a package of it says what they stand for
_SPELLINGS = {"tensorflow": ("tensorflow._api.v2", "tensorflow")}


@dataclass(frozen=True, slots=True)
class ReadSignature:
    """What a function or a constructor takes, without its receiver, which a method `of_instance` has.

    Where it is `starred`, any number of arguments by position fits.
    """

    signature: Signature
    of_instance: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A class or function of a library, and the module that declares it."""

    module: str
    name: str
    declared: DeclaredFunction | DeclaredClass


def read_signature(machine: Machine, path: str) -> ReadSignature | None:
    """The parameters that `path` takes; None where they are not known."""
    root, _, rest = path.partition(".")
    for spelling in _SPELLINGS.get(root, (root,)):
        place = _find(machine, f"{spelling}.{rest}")
        if place is not None and isinstance(place.declared, DeclaredClass):
            made = _of_method(machine, place, "__init__")
            return None if made is None else replace(made, of_instance=False)
        if place is not None:
            assert isinstance(place.declared, DeclaredFunction)
            return _read(machine, place.declared, iter(()))
        owner, _, name = rest.rpartition(".")
        place = _find(machine, f"{spelling}.{owner}") if owner else None
        if place is not None and isinstance(place.declared, DeclaredClass):
            return _of_method(machine, place, name)
    return None


def _find(machine: Machine, path: str, steps: int = 0) -> _Place | None:
    """What a dotted name leads to: the longest part of it that is a module, then the names in it."""
    if steps > _MAX_STEPS:
        return None
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        module = ".".join(parts[:length])
        text = module_text(machine, module)
        if text is None:
            continue
        declared: Declared = declared_in(text).get(parts[length])
        rest = parts[length + 1 :]
        if isinstance(declared, str):
            return _find(machine, ".".join([_absolute(text, declared), *rest]), steps + 1)
        return None if declared is None or rest else _Place(module, parts[length], declared)
    return None


def _absolute(text: str, written: str) -> str:
    """A dotted name as another module would write it: its root is what the module imported."""
    root, dot, rest = written.partition(".")
    meant = declared_in(text).get(root)
    return f"{meant}{dot}{rest}" if isinstance(meant, str) else written


def _of_method(machine: Machine, place: _Place, name: str) -> ReadSignature | None:
    """A method, looked for in a class and its bases, in the order of Python."""
    line = _line(machine, place)
    if name == "__init__" and any(_makes_otherwise(each) for each in line):
        return None
    return _next_method(machine, iter(line), name)


def _makes_otherwise(place: _Place | None) -> bool:
    if place is None or not isinstance(place.declared, DeclaredClass):
        return False
    new = place.declared.methods.get("__new__")
    return new is not None and bool(new.parameters)


def _next_method(machine: Machine, line: Iterator[_Place | None], name: str) -> ReadSignature | None:
    for place in line:
        if place is None or not isinstance(place.declared, DeclaredClass):
            return None
        if name in place.declared.methods:
            function = place.declared.methods[name]
            return None if function is None else _read(machine, function, line)
    # Python's own takes nothing
    return ReadSignature(Signature((), False), of_instance=True) if name == "__init__" else None


def _line(machine: Machine, place: _Place, steps: int = 0) -> list[_Place | None]:
    """A class and what is above it, each behind all that are below it; None stands for what is not found."""
    found: list[_Place | None] = [place]
    assert isinstance(place.declared, DeclaredClass)
    for base in place.declared.bases:
        if base == "object" or base.endswith("ABC"):
            continue
        text = module_text(machine, place.module) or ""
        root = base.partition(".")[0]
        own = declared_in(text).get(base)
        above = _Place(place.module, base, own) if isinstance(own, DeclaredClass) else None
        if above is None and isinstance(declared_in(text).get(root), str):
            above = _find(machine, _absolute(text, base))
        is_class = above is not None and isinstance(above.declared, DeclaredClass) and steps < _MAX_STEPS
        found += _line(machine, above, steps + 1) if is_class and above is not None else [None]
    return [each for number, each in enumerate(found) if each not in found[number + 1 :] or each is None]


def _read(machine: Machine, function: DeclaredFunction, above: Iterator[_Place | None]) -> ReadSignature | None:
    if function.forwards:
        return _next_method(machine, above, function.name)
    return ReadSignature(_signature(machine, function, above), function.of_instance, function.starred)


def _signature(machine: Machine, function: DeclaredFunction, above: Iterator[_Place | None]) -> Signature:
    own, keywords = function.parameters, function.keywords
    if keywords is None:
        return Signature(own, open_ended=False)
    hidden = dict.fromkeys(keywords.popped)
    if keywords.refused:
        return Signature(own, False, hidden)
    base = _next_method(machine, above, "__init__") if keywords.handed_on else None
    if base is None:
        return Signature(own, True, hidden, Anything())
    names = {parameter.name for parameter in own} | set(keywords.given)
    handed = tuple(
        Parameter(each.name, required=each.required, keyword_only=True)
        for each in base.signature.parameters
        if each.name not in names
    )
    hidden = {**base.signature.hidden, **hidden}
    return Signature((*own, *handed), base.signature.open_ended, hidden, base.signature.base)
