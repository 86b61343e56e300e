"""Random expressions of plain Python, by the kind of value that they give, for `random_programs`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

KINDS = ("int", "list", "dict", "str", "object")
CALLABLE = ("function", "generator", "class")


@dataclass
class Names:
    """The names that may be read, by kind; functions and generators take one int, classes two."""

    by_kind: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in (*KINDS, *CALLABLE)})

    def copy(self) -> Names:
        return Names({kind: list(names) for kind, names in self.by_kind.items()})


class Expressions:
    """Writes expressions over the names that may be read; `random` decides everything."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = Names()

    def pick(self, *options: Callable[[], str]) -> str:
        return self.random.choice(options)()

    def known(self, kind: str) -> str | None:
        names = self.names.by_kind[kind]
        return self.random.choice(names) if names else None

    def constant(self) -> str:
        return str(self.random.choice((0, 1, 2, 3, 4, 5, 7, -1, True)))

    def integer(self, depth: int = 2) -> str:
        if depth <= 0:
            return self.known("int") or self.constant()
        sub = depth - 1
        options: list[Callable[[], str]] = [
            self.constant,
            lambda: self.known("int") or "6",
            lambda: self.known("int") or "8",
            lambda: f"({self.integer(sub)} {self.random.choice('+-*')} {self.integer(sub)}) % 97",
            lambda: f"({self.integer(sub)} {self.random.choice('&|^')} {self.integer(sub)})",
            lambda: f"{self.integer(sub)} // 2",
            lambda: f"len({self.sequence(sub)})",
            lambda: f"sum({self.sequence(sub)})",
            lambda: f"({self.sequence(sub)} or [3])[{self.random.choice(('0', '-1'))}]",
            lambda: f"max({self.integer(sub)}, {self.integer(sub)})",
            lambda: f"{self.mapping(sub)}.get({self.key()}, {self.integer(sub)})",
            lambda: f"({self.integer(sub)} if {self.boolean(sub)} else {self.integer(sub)})",
            lambda: f"({self.integer(sub)} {self.random.choice(('and', 'or'))} {self.integer(sub)})",
            lambda: f"int({self.boolean(sub)})",
            lambda: f"len({self.text(sub)})",
            lambda: f"(lambda q, w={self.integer(sub)}: q + w)({self.integer(sub)})",
            lambda: f"divmod({self.integer(sub)}, 7)[1]",
            lambda: f"next((q for q in {self.sequence(sub)} if q > {self.integer(0)}), {self.integer(sub)})",
            lambda: "number()",
        ]
        for _ in range(2):
            if function := self.known("function"):
                options.append(lambda name=function: f"{name}({self.integer(sub)}) % 89")  # type: ignore[misc]
            if instance := self.known("object"):
                options.append(lambda name=instance: f"{name}.{self.random.choice(('n', 'get()', 'total'))} % 83")  # type: ignore[misc]
        return self.random.choice(options)()

    def key(self) -> str:
        return repr(self.random.choice("abc"))

    def boolean(self, depth: int = 2) -> str:
        sub = depth - 1
        return self.pick(
            lambda: f"{self.integer(sub)} {self.random.choice(('<', '<=', '==', '!=', '>'))} {self.integer(sub)}",
            lambda: f"0 <= {self.integer(sub)} < 9",
            lambda: f"{self.integer(sub)} in {self.sequence(sub)}",
            lambda: f"{self.key()} in {self.mapping(sub)}",
            lambda: f"not {self.sequence(sub)}",
            lambda: f"{self.sequence(sub)} == {self.sequence(sub)}",
            lambda: f"isinstance({self.integer(sub)}, {self.random.choice(('int', 'bool', '(str, list)'))})",
            lambda: f"any(q % 2 for q in {self.sequence(sub)})",
            lambda: "flag()",
            lambda: "flag()",
            lambda: f"(flag() and {self.integer(sub)} > 1)",
        )

    def sequence(self, depth: int = 2) -> str:
        name = self.known("list") or "[1, 2]"
        if depth <= 0:
            return name
        sub = depth - 1
        options: tuple[Callable[[], str], ...] = (
            lambda: name,
            lambda: name,
            lambda: "[" + ", ".join(self.integer(sub) for _ in range(self.random.randrange(4))) + "]",
            lambda: f"[q * {self.integer(0)} % 31 for q in {self.sequence(sub)} if q != {self.integer(0)}]",
            lambda: f"[q + w for q in {self.sequence(sub)} for w in ({self.integer(0)}, 1)]",
            lambda: f"{self.sequence(sub)}[{self.random.choice(('1:', ':-1', '::-1', ':2', '::2'))}]",
            lambda: f"sorted({self.sequence(sub)})",
            lambda: f"{self.sequence(sub)} + {self.sequence(sub)}",
            lambda: f"[*{self.sequence(sub)}, {self.integer(sub)}]",
            lambda: f"list(range({self.integer(sub)} % 5))",
            lambda: f"list({self.mapping(sub)}.values())",
            lambda: f"[q * w for q, w in zip({self.sequence(sub)}, {self.sequence(sub)})]",
            lambda: f"[i + q for i, q in enumerate({self.sequence(sub)})]",
            lambda: f"list(reversed({self.sequence(sub)}))",
            lambda: f"list(filter(lambda q: q % 2, {self.sequence(sub)}))",
            lambda: f"({self.sequence(sub)} if {self.boolean(sub)} else {self.sequence(sub)})",
            lambda: f"list({self.known('generator') or 'iter'}({'3' if self.known('generator') else '[4, 5]'}))",
        )
        return self.random.choice(options)()

    def mapping(self, depth: int = 2) -> str:
        name = self.known("dict") or "{'a': 1}"
        if depth <= 0:
            return name
        sub = depth - 1
        return self.pick(
            lambda: name,
            lambda: name,
            lambda: (
                "{" + ", ".join(f"{self.key()}: {self.integer(sub)}" for _ in range(self.random.randrange(3))) + "}"
            ),
            lambda: f"{{**{self.mapping(sub)}, {self.key()}: {self.integer(sub)}}}",
            lambda: f"{{k: v + 1 for k, v in {self.mapping(sub)}.items()}}",
            lambda: f"dict({self.mapping(sub)}, b={self.integer(sub)})",
            lambda: f"({self.mapping(sub)} | {self.mapping(sub)})",
            lambda: f"({self.mapping(sub)} if {self.boolean(sub)} else {self.mapping(sub)})",
        )

    def text(self, depth: int = 2) -> str:
        name = self.known("str") or "'xy'"
        if depth <= 0:
            return name
        sub = depth - 1
        return self.pick(
            lambda: name,
            lambda: f"f'{{{self.integer(0)}}}-{{{self.integer(0)}:03d}}'",
            lambda: f"{self.text(sub)}.upper()",
            lambda: f"'%d' % {self.integer(0)}",
            lambda: f"'{{}}'.format({self.integer(0)})",
            lambda: f"','.join(str(q) for q in {self.sequence(sub)})[:9]",
            lambda: f"({self.text(sub)} if {self.boolean(sub)} else {self.text(sub)})",
        )

    def value(self, kind: str) -> str:
        if kind == "object":
            cls = self.known("class")
            return f"{cls}({self.integer()}, {self.sequence()})" if cls else self.integer()
        writers = {"int": self.integer, "list": self.sequence, "dict": self.mapping, "str": self.text}
        return writers[kind]()
