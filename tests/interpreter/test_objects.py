"""Classes of a program with all that Python gives them: special methods, properties, registries, records, Enums."""

from __future__ import annotations

from tests.interpreter.annotated import check


def test_special_methods() -> None:
    check("""
        class Sizes:
            def __init__(self, *sizes):
                self.sizes = list(sizes)
            def __len__(self):
                return len(self.sizes)
            def __getitem__(self, index):
                return self.sizes[index]
            def __iter__(self):
                return iter(self.sizes)
            def __contains__(self, size):
                return size in self.sizes
            def __add__(self, other):
                return Sizes(*self.sizes, *other.sizes)
            def __call__(self, x):
                for size in self:
                    x = Dense(size)(x)  #> (None, 4) | (None, 5) | (None, 6)
                return x
        sizes = Sizes(4, 5) + Sizes(6)
        x = sizes(Input((3,)))
        y = Dense(len(sizes) + sizes[1] + (6 in sizes))(x)  #> (None, 9)
    """)


def test_properties_with_setters_and_attributes_that_are_made() -> None:
    check("""
        class Config:
            def __init__(self, **entries):
                self.__dict__.update(entries)
                self._width = 1
            @property
            def width(self):
                return self._width
            @width.setter
            def width(self, value):
                self._width = value * 2
            def __getattr__(self, name):
                return len(name)
        config = Config(depth=3)
        config.width = 4
        x = Dense(config.width)(Input((2,)))  #> (None, 8)
        y = Dense(config.depth + vars(config)["depth"])(x)  #> (None, 6)
        z = Dense(config.fives)(y)  #> (None, 5)
    """)


def test_registries() -> None:
    check("""
        REGISTRY = {}
        def register(name):
            def wrap(cls):
                REGISTRY[name] = cls
                return cls
            return wrap
        class Base:
            known = {}
            def __init_subclass__(cls, **kwargs):
                Base.known[cls.__name__] = cls
        @register("wide")
        class Wide(Base):
            units = 12
        class Deep(Base):
            units = 7
        x = Dense(REGISTRY["wide"].units)(Input((3,)))  #> (None, 12)
        y = Dense(Base.known["Deep"].units)(x)  #> (None, 7)
        z = Dense(globals()["Wide"]().units)(y)  #> (None, 12)
    """)


def test_dataclasses() -> None:
    check("""
        from dataclasses import asdict, dataclass, field, replace
        @dataclass
        class Block:
            filters: int
            sizes: list = field(default_factory=list)
        @dataclass(frozen=True)
        class Wide(Block):
            factor: int = 2
            def __post_init__(self):
                object.__setattr__(self, "total", self.filters * self.factor)
        first, second = Block(3), Block(4)
        first.sizes.append(1)
        wide = Wide(5)
        x = Dense(len(first.sizes) + len(second.sizes))(Input((2,)))  #> (None, 1)
        y = Dense(wide.total)(x)  #> (None, 10)
        z = Dense(replace(wide, factor=3).total)(y)  #> (None, 15)
        w = Dense(asdict(wide)["filters"])(z)  #> (None, 5)
        v = Dense(6 if Block(3) == Block(3) else 7)(w)  #> (None, 6)
    """)


def test_enums_and_named_tuples() -> None:
    check("""
        from collections import namedtuple
        from enum import Enum, IntEnum, auto
        from typing import NamedTuple
        class Kind(Enum):
            DENSE = auto()
            WIDE = auto()
        class Units(IntEnum):
            SMALL = 4
            LARGE = 8
        class Stage(NamedTuple):
            units: int
            depth: int = 2
            def total(self):
                return self.units * self.depth
        Point = namedtuple("Point", "x y", defaults=(9,))
        table = {Kind.DENSE: 5, Kind.WIDE: 6}
        x = Dense(Units.SMALL)(Input((3,)))  #> (None, 4)
        y = Dense(Units.LARGE * 2)(x)  #> (None, 16)
        z = Dense(table[Kind["WIDE"]] + len(Kind))(y)  #> (None, 8)
        w = Dense(Stage(5).total())(z)  #> (None, 10)
        units, depth = Stage(3)._replace(depth=4)
        v = Dense(units + depth + Point(1).y)(w)  #> (None, 16)
    """)


def test_classes_that_derive_from_dict() -> None:
    check("""
        class AttrDict(dict):
            __getattr__ = dict.__getitem__
            __setattr__ = dict.__setitem__
        config = AttrDict(units=4)
        config.depth = 3
        x = Dense(config.units + config["depth"])(Input((2,)))  #> (None, 7)
        y = Dense(len(config))(x)  #> (None, 2)
    """)


def test_context_managers_of_the_program() -> None:
    check("""
        from contextlib import contextmanager, suppress
        class Scope:
            def __enter__(self):
                return 5
            def __exit__(self, *exception):
                return False
        @contextmanager
        def given(n):
            yield n * 2
        with Scope() as units, given(3) as depth:
            x = Dense(units)(Input((2,)))  #> (None, 5)
            y = Dense(depth)(x)  #> (None, 6)
        with suppress(KeyError):
            {}["missing"]
            units = 99
        z = Dense(units)(y)  #> (None, 5)
    """)


def test_copies_share_what_python_shares() -> None:
    check("""
        import copy
        class Holder:
            def __init__(self):
                self.items = [1]
        holder = Holder()
        shallow, deep = copy.copy(holder), copy.deepcopy(holder)
        holder.items.append(2)
        x = Dense(len(shallow.items))(Input((3,)))  #> (None, 2)
        y = Dense(len(deep.items))(x)  #> (None, 1)
    """)
