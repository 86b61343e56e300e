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


class _Texts:
    """The texts of modules that were asked for: an answer holds as long as they are what they were."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.read: dict[str, str | None] = {}

    def of(self, module: str) -> str | None:
        text = self.read[module] = module_text(self._machine, module)
        return text


# by the dotted name: the texts that were read, and what came of them
_KNOWN: dict[str, tuple[dict[str, str | None], ReadSignature | None]] = {}
_MOST_KNOWN = 1024


def read_signature(machine: Machine, path: str) -> ReadSignature | None:
    """The parameters that `path` takes; None where they are not known."""
    if path not in machine.signatures:
        machine.signatures[path] = _read_anew(machine, path)
    modules, signature = machine.signatures[path]
    # whoever asks depends on each of them
    machine.found.note_reads(modules)
    assert signature is None or isinstance(signature, ReadSignature)
    return signature


def _read_anew(machine: Machine, path: str) -> tuple[tuple[str, ...], ReadSignature | None]:
    """The modules that were read for a signature, and what came of them."""
    if path in _KNOWN:
        read, known = _KNOWN[path]
        if [module_text(machine, module) for module in read] == list(read.values()):
            return tuple(read), known
    texts = _Texts(machine)
    signature = _signature_of(texts, path)
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN[path] = texts.read, signature
    return tuple(texts.read), signature


def _signature_of(texts: _Texts, path: str) -> ReadSignature | None:
    root, _, rest = path.partition(".")
    for spelling in _SPELLINGS.get(root, (root,)):
        place = _find(texts, f"{spelling}.{rest}")
        if place is not None and isinstance(place.declared, DeclaredClass):
            made = _of_method(texts, place, "__init__")
            return None if made is None else replace(made, of_instance=False)
        if place is not None:
            assert isinstance(place.declared, DeclaredFunction)
            return _read(texts, place.declared, iter(()))
        owner, _, name = rest.rpartition(".")
        place = _find(texts, f"{spelling}.{owner}") if owner else None
        if place is not None and isinstance(place.declared, DeclaredClass):
            return _of_method(texts, place, name)
    return None


def _find(texts: _Texts, path: str, steps: int = 0) -> _Place | None:
    """What a dotted name leads to: the longest part of it that is a module, then the names in it."""
    if steps > _MAX_STEPS:
        return None
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        module = ".".join(parts[:length])
        text = texts.of(module)
        if text is None:
            continue
        declared: Declared = declared_in(text).get(parts[length])
        rest = parts[length + 1 :]
        if isinstance(declared, str):
            return _find(texts, ".".join([_absolute(text, declared), *rest]), steps + 1)
        return None if declared is None or rest else _Place(module, parts[length], declared)
    return None


def _absolute(text: str, written: str) -> str:
    """A dotted name as another module would write it: its root is what the module imported."""
    root, dot, rest = written.partition(".")
    meant = declared_in(text).get(root)
    return f"{meant}{dot}{rest}" if isinstance(meant, str) else written


def _of_method(texts: _Texts, place: _Place, name: str) -> ReadSignature | None:
    """A method, looked for in a class and its bases, in the order of Python."""
    line = _line(texts, place)
    if name == "__init__" and any(_makes_otherwise(each) for each in line):
        return None
    return _next_method(texts, iter(line), name)


def _makes_otherwise(place: _Place | None) -> bool:
    if place is None or not isinstance(place.declared, DeclaredClass):
        return False
    new = place.declared.methods.get("__new__")
    return new is not None and bool(new.parameters)


def _next_method(texts: _Texts, line: Iterator[_Place | None], name: str) -> ReadSignature | None:
    for place in line:
        if place is None or not isinstance(place.declared, DeclaredClass):
            return None
        if name in place.declared.methods:
            function = place.declared.methods[name]
            return None if function is None else _read(texts, function, line)
    # Python's own takes nothing
    return ReadSignature(Signature((), False), of_instance=True) if name == "__init__" else None


def _line(texts: _Texts, place: _Place, steps: int = 0) -> list[_Place | None]:
    """A class and what is above it, each behind all that are below it; None stands for what is not found."""
    found: list[_Place | None] = [place]
    assert isinstance(place.declared, DeclaredClass)
    for base in place.declared.bases:
        if base == "object" or base.endswith("ABC"):
            continue
        text = texts.of(place.module) or ""
        root = base.partition(".")[0]
        own = declared_in(text).get(base)
        above = _Place(place.module, base, own) if isinstance(own, DeclaredClass) else None
        if above is None and isinstance(declared_in(text).get(root), str):
            above = _find(texts, _absolute(text, base))
        is_class = above is not None and isinstance(above.declared, DeclaredClass) and steps < _MAX_STEPS
        found += _line(texts, above, steps + 1) if is_class and above is not None else [None]
    return [each for number, each in enumerate(found) if each not in found[number + 1 :] or each is None]


def _read(texts: _Texts, function: DeclaredFunction, above: Iterator[_Place | None]) -> ReadSignature | None:
    if function.forwards:
        return _next_method(texts, above, function.name)
    return ReadSignature(_signature(texts, function, above), function.of_instance, function.starred)


def _signature(texts: _Texts, function: DeclaredFunction, above: Iterator[_Place | None]) -> Signature:
    own, keywords = function.parameters, function.keywords
    if keywords is None:
        return Signature(own, open_ended=False)
    hidden = dict.fromkeys(keywords.popped)
    if keywords.refused:
        return Signature(own, False, hidden)
    base = _next_method(texts, above, "__init__") if keywords.handed_on else None
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
