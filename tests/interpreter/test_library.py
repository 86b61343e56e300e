"""Python's standard library as programs around Keras use it."""

from __future__ import annotations

import pytest
from tests.interpreter.annotated import check

from shapelens.interpreter.machine.library_registry import library


def test_a_name_has_one_function() -> None:
    with pytest.raises(ValueError, match=r"registered twice: collections\.deque"):
        library("collections.deque")(lambda *_given: None)


def test_a_range_without_end_is_not_known() -> None:
    check("""
        for units in range(10 ** 30):
            x = Dense(3)(Input((2,)))  #> (None, 3)
        y = Dense(4)(Input((2,)))  #> (None, 4)
    """)


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


def test_a_script_runs_without_arguments() -> None:
    check("""
        import argparse, sys
        parser = argparse.ArgumentParser()
        parser.add_argument("--units", type=int, default=12)
        parser.add_argument("source")
        args = parser.parse_args(sys.argv[1:])
        x = Dense(args.units)(Input((3,)))  #> (None, 12)
        y = Dense(args.source)(x)  #> (None, ?)
    """)


def test_flags() -> None:
    check("""
        from absl import app, flags
        FLAGS = flags.FLAGS
        flags.DEFINE_integer("units", 7, "how many")
        flags.DEFINE_list("sizes", "3,4", "some")
        flags.DEFINE_multi_integer("many", 6, "others")
        wide = flags.DEFINE_bool("wide", True, "whether")
        def main(argv):
            x = Dense(FLAGS.units)(Input((3,)))  #> (None, 7)
            y = Dense(int(FLAGS.sizes[-1]) if wide.value else 1)(x)  #> (None, 4)
            z = Dense(FLAGS.many[0])(y)  #> (None, 6)
        if __name__ == "__main__":
            app.run(main)
    """)


def test_settings_kept_as_text() -> None:
    check("""
        import ast, json
        settings = json.loads('{"units": {"first": [1, 9]}, "wide": true}')
        x = Dense(settings["units"]["first"][-1] if settings["wide"] else 1)(Input((3,)))  #> (None, 9)
        y = Dense(ast.literal_eval("(3, 11)")[1])(x)  #> (None, 11)
        try:
            settings = json.loads("{")
        except ValueError:
            z = Dense(2)(y)  #> (None, 2)
    """)


def test_a_text_of_json_holds_a_copy() -> None:
    check("""
        import json
        sizes = {"units": (4, 5), 1: {"last": 6}}
        kept = json.dumps(sizes, indent=2)
        sizes[1]["last"] = 60
        first, again = json.loads(kept), json.loads(kept)
        first["1"]["last"] = 70
        first["units"].append(8)
        x = Dense(again["1"]["last"])(Input((3,)))  #> (None, 6)
        y = Dense(first["1"]["last"] + first["units"][-1])(x)  #> (None, 78)
        z = Dense(sizes[1]["last"])(y)  #> (None, 60)
    """)


def test_regular_expressions() -> None:
    check("""
        import re
        token = re.match(r"([A-Z])(\\d+)(?:k(?P<kernel>\\d))?", "C12k5")
        x = Dense(int(token.group(2)) + int(token["kernel"]))(Input((3,)))  #> (None, 17)
        y = Dense(len(re.findall("[a-c]", "abcdabc")) + len(token.groups()))(x)  #> (None, 9)
        z = Dense(int(re.compile("x(.)", re.I).sub("2", "XyXz")))(y)  #> (None, 22)
        if re.search("q", "abc"):
            z = None
        w = Dense(len(re.split(r",\\s*", "a, b,c")))(z)  #> (None, 3)
        # what may take for ever is not tried
        v = Dense(len(re.findall("(a+)+$", "a" * 50 + "b")) + 1)(w)  #> (None, ?)
    """)


def test_what_is_drawn_has_what_all_have_in_common() -> None:
    check("""
        import random
        from collections import deque, namedtuple
        import numpy as np
        Step = namedtuple("Step", ["state", "action"])
        steps = [Step(np.zeros((8,)), n) for n in range(20)]
        states = np.array([step.state for step in random.sample(steps, 6)])
        x = Dense(3)(states)  #> (6, 3)
        memory = deque(maxlen=50)
        for n in range(9):
            memory.append((np.zeros((7,)), n, 1.0))
        old, actions, rewards = zip(*random.sample(memory, 5))
        y = Dense(4)(np.stack(old))  #> (5, 4)
        too_many = random.choices([1], k=10**9)
    """)


def test_what_wraps_a_function_is_no_call_of_it() -> None:
    check("""
        import functools
        def with_head(units):
            def decorate(build):
                @functools.wraps(build)
                def inner(*args, **kwargs):
                    return Dense(units)(build(*args, **kwargs))  #> (None, 5)
                return inner
            return decorate
        @with_head(5)
        def make(x, n=3):
            return Dense(n)(x)  #> (None, 4)
        @functools.lru_cache(maxsize=None)
        def width(n):
            return n * 2
        y = make(Input((2,)), n=4)
        z = Dense(width(3))(y)  #> (None, 6)
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
