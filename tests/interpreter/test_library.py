"""Python's standard library as programs around Keras use it."""

from __future__ import annotations

from tests.interpreter.annotated import check


def test_collections() -> None:
    check("""
        from collections import Counter, OrderedDict, defaultdict, deque
        groups = defaultdict(list)
        groups["a"].append(3)
        groups["a"].append(4)
        counts = Counter("abca")
        ordered = OrderedDict([("first", 5), ("second", 6)])
        queue = deque([7, 8])
        x = Dense(sum(groups["a"]))(Input((2,)))  #> (None, 7)
        y = Dense(counts["a"] + counts["z"])(x)  #> (None, 2)
        z = Dense(list(ordered.values())[-1])(y)  #> (None, 6)
        w = Dense(queue.popleft() + len(queue))(z)  #> (None, 8)
    """)


def test_itertools_and_operator() -> None:
    check("""
        import functools, itertools, operator
        x = Input((2,))
        for index, units in zip(itertools.count(1), [4, 5]):
            x = Dense(units * index)(x)  #> (None, 4) | (None, 10)
        for units in itertools.islice(itertools.cycle([3, 6]), 3):
            x = Dense(units)(x)  #> (None, 3) | (None, 6)
        y = Dense(functools.reduce(operator.mul, [2, 3]))(x)  #> (None, 6)
        z = Dense(list(itertools.accumulate([1, 2, 3]))[-1])(y)  #> (None, 6)
        pairs = sorted({"b": 2, "a": 9}.items(), key=operator.itemgetter(1))
        w = Dense(pairs[-1][1])(z)  #> (None, 9)
        v = Dense(len(list(itertools.chain.from_iterable([[1], [2, 3]]))))(w)  #> (None, 3)
    """)


def test_iterators_are_used_up() -> None:
    check("""
        pairs = zip([1, 2], [3, 4])
        first = list(pairs)
        x = Dense(len(first) + len(list(pairs)))(Input((2,)))  #> (None, 2)
        names, sizes = zip(*[("a", 5), ("b", 6)])
        y = Dense(sizes[1])(x)  #> (None, 6)
        z = Dense(next((n for n in sizes if n > 5), 1))(y)  #> (None, 6)
    """)


def test_command_lines() -> None:
    check("""
        import argparse
        parser = argparse.ArgumentParser()
        group = parser.add_argument_group("model")
        group.add_argument("--units", type=int, default="12")
        parser.add_argument("--depth", type=int, default=2)
        parser.add_argument("--wide", action="store_true")
        args, rest = parser.parse_known_args()
        x = Dense(args.units)(Input((3,)))  #> (None, 12)
        given = parser.parse_args(["--depth", "5", "--wide"])
        y = Dense(given.depth if given.wide else 1)(x)  #> (None, 5)
    """)


def test_texts_and_numbers() -> None:
    check("""
        import math
        name = "block_{}_{:02d}".format("a", 3)
        x = Dense(len(name))(Input((2,)))  #> (None, 10)
        y = Dense(int(round(math.sqrt(50))) + divmod(17, 5)[1])(x)  #> (None, 9)
        z = Dense(int("0b11", 2) | 4)(y)  #> (None, 7)
        w = Dense(max("aaa", "b", key=len).count("a"))(z)  #> (None, 3)
        v = Dense(len({1, 2} | {2, 3}) + len({"a": 1} | {"b": 2}))(w)  #> (None, 5)
    """)


def test_lists_change_in_place_for_every_name() -> None:
    check("""
        sizes = other = [3, 1, 2]
        sizes += [4]
        other.sort(reverse=True)
        del other[0]
        other[:1] = [8, 9]
        x = Dense(sizes[0])(Input((2,)))  #> (None, 8)
        y = Dense(len(sizes))(x)  #> (None, 4)
    """)
