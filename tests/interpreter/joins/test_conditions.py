"""Conditions on the same unknown come out alike: what one `if` did is known where another asks the same again."""

from __future__ import annotations

from random import Random

import pytest
from tests.interpreter.annotated import check
from tests.interpreter.test_against_python import agrees, read, run_in_python

from shapelens.interpreter.domain.values import is_scalar
from shapelens.interpreter.language import conditions

_PROGRAMS = 150
_RUNS = 8


def test_the_ends_of_a_graph_are_of_one_arm() -> None:
    check("""
        import elsewhere
        def build(n, classes=2):
            if n == 1:
                inputs = Input((16,))
            else:
                inputs = Input((8, 8, 3))
            side = Dense(4)(Input((2,)))
            if not n == 1:
                x = Flatten()(inputs)  #> (None, 192)
            else:
                x = Dense(5)(inputs)  #> (None, 5)
            if n != 1:
                y = Reshape((3, 64))(x)  #> (None, 3, 64)
            else:
                y = Reshape((5, 1))(x)  #> (None, 5, 1)
            return keras.Model(inputs, Dense(classes)(Flatten()(y)))
        x = Dense(3)(build(elsewhere.n())(Input((16,))))
    """)


def test_a_rank_and_a_condition_in_a_name() -> None:
    check("""
        import elsewhere
        def build(shape):
            deep = len(shape) == 3
            inputs = Input((32, 32, 3)) if len(shape) == 3 else Input((10,))
            steps = Input((4, 6)) if deep else Input((7,))
            if len(shape) == 3:
                x = Conv2D(4, 3)(inputs)  #> (None, 30, 30, 4)
            else:
                x = Dense(6)(inputs)  #> (None, 6)
            if deep:
                y = LSTM(3)(steps)  #> (None, 3)
            else:
                y = Dense(2)(steps)  #> (None, 2)
        build(elsewhere.shape())
    """)


def test_what_is_bound_anew_is_another_condition() -> None:
    check("""
        import elsewhere
        def build(n, options):
            if n == 1:
                inputs = Input((16,))
            else:
                inputs = Input((8, 3))
            n = n + 1
            if n == 1:
                x = Dense(5)(inputs)  #> (…, 5)
            if options.deep:
                inputs = Input((16,))
            else:
                inputs = Input((8, 3))
            if options.deep:
                x = Dense(5)(inputs)  #> (None, 5)
            options.deep = elsewhere.flag()
            if options.deep:
                x = Dense(6)(inputs)  #> (…, 6)
        build(elsewhere.n(), elsewhere.options())
    """)


def test_one_arm_that_leaves_decides_the_rest() -> None:
    check("""
        import elsewhere
        class Net:
            def __init__(self, n):
                self.n = n
                self.inputs = Input((16,))
                if self.n > 2:
                    self.inputs = Input((8, 3))
                self.width = 4
            def build(self):
                if self.n > 2:
                    x = Flatten()(self.inputs)
                    return Dense(3)(x)
                x = Input((4,))
                if self.n <= 2:
                    x = Dense(5)(x)
                else:
                    x = Dense(6)(x)
                return Dense(1)(x)
            def whole(self):
                n = self.n
                if self.n > 2:
                    x = Input((8, 3))
                else:
                    x = Input((16,))
                if self.n > 2:
                    y = Flatten()(x)  #> (None, 24)
                else:
                    y = Dense(2)(x)  #> (None, 2)
        net = Net(elsewhere.n())
        out = net.build()
        net.whole()
    """)


def test_several_arms_and_nested_ones() -> None:
    check("""
        import elsewhere
        def build(kind, deep):
            if kind == "a":
                x = Input((4,))
            elif kind == "b":
                x = Input((4, 5))
                if deep:
                    x = Input((4, 6))
            else:
                x = Input((4, 5, 6))
            y = Input((2,))
            if kind == "a":
                y = Dense(1)(x)  #> (None, 1)
            elif kind == "b":
                if deep:
                    y = LSTM(6)(x)  #> (None, 6)
                else:
                    y = LSTM(5)(x)  #> (None, 5)
            else:
                y = Flatten()(x)  #> (None, 120)
        build(elsewhere.kind(), elsewhere.flag())
    """)


class Writer:
    """Writes a function of numbers that are not known, with conditions that come again."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: list[str] = []

    def condition(self) -> str:
        pick = self.random.choice
        plain = pick(["q1 == 1", "q1 != 1", "q1 > 1", "q1 <= 1", "q2", "q2 == q1", "h.q == 1", "len(l) == 1", "k"])
        return f"not {plain}" if self.random.random() < 0.2 else plain

    def number(self) -> str:
        return self.random.choice(["0", "1", "2", "a", "b", "c", "h.a", "a + b", "3 - c", "len(l)"])

    def simple(self) -> str:
        pick = self.random.choice
        return pick([
            f"{pick('abc')} = {self.number()}",
            f"{pick('abc')} = {self.number()}",
            f"{pick('abc')} = {self.number()} if {self.condition()} else {self.number()}",
            f"h.a = {self.number()}",
            "l.append(1)",
            "l = [1]",
            pick(["q1 = number()", "q1 = q1 + 1", "q1 = q2", "h.q = number()", "h.q += 1", "k = q1 == 1", "q2 = k"]),
        ])  # fmt: skip

    def block(self, depth: int, count: int) -> None:
        for _ in range(self.random.randrange(1, count + 1)):
            kind = self.random.random()
            if kind < 0.45 or depth > 3:
                self.lines.append("    " * depth + self.simple())
            elif kind < 0.9:
                self.nested(depth, f"if {self.condition()}:", 3)
                if self.random.random() < 0.7:
                    self.nested(depth, "else:", 3)
            elif kind < 0.95:
                self.nested(depth, "for _ in range(number()):", 2)
            else:
                self.nested(depth, f"if {self.condition()}:", 1)
                self.lines.append("    " * (depth + 1) + "return a, b, c")

    def nested(self, depth: int, opening: str, count: int) -> None:
        self.lines.append("    " * depth + opening)
        self.block(depth + 1, count)


def _program(seed: int) -> str:
    writer = Writer(Random(seed))
    writer.block(1, 12)
    body = "\n".join(writer.lines)
    return f"""from outside import flag, number
class Holder:
    def __init__(self, q):
        self.q = q
        self.a = 0
def run(q1, q2):
    a, b, c, h, l, k = 0, 1, 2, Holder(number()), [0], flag()
{body}
    return a, b, c
i1, i2, i3 = run(number(), number())
"""


def test_random_programs_are_what_python_makes_of_them() -> None:
    for seed in range(_PROGRAMS):
        program = _program(seed)
        machine = read(program)
        names = machine.scope_at(machine.module.scope).names
        for run in range(_RUNS):
            real = run_in_python(program, run)
            assert real is not None, program
            for name in ("i1", "i2", "i3"):
                assert agrees(machine, names[name], real[name]), (
                    f"{name} is {real[name]}, not {names[name]!r}\n{program}"
                )


def test_more_is_known_of_them_than_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence would pass the other test."""
    known = _known()
    monkeypatch.setattr(conditions, "_condition", lambda _machine, _node: None)
    assert known > _known()


def _known() -> int:
    """How many of the results of some programs are known."""
    machines = [read(_program(seed)) for seed in range(100)]
    names = [machine.scope_at(machine.module.scope).names for machine in machines]
    return sum(is_scalar(each[name]) for each in names for name in ("i1", "i2", "i3"))
