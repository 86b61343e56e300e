"""Names of a library: as the text around spells them, imported where they are not yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import libcst as cst

from shapelens.syntax.edits.calls import Call
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.items import Items, items_of
from shapelens.syntax.edits.source import Source, Tree
from shapelens.syntax.lower_expressions import dotted_name
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True)
class Spelled:
    """How a name is written at a place, and the edits that make it known there."""

    text: str
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class _FromImport:
    """`from module import a, b as c`: the names as they are bound, or None for `*`."""

    module: str
    names: tuple[str, ...] | None
    tree: Tree
    node: cst.ImportFrom

    def alias(self, name: str) -> cst.ImportAlias:
        """What stands in the import for a name that it binds."""
        assert self.names is not None
        assert not isinstance(self.node.names, cst.ImportStar)
        return self.node.names[self.names.index(name)]


def spell_beside(source: Source, neighbour: Call, name: str) -> Spelled | None:
    """`name` of the module that what `neighbour` calls comes from: `layers.Flatten` beside `layers.Conv2D`."""
    prefix, _, last = neighbour.name.rpartition(".")
    if prefix:
        return Spelled(f"{prefix}.{name}")
    if not last:
        return None
    found = _import_of(source, last)
    if found is not None:
        return Spelled(name, () if _import_of(source, name) else _extend(source, found, name))
    stars = any(each.names is None for each in _from_imports(source, "*"))
    return Spelled(name) if stars else None


def import_name(source: Source, module: str, name: str) -> tuple[Edit, ...]:
    """Make `name` of `module` known in the whole file."""
    imports = [each for each in _from_imports(source, module) if each.module == module]
    if any(each.names is None or name in each.names for each in imports):
        return ()
    beside = next((each for each in imports if _is_at_top(each)), None)
    if beside is not None:
        return _extend(source, beside, name)
    return _new_line(source, f"from {module} import {name}")


def import_module(source: Source, module: str, alias: str) -> tuple[str, tuple[Edit, ...]]:
    """The name of a module in the file, and the import that gives it one where it has none."""
    known = alias_of(source, module)
    return (known, ()) if known is not None else (alias, _new_line(source, f"import {module} as {alias}"))


def alias_of(source: Source, module: str) -> str | None:
    """The name under which `import module` or `import module as name` binds a module."""
    for tree in source.trees(containing=module):
        for node in tree.nodes(cst.Import):
            for alias in node.names:
                if dotted_name(alias.name) == module:
                    return dotted_name(alias.asname.name) if alias.asname else module
    return None


def spell_operation(source: Source, name: str) -> Spelled:
    """How an operation of `keras.ops` is written in a file, and the import that it needs where it has none."""
    from_imports = [each for each in _from_imports(source, "keras") if each.names is not None]
    bound = {name: each.module for each in from_imports for name in each.names or ()}
    if bound.get("ops") in ("keras", "tensorflow.keras"):
        return Spelled(f"ops.{name}")
    alias = alias_of(source, "keras.ops")
    if alias is not None:
        return Spelled(f"{alias}.{name}")
    keras = "keras" if "keras" in bound else alias_of(source, "keras")
    if keras is not None:
        return Spelled(f"{keras}.ops.{name}")
    return Spelled(f"ops.{name}", import_name(source, "keras", "ops"))


def call_instead(source: Source, call: Call, name: str) -> tuple[Edit, ...] | None:
    """Call `name` of the same module instead; what is imported follows."""
    prefix, _, last = call.name.rpartition(".")
    if prefix:
        return call.replace_function(f"{prefix}.{name}")
    found = _import_of(source, last)
    if found is None:
        stars = any(each.names is None for each in _from_imports(source, "*"))
        return call.replace_function(name) if last and stars else None
    alias = found.alias(last)
    if alias.asname is not None:
        return source.replacement(found.tree.span(alias.name), name)
    function = call.replace_function(name)
    if sum(_uses(tree, last) for tree in source.trees(containing=last)) > 1:
        return function if _import_of(source, name) else (*function, *_extend(source, found, name))
    if _import_of(source, name) is None:
        return (*function, *source.replacement(found.tree.span(alias), name))
    return (*function, *_without(source, found, last))


def call_from_parent(source: Source, call: Call, name: str, inner: str) -> tuple[Edit, ...] | None:
    """Call `name` of the module around the module `inner`: `layers.Flatten` for `layers.experimental.x.Flatten`."""
    prefix, _, last = call.name.rpartition(".")
    outer, found, _ = f".{prefix}.".partition(f".{inner}.")
    if found and outer:
        return call.replace_function(f"{outer[1:]}.{name}")
    if not prefix:
        # every name of that import comes from the module around it
        imported = _import_of(source, last)
        module = None if imported is None else imported.node.module
        if imported is None or module is None or f".{inner}" not in imported.module:
            return None
        return source.replacement(imported.tree.span(module), imported.module.partition(f".{inner}")[0])
    root = prefix.partition(".")[0]
    imported = _import_of(source, root)
    if imported is None:
        return None
    module_name = f"{imported.module}.{root}".partition(f".{inner}")[0]
    package, _, module_alias = module_name.rpartition(".")
    uses = sum(_uses(tree, root) for tree in source.trees(containing=root))
    drop = _without(source, imported, root) if uses == 1 else ()
    return (*call.replace_function(f"{module_alias}.{name}"), *import_name(source, package, module_alias), *drop)


def spell_path(source: Source, path: str) -> Spelled:
    """A dotted path of a library as the file writes it: by the module that it imports, or by one more import."""
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        module, rest = ".".join(parts[:length]), ".".join(parts[length:])
        known = alias_of(source, module)
        if known is not None:
            return Spelled(f"{known}.{rest}")
        package, _, last = module.rpartition(".")
        for each in _from_imports(source, package) if package else ():
            if each.module == package and each.names is not None and _is_at_top(each):
                bound = next((name for name in each.names if _origin(each, name) == last), None)
                if bound is not None:
                    return Spelled(f"{bound}.{rest}")
    root = parts[0]
    if root == "tensorflow":
        alias, edits = import_module(source, root, "tf")
        return Spelled(".".join([alias, *parts[1:]]), edits)
    package, module, rest = root, parts[1], ".".join(parts[2:])
    if len(parts) > 2 and not any(_uses(tree, module) for tree in source.trees(containing=module)):
        return Spelled(f"{module}.{rest}", import_name(source, package, module))
    return Spelled(path, _new_line(source, f"import {root}"))


def _origin(found: _FromImport, name: str) -> str:
    return dotted_name(found.alias(name).name)


def import_from_today(source: Source, span: Span, today: Mapping[str, str]) -> tuple[Edit, ...] | None:
    """The import statement at a span with other paths for some of what it imports; the names that it binds stay."""
    tree = source.tree_at(span)
    if tree is None:
        return None
    whole = tree.find(cst.Import, span)
    if whole is not None:
        renamed = [alias for alias in whole.names if dotted_name(alias.name) in today]
        if any(alias.asname is None for alias in renamed):
            return None
        edits = (source.replacement(tree.span(alias.name), today[dotted_name(alias.name)]) for alias in renamed)
        return tuple(edit for each in edits for edit in each)
    node = tree.find(cst.ImportFrom, span)
    if node is None or isinstance(node.names, cst.ImportStar) or node.module is None or node.relative:
        return None
    module = dotted_name(node.module)
    modules: dict[str, list[str]] = {}
    for alias in node.names:
        name = dotted_name(alias.name)
        bound = dotted_name(alias.asname.name) if alias.asname else name
        place, _, now = today.get(f"{module}.{name}", f"{module}.{name}").rpartition(".")
        modules.setdefault(place, []).append(now if now == bound else f"{now} as {bound}")
    written = [source.slice(tree.span(alias)).rstrip(", ") for alias in node.names]
    if len(modules) == 1 and [*modules.values()] == [written]:
        return source.replacement(tree.span(node.module), next(iter(modules)))
    indentation = source.indentation(source.lines.bounds(span)[0])
    if indentation is None and len(modules) > 1:
        return None
    lines = [f"from {place} import {', '.join(names)}" for place, names in modules.items()]
    return source.replacement(span, f"{source.newline}{indentation}".join(lines))


def _from_imports(source: Source, containing: str) -> Iterator[_FromImport]:
    for tree in source.trees(containing="import" if containing == "*" else containing):
        for node in tree.nodes(cst.ImportFrom):
            names = None
            if not isinstance(node.names, cst.ImportStar):
                names = tuple(dotted_name(alias.asname.name if alias.asname else alias.name) for alias in node.names)
            module = "." * len(node.relative) + dotted_name(node.module)
            yield _FromImport(module, names, tree, node)


def _import_of(source: Source, name: str) -> _FromImport | None:
    """The `from` import that binds a name."""
    return next((each for each in _from_imports(source, name) if each.names is not None and name in each.names), None)


def _is_at_top(found: _FromImport) -> bool:
    return found.tree.span(found.node).column == 1


def _aliases(source: Source, found: _FromImport) -> Items:
    assert not isinstance(found.node.names, cst.ImportStar)
    first = found.node.lpar or found.node.names[0]
    start, end = source.lines.bounds(found.tree.span(first))
    return items_of(source, found.tree, end if found.node.lpar else start, found.node.names)


def _extend(source: Source, found: _FromImport, name: str) -> tuple[Edit, ...]:
    """One more name, at its place where the names are in order."""
    assert found.names is not None
    names = [each.lower() for each in found.names]
    index = sum(each < name.lower() for each in names) if names == sorted(names) else len(names)
    return _aliases(source, found).insert(index, name)


def _new_line(source: Source, text: str) -> tuple[Edit, ...]:
    """An import behind those at the beginning of the file."""
    last: tuple[Tree, cst.CSTNode] | None = None
    first: tuple[Tree, cst.CSTNode] | None = None
    for tree, statement in ((each, statement) for each in source.trees() for statement in each.module.body):
        small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
        is_docstring = isinstance(small, cst.Expr) and isinstance(small.value, cst.SimpleString)
        if isinstance(small, (cst.Import, cst.ImportFrom)) or (is_docstring and last is None):
            last = (tree, statement)
            continue
        first = (tree, statement)
        break
    if last is not None:
        _, end = source.lines.bounds(last[0].span(last[1]))
        return (source.insertion(source.end_of_line(end), f"{source.newline}{text}"),)
    start = 0 if first is None else source.lines.bounds(first[0].span(first[1]))[0]
    return (source.insertion(start, f"{text}{source.newline}"),)


def _without(source: Source, found: _FromImport, name: str) -> tuple[Edit, ...]:
    """The import without one of its names; without its line, where it is the only one."""
    assert found.names is not None
    if len(found.names) > 1:
        return _aliases(source, found).remove(found.names.index(name))
    line = found.tree.parent(found.node)
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) > 1 or not _is_at_top(found):
        return ()
    return source.removal_of_lines(*source.lines.bounds(found.tree.span(found.node))) or ()


def _uses(tree: Tree, name: str) -> int:
    """How often a name stands for a value: not in an import, nor behind a dot, nor as a keyword."""
    return sum(1 for node in tree.nodes(cst.Name) if node.value == name and _is_use(tree, node))


def _is_use(tree: Tree, node: cst.Name) -> bool:
    parent = tree.parent(node)
    if isinstance(parent, cst.Attribute):
        return parent.value is node
    if isinstance(parent, cst.Arg):
        return parent.keyword is not node
    return not isinstance(parent, (cst.ImportAlias, cst.AsName))
