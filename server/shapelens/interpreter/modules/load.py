"""Loading modules: a project's module is evaluated whole, an installed one only where a name of it is used."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from shapelens.interpreter.domain.objects import ListObject, ModuleObject, Scope, Stars
from shapelens.interpreter.domain.values import Module, Ref, Value
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.machine.model_search import find_model
from shapelens.interpreter.machine.module_search import Found, SearchPath, find_module
from shapelens.interpreter.modules.names import bound_names, called_names
from shapelens.interpreter.store.join import join_all
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.caching import kept_by_text
from shapelens.syntax.outline import OutlinedChunk, outline
from shapelens.syntax.parse import LoweredFile, parse

# modules nested deeper than this are not followed: every level is a level of Python's own stack
MAX_MODULE_DEPTH = 12

# with this in front a path stands among the names of modules
_MODEL_FILE = "file:"


def load_module(machine: Machine, name: str) -> Ref | None:
    """The module with a dotted name, loaded once; None where no file has it."""
    known: Ref | None = machine.modules.get(name)
    if known is not None:
        return known
    found, text = _found(machine, name)
    if found is None or text is None or machine.module_depth >= MAX_MODULE_DEPTH:
        return None
    chunks, index = _outlined(text) if found.installed else ((), {})
    scope = machine.heap.new(Scope({}))
    package = name if found.is_package else name.rpartition(".")[0]
    module = Module(scope, name, package, found.path)
    ref = machine.heap.new(ModuleObject(module, chunks, index))
    if found.installed:
        # what is read of it on one path holds for all
        machine.heap.make_lasting(scope, ref)
    # known before it runs, so that modules that import each other end
    machine.modules[name] = ref
    machine.module_of_scope[scope] = ref
    if not found.installed:
        try:
            _run_whole(machine, ref, module, _parsed(text))
        finally:
            machine.heap.make_for_all_paths(range(scope.address, machine.heap.last + 1))
    return ref


def bound_so_far(machine: Machine, name: str) -> Ref | None:
    """The scope of a module of the project that has not run to its end, where a star import takes what it has bound so
    far: the two import each other. Any other module of the project is run first; None then."""
    found, _ = _found(machine, name)
    if found is None or found.installed:
        return None
    ref = load_module(machine, name)
    return module_at(machine, ref).module.scope if ref in machine.running_modules else None


def _found(machine: Machine, name: str) -> tuple[Found | None, str | None]:
    known = machine.found.get(name, MISSING)
    if known is MISSING:
        # what is on disk is no effect of the program
        known = look_for(machine.search, name)
        machine.found.put(name, known)
    found, text = known
    return found, text


def module_text(machine: Machine, name: str) -> str | None:
    """The text of an installed module, which is not loaded; None where no package has it, or the project does."""
    found, text = _found(machine, name)
    return text if found is not None and found.installed else None


def model_file(machine: Machine, path: str) -> tuple[Found | None, str | None]:
    """A `.keras` file that lies in the project, and the configuration in it."""
    return _found(machine, _MODEL_FILE + path)


def look_for(search: SearchPath, name: str) -> tuple[Found | None, str | None]:
    """The file of a module or model, and its text."""
    if name.startswith(_MODEL_FILE):
        return find_model(search, name.removeprefix(_MODEL_FILE))
    found = find_module(search, name)
    return found, None if found is None else search.read(found.path)


def lacks_keras(machine: Machine) -> bool:
    """Whether the text of Keras was looked for and not found."""
    found, _ = machine.found.get("keras") or (MISSING, None)
    return found is None


def files_of(modules: Iterable[tuple[Found | None, str | None]]) -> Iterator[str]:
    """The files of the project among those of some modules."""
    for found, _ in modules:
        if found is not None and not found.installed:
            yield found.path


@kept_by_text(2_000_000)
def _parsed(text: str) -> LoweredFile:
    return parse(text)


@kept_by_text(10_000_000)
def _outlined(text: str) -> tuple[tuple[OutlinedChunk, ...], Mapping[str, tuple[int, ...]]]:
    """The chunks of a module, and which of them bind each name, in order."""
    chunks = outline(text)
    declared = {chunk.name: chunk.declares_global() for chunk in chunks if chunk.name is not None}
    index: dict[str, tuple[int, ...]] = {}
    for number, chunk in enumerate(chunks):
        for name in dict.fromkeys(_names(chunk, declared)):
            index[name] = (*index.get(name, ()), number)
    return chunks, index


def _names(chunk: OutlinedChunk, declared: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """What a chunk binds, itself or by a function of the module that it calls for its `global` names."""
    if chunk.name is not None:
        yield chunk.name
        return
    for part in chunk.read():
        yield from bound_names(part.statements)
        for function in called_names(part.statements):
            yield from declared.get(function, ())


def _run_whole(machine: Machine, ref: Ref, module: Module, file: LoweredFile) -> None:
    before, machine.running_modules = machine.running_modules, (*machine.running_modules, ref)
    try:
        with _running(machine, module):
            for chunk in file.chunks:
                machine.offset = chunk.offset
                machine.execute(chunk.statements)
    finally:
        machine.running_modules = before


@contextmanager
def _running(machine: Machine, module: Module) -> Iterator[None]:
    """Run top-level code of another module: nothing of it is recorded."""
    before = (machine.module, machine.scope, machine.offset, machine.suspended)
    machine.module, machine.scope, machine.suspended = module, module.scope, []
    machine.module_depth += 1
    try:
        with machine.silently():
            yield
    finally:
        machine.module_depth -= 1
        machine.module, machine.scope, machine.offset, machine.suspended = before


def is_read(machine: Machine, name: str) -> bool:
    """Whether a module of the project was read: its names have values by now, which may change later."""
    ref: Ref | None = machine.modules.get(name)
    return ref is not None and not module_at(machine, ref).chunks


def module_at(machine: Machine, ref: Ref) -> ModuleObject:
    """The module at an address."""
    module = machine.heap[ref]
    assert isinstance(module, ModuleObject)
    return module


def demand(machine: Machine, scope: Ref, name: str) -> Value:
    """A name of a module whose chunks are read as they are needed; `MISSING` where none binds it."""
    ref = machine.module_of_scope.get(scope)
    if ref is None:
        return MISSING
    module = module_at(machine, ref)
    chunks = module.index.get(name, ())
    if not chunks:
        return MISSING
    # taken out first: a chunk that needs its own name must not start again
    machine.heap[ref] = replace(module, index={key: value for key, value in module.index.items() if key != name})
    with _running(machine, module.module):
        for part in (part for number in chunks for part in module.chunks[number].read()):
            machine.offset = part.offset
            machine.execute(part.statements)
    return machine.heap.name(scope, name)


def module_attribute(machine: Machine, ref: Ref, name: str, asked: tuple[Ref, ...] = ()) -> Value:
    """`module.name`: what it binds or passes on, else a submodule of that name; `MISSING` where there is none.

    `asked` are the modules whose star imports led here: they have no more to say.
    """
    module = module_at(machine, ref).module
    value = machine.heap.name(module.scope, name)
    if value is not MISSING:
        return value
    value = demand(machine, module.scope, name)
    if value is not MISSING:
        return value
    value = _from_stars(machine, ref, name, (*asked, ref))
    if value is not MISSING:
        return value
    submodule = load_module(machine, f"{module.name}.{name}")
    return MISSING if submodule is None else submodule


def stars_of(machine: Machine, scope: Ref) -> Stars:
    """The modules that a module imports with `*`."""
    demand(machine, scope, "*")
    return machine.heap.stars(scope)


def _from_stars(machine: Machine, ref: Ref, name: str, asked: tuple[Ref, ...]) -> Value:
    """A name that a module passes on from one that it imports with `*`."""
    if name.startswith("_"):
        return MISSING

    def find(star: str) -> Value:
        source = load_module(machine, star)
        return MISSING if source is None or source in asked else module_attribute(machine, source, name, asked)

    return find_among(stars_of(machine, module_at(machine, ref).module.scope), name, find)


def exported_names(machine: Machine, name: str, asked: tuple[str, ...] = ()) -> Iterator[str]:
    """The names that a star import of a module of the project brings, as far as they are known."""
    ref = machine.modules.get(name)
    if ref is None or name in asked or module_at(machine, ref).chunks:
        return
    scope = module_at(machine, ref).module.scope
    declared = machine.heap.name(scope, "__all__")
    content = machine.heap[declared] if isinstance(declared, Ref) else None
    if declared is not MISSING:
        items = content.items if isinstance(content, ListObject) else declared
        yield from (item for item in items if isinstance(item, str)) if isinstance(items, tuple) else ()
        return
    yield from (each for each in tuple(machine.scope_at(scope).names) if not each.startswith("_"))
    for star in machine.heap.stars(scope):
        if isinstance(star, str):
            yield from exported_names(machine, star, (*asked, name))


def find_among(stars: Stars, name: str, find: Callable[[str], Value]) -> Value:
    """What the last star import gives that has a name; `MISSING` where none has. Of those that some paths alone import
    it is what they have in common, and with what was there before."""
    for position in range(len(stars) - 1, -1, -1):
        star = stars[position]
        if isinstance(star, str):
            value = find(star)
            if value is not MISSING:
                return value
            continue
        some = [value for value in map(find, sorted(star)) if value is not MISSING]
        if not some:
            continue
        before = find_among(stars[:position], name, find)
        if before is MISSING and hasattr(builtins, name):
            return Unknown(f"`{name}` is imported on some paths alone")
        return join_all(some if before is MISSING else [before, *some])
    return MISSING
