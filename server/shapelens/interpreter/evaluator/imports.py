"""`import` statements: library names by their dotted path."""

from __future__ import annotations

import builtins
from dataclasses import replace

from shapelens.interpreter.domain.objects import Stars
from shapelens.interpreter.domain.values import Named, Value
from shapelens.interpreter.keras.gone_names import note_imports
from shapelens.interpreter.keras.legacy import is_legacy_layer
from shapelens.interpreter.machine.callees import find_callee
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.modules.load import bound_so_far, exported_names, find_among, is_read, stars_of
from shapelens.interpreter.modules.resolve import absolute_name, is_known_by_name, resolve
from shapelens.shapes.unknown import Unknown
from shapelens.syntax import lowered as low


def import_modules(machine: Machine, node: low.Import) -> None:
    """`import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`."""
    today = note_imports(machine, [path for path, _ in node.modules], machine.at(node.span))
    for path, name in node.modules:
        if name is not None:
            machine.assign(name, Named(today.get(path, path)))
        else:
            root = path.partition(".")[0]
            machine.assign(root, Named(root))


def import_names(machine: Machine, node: low.ImportFrom) -> None:
    """`from module import name as alias`, and `from module import *`."""
    module = absolute_name(machine, node.module, node.level)
    if node.names is None:
        _import_star(machine, module)
        return
    paths = [f"{module}.{name}" if module else name for name, _ in node.names]
    today = note_imports(machine, paths, machine.at(node.span))
    for path, (_, alias) in zip(paths, node.names, strict=True):
        value = Named(today.get(path, path))
        machine.assign(alias, resolve(machine, value) if is_read(machine, module) else value)


def _import_star(machine: Machine, module: str) -> None:
    """`from module import *`: its names are looked up when they are used, but for a module that is still running."""
    running = None if is_known_by_name(module) else bound_so_far(machine, module)
    stars: Stars = (module,)
    if running is not None:
        stars = machine.heap.stars(running)
        for name in tuple(machine.scope_at(running).names):
            if not name.startswith("_"):
                machine.assign(name, machine.heap.name(running, name))
    elif not is_known_by_name(module):
        _bind_anew(machine, module)
    scope = machine.scope_at(machine.scope)
    machine.heap[machine.scope] = replace(scope, stars=(*machine.heap.stars(machine.scope), *stars))


def _bind_anew(machine: Machine, module: str) -> None:
    """What a star import of a module brings takes the place of names that are bound already."""
    for name in exported_names(machine, module):
        if machine.heap.name(machine.scope, name) is not MISSING:
            machine.assign(name, resolve(machine, Named(f"{module}.{name}")))


def find_in_stars(machine: Machine, name: str) -> Value | None:
    """A name that a star import brings: known for Keras' layers and models, unknown for other modules."""
    stars = stars_of(machine, machine.module.scope)
    machine.tick(len(stars) >> 4)
    uncertain = any(isinstance(star, frozenset) for star in stars)

    def find(module: str) -> Value:
        asked = Named(f"{module}.{name}")
        if _is_exported(asked.path, name):
            return Named(canonical(asked.path))
        value = resolve(machine, asked)
        if value != asked:
            return value
        if uncertain and not _is_followed(machine, module):
            return Unknown(f"`{name}` may come from `from {module} import *`")
        return MISSING

    found = find_among(stars, name, find)
    if found is not MISSING:
        return found
    outside = [module for module in stars if isinstance(module, str) and not _is_followed(machine, module)]
    if outside and not hasattr(builtins, name):
        return Unknown(f"`{name}` may come from `from {outside[-1]} import *`")
    return None


def _is_followed(machine: Machine, module: str) -> bool:
    return canonical(module).startswith(("keras", "tensorflow")) or module in machine.modules


# what has no rule, and is asked for by its name
_STAR_NAMES = {
    "keras.Input", "keras.Model", "keras.Sequential", "keras.layers.InputLayer", "keras.layers.InputSpec",
    "keras.layers.Layer", "keras.layers.Wrapper",
}  # fmt: skip


def _is_exported(path: str, name: str) -> bool:
    """Whether a module of a library is known to have a name; of Python's own names some versions export some."""
    callee = find_callee(path)
    if callee.path in _STAR_NAMES or (callee.path.startswith("keras.layers.") and is_legacy_layer(name)):
        return True
    return callee.is_known and not hasattr(builtins, name)
