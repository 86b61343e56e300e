"""Small random programs of plain Python: numbers, lists, dicts, strings, functions, closures, classes, loops, `try`.

Every program ends, and a name is read only where every path has bound it; it may still raise, which its reader must
expect. `outside` is a module that the interpreter cannot read: `flag()` and `number()` give anything, `risky()` may
raise, `touch(x)` may change what it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from tests.interpreter.random_expressions import KINDS, Expressions

HEADER = "from outside import flag, number, risky, touch\n"


class Writer(Expressions):
    """Writes one program."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.lines: list[str] = []
        self.depth = 0
        self.counter = 0
        self.in_function = self.in_loop = False
        # how many statements it may still write before it must not nest any more
        self.budget = 60

    def write(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    def fresh(self, kind: str) -> str:
        self.counter += 1
        return f"{kind[0]}{self.counter}"

    @contextmanager
    def block(self, opening: str) -> Iterator[None]:
        """What a block binds may be unbound behind it."""
        self.write(opening)
        self.depth += 1
        before, start = self.names.copy(), len(self.lines)
        yield
        if len(self.lines) == start:
            self.write("pass")
        self.names = before
        self.depth -= 1

    def body(self, count: int = 2) -> None:
        for _ in range(self.random.randrange(1, count + 1)):
            self.statement()

    def statement(self) -> None:
        self.budget -= 1
        simple = (self.assign, self.assign, self.augment, self.mutate_list, self.mutate_list, self.mutate_dict,
                  self.unpack, self.mutate_object)  # fmt: skip
        compound = (self.branch, self.branch, self.loop, self.loop, self.count, self.attempt, self.attempt)
        definitions = (self.define, self.define_class, self.define_generator, self.define_closure)
        options: list[Callable[[], None]] = [*simple, *simple]
        if self.budget > 0 and self.depth < 4:
            options += compound
            if self.depth < 2:
                options += definitions
        if self.in_loop and self.depth:
            options.append(self.leave_loop)
        if self.in_function and self.depth:
            options.append(self.leave_function)
        self.random.choice(options)()

    def assign(self) -> None:
        kind = self.random.choice(KINDS if self.names.by_kind["class"] else KINDS[:-1])
        value = self.value(kind)
        old = self.known(kind)
        name = old if old and self.random.random() < 0.5 and "." not in old else self.fresh(kind)
        self.write(f"{name} = {value}")
        self.declare(kind, name)

    def declare(self, kind: str, name: str) -> None:
        if name not in self.names.by_kind[kind]:
            self.names.by_kind[kind].append(name)

    def augment(self) -> None:
        kind = self.random.choice(("int", "list"))
        name = self.known(kind)
        if name:
            operator = self.random.choice(("+=", "-=", "*=")) if kind == "int" else "+="
            value = self.integer(1) if kind == "int" else self.sequence()
            self.write(f"{name} {operator} {value}")

    def mutate_list(self) -> None:
        name = self.known("list")
        if not name:
            return
        self.write(
            self.pick(
                lambda: f"{name}.append({self.integer()})",
                lambda: f"{name}.append({self.integer()})",
                lambda: f"{name}.extend({self.sequence(1)}[:3])",
                lambda: f"{name}.insert({self.random.randrange(-1, 2)}, {self.integer()})",
                lambda: f"{name}[:1] = {self.sequence(1)}[:3]",
                lambda: f"{name} and {name}.pop({self.random.choice(('', '0', '-1'))})",
                lambda: f"{name}.reverse()",
                lambda: f"{name}.sort(key=lambda q: -q)",
                lambda: f"del {name}[{self.random.choice(('1:', ':1', '::2'))}]",
                lambda: f"{name}.clear()",
                lambda: f"touch({name})",
                lambda: f"if {name}: {name}[-1] = {self.integer()}",
            )
        )

    def mutate_dict(self) -> None:
        name = self.known("dict")
        if not name:
            return
        self.write(
            self.pick(
                lambda: f"{name}[{self.key()}] = {self.integer()}",
                lambda: f"{name}.update({self.mapping(1)})",
                lambda: f"{name}.setdefault({self.key()}, {self.integer()})",
                lambda: f"{name}.pop({self.key()}, None)",
                lambda: f"if {self.key()} in {name}: del {name}[{self.key()}]",
                lambda: f"{name}[{self.key()}] = {name}.get({self.key()}, 0) + 1",
                lambda: f"touch({name})",
            )
        )

    def mutate_object(self) -> None:
        name = self.known("object")
        if name:
            self.write(
                self.pick(
                    lambda: f"{name}.n = {self.integer()}",
                    lambda: f"{name}.add({self.integer()})",
                    lambda: f"setattr({name}, 'total', {self.integer()})",
                    lambda: f"{name}.items.append({self.integer()})",
                )
            )

    def unpack(self) -> None:
        first, second = self.known("int"), self.known("int")
        if first and second and first != second and "." not in first + second:
            self.write(
                self.pick(
                    lambda: f"{first}, {second} = {second}, {self.integer()}",
                    lambda: f"{first}, *{self.spare()} = {self.integer()}, *{self.sequence(1)}",
                    lambda: f"{first} = {second} = {self.integer()}",
                )
            )

    def spare(self) -> str:
        name = self.fresh("list")
        self.declare("list", name)
        return name

    def branch(self) -> None:
        with self.block(f"if {self.boolean()}:"):
            self.body()
        if self.random.random() < 0.3:
            with self.block(f"elif {self.boolean()}:"):
                self.body()
        if self.random.random() < 0.6:
            with self.block("else:"):
                self.body()

    def loop(self) -> None:
        name, before = self.fresh("int"), self.in_loop
        iterable = self.pick(
            lambda: f"range({self.integer(1)} % 4)",
            lambda: f"{self.sequence(1)}[:4]",
            lambda: "range(number())",
            lambda: f"list({self.mapping(1)}.values())",
        )
        with self.block(f"for {name} in {iterable}:"):
            self.declare("int", name)
            self.in_loop = True
            self.body(3)
            self.in_loop = before
        if self.random.random() < 0.2:
            with self.block("else:"):
                self.body()

    def count(self) -> None:
        name, before = self.fresh("count"), self.in_loop
        self.write(f"{name} = 0")
        condition = self.random.choice((f"{name} < 3", f"{name} < 4 and {self.boolean(1)}", f"{name} < number()"))
        with self.block(f"while {condition}:"):
            self.write(f"{name} += 1")
            self.in_loop = True
            self.body(3)
            self.in_loop = before

    def leave_loop(self) -> None:
        with self.block(f"if {self.boolean()}:"):
            self.write(self.random.choice(("break", "continue")))

    def leave_function(self) -> None:
        with self.block(f"if {self.boolean()}:"):
            self.write(f"return {self.integer()}")

    def attempt(self) -> None:
        with self.block("try:"):
            self.body()
            self.write(
                self.pick(
                    lambda: "risky()",
                    lambda: "raise ValueError('known')",
                    lambda: "pass",
                    lambda: f"if {self.boolean()}: raise KeyError(3)",
                    lambda: f"{self.mapping(1)}[{self.key()}]",
                    lambda: f"{self.sequence(1)}[{self.integer(1)}]",
                    lambda: f"int({self.text(1)})",
                )
            )
            if self.random.random() < 0.5:
                self.body(1)
        kinds = ("", " Exception", " ValueError", " (KeyError, IndexError)", " LookupError as e", " ValueError as e")
        with self.block(f"except{self.random.choice(kinds[1:])}:"):
            self.body()
        if self.random.random() < 0.3:
            with self.block("except Exception:"):
                self.body()
        if self.random.random() < 0.3:
            with self.block("else:"):
                self.body()
        if self.random.random() < 0.3:
            with self.block("finally:"):
                self.body(1)

    # ---- definitions

    @contextmanager
    def function(self, opening: str, *parameters: tuple[str, str]) -> Iterator[None]:
        """A function: what it does not declare it may read or change, but not rebind."""
        before = (self.in_function, self.in_loop)
        self.in_function, self.in_loop = True, False
        globals_ = [name for name in self.names.by_kind["int"] if name.startswith("i")] if self.depth == 0 else []
        with self.block(opening):
            for kind in KINDS:
                self.names.by_kind[kind] = [n for n in self.names.by_kind[kind] if n in globals_ or kind != "int"]
            if globals_:
                name = self.random.choice(globals_)
                self.write(f"global {name}")
                self.names.by_kind["int"] = [name]
            for kind in ("list", "dict", "str", "object"):
                # read through a local name: an assignment to the outer one would make it local
                copies = []
                for outer in self.names.by_kind[kind][:2]:
                    local = self.fresh(kind)
                    self.write(f"{local} = {outer}")
                    copies.append(local)
                self.names.by_kind[kind] = copies
            for kind, name in parameters:
                self.declare(kind, name)
            self.body(4)
            yield
        self.in_function, self.in_loop = before

    def define(self) -> None:
        name, first, second = self.fresh("function"), self.fresh("int"), self.fresh("int")
        default = self.integer(1)
        rest = self.random.choice(("", ", *args", ", **kwargs", f", extra={self.sequence(1)}"))
        with self.function(f"def {name}({first}, {second}={default}{rest}):", ("int", first), ("int", second)):
            if "extra" in rest:
                self.write(f"extra.append({first})")
                self.write(f"return len(extra) + {self.integer()}")
            else:
                self.write(f"return {self.integer()}")
        self.declare("function", name)

    def define_generator(self) -> None:
        name, first = self.fresh("generator"), self.fresh("int")
        with self.block(f"def {name}({first}):"):
            self.names.by_kind["int"] = [first]
            with self.block(f"for {first} in range({first} % 4):"):
                if self.random.random() < 0.4:
                    with self.block(f"if {self.boolean(1)}:"):
                        self.write("continue")
                self.write(f"yield {self.integer(1)}")
            if self.random.random() < 0.4:
                self.write("yield from (7, 8)")
        self.declare("generator", name)

    def define_closure(self) -> None:
        maker, inner, name = self.fresh("maker"), self.fresh("inner"), self.fresh("function")
        with self.block(f"def {maker}(start):"):
            self.write("count = start")
            with self.block(f"def {inner}(step):"):
                self.write("nonlocal count")
                self.write(f"count = (count + step) % {self.random.randrange(5, 50)}")
                if self.random.random() < 0.3:
                    with self.block("if flag():"):
                        self.write("count = 2")
                self.write("return count")
            self.write(f"return {inner}")
        self.write(f"{name} = {maker}({self.integer(1)})")
        self.declare("function", name)

    def define_class(self) -> None:
        name, base = self.fresh("Class"), self.known("class")
        with self.block(f"class {name}({base}):" if base and self.random.random() < 0.5 else f"class {name}:"):
            self.write(f"shared = {self.sequence(1)}")
            self.write("total = 0")
            with self.block("def __init__(self, n, items):"):
                self.write(f"self.n = n + {self.constant()}")
                self.write("self.items = items")
            with self.block("def add(self, more):"):
                self.names.by_kind["int"] = ["more", "self.n"]
                self.names.by_kind["list"] = ["self.items", "self.shared"]
                self.names.by_kind["object"] = []
                before, self.in_function = self.in_function, True
                self.body(3)
                self.in_function = before
                self.write("self.total = self.total + more")
                self.write("return self")
            with self.block("def get(self):"):
                self.write(
                    f"return {self.random.choice(('self.n', 'len(self.items)', 'self.total', 'sum(self.shared)'))}"
                )
        self.declare("class", name)


def random_program(random: Random, statements: int = 10) -> str:
    """One program."""
    writer = Writer(random)
    for line in ("i1 = 3", "i2 = 5", "l3 = [4, 1, 2]", "l4 = l3", "d5 = {'a': 1, 'b': i2}", "s6 = 'ab'"):
        writer.write(line)
        kind = next(kind for kind in KINDS if kind.startswith(line[0]))
        writer.declare(kind, line.split()[0])
    writer.counter = 6
    for _ in range(statements):
        writer.statement()
    return HEADER + "\n".join(writer.lines) + "\n"
