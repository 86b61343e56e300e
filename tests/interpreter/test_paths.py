"""Paths of a program: what it catches, values that depend on what is not known, loops of any length."""

from __future__ import annotations

from tests.interpreter.annotated import check


def test_a_handler_runs_where_the_body_certainly_raises() -> None:
    check("""
        def safe(build, otherwise):
            try:
                return build()
            except Exception:
                return otherwise()
        x = Input((8,))
        y = safe(lambda: Dense(-3)(x), lambda: Dense(3)(x))
        z = Dense(4)(y)  #> (None, 4)
        try:
            w = Reshape((3, 3))(x)
        except ValueError:
            w = Reshape((2, 4))(x)
        v = Flatten()(w)  #> (None, 8)
        sizes = {"a": 5}
        try:
            units = sizes["b"]
        except KeyError:
            units = 6
        else:
            units = 7
        u = Dense(units)(v)  #> (None, 6)
    """)


def test_unknown_code_may_raise_anywhere() -> None:
    check("""
        import elsewhere
        units = 8
        try:
            units = 16
            elsewhere.connect()
            depth = 2
        except RuntimeError:
            depth = 3
        x = Dense(units)(Input((4,)))  #> (None, 16)
        y = Dense(depth)(x)  #> (None, ?)
    """)


def test_an_exception_of_the_program_finds_its_handler() -> None:
    check("""
        class TooSmall(ValueError):
            pass
        def checked(n):
            if n < 4:
                raise TooSmall(n)
            return n
        def width(n):
            try:
                return checked(n)
            except KeyError:
                return 1
            except TooSmall:
                return 4
        x = Dense(width(2))(Input((3,)))  #> (None, 4)
        y = Dense(width(9))(x)  #> (None, 9)
    """)


def test_one_of_several_values_is_all_of_them() -> None:
    check("""
        import elsewhere
        act = ReLU() if elsewhere.flag() else LeakyReLU()
        x = act(Input((5,)))
        y = Dense(2)(x)  #> (None, 2)
        shared, other = [1], [2]
        either = shared if elsewhere.flag() else other
        either.append(7)
        z = Dense(len(either))(y)  #> (None, ?)
        w = Dense(len(shared))(z)  #> (None, ?)
        model = None
        if elsewhere.flag():
            model = keras.Sequential([Input((4,)), Dense(3)])
        v = model(Input((4,)))
        u = Dense(1)(v)  #> (None, 1)
    """)


def test_a_graph_with_two_histories_joins_them() -> None:
    check("""
        import elsewhere
        inputs = Input((8,))
        x = Dense(4)(inputs)  #> (None, 4)
        if elsewhere.flag():
            x = Dense(4)(x)  #> (None, 4)
        model = keras.Model(inputs, x)
        y = model(Input((8,)))  #> (None, 4)
    """)


def test_an_open_loop_claims_only_what_every_round_leaves() -> None:
    check("""
        import elsewhere
        first, second, third = 3, 3, 5
        for _ in elsewhere.rounds():
            first, second = second, third
        x = Dense(first)(Input((2,)))  #> (None, ?)
        y = Dense(third)(x)  #> (None, 5)
        for _ in elsewhere.rounds():
            y = Dense(6)(y)
        z = Dense(7)(y)  #> (None, 7)
    """)


def test_lists_of_open_length_keep_their_beginning_and_what_all_items_share() -> None:
    check("""
        import elsewhere
        levels = [Input((4, 8)), Input((4, 8))]
        if elsewhere.flag():
            levels.append(Input((4, 8)))
        x = Dense(3)(levels[0])  #> (None, 4, 3)
        for level in levels:
            y = Dense(5)(level)  #> (None, 4, 5)
    """)


def test_else_belongs_to_the_loop_in_front_and_break_to_the_one_around() -> None:
    check("""
        units = 1
        for n in (2, 3):
            for m in (4, 5):
                if m == 9:
                    break
            else:
                units = n
                break
        x = Dense(units)(Input((3,)))  #> (None, 2)
    """)


def test_an_iterator_that_may_be_empty_may_give_its_default() -> None:
    check("""
        import elsewhere
        x = Dense(next((n for n in (4, 4) if elsewhere.flag()), 7))(Input((3,)))  #> (None, ?)
        y = Dense(next((n for n in (4, 4) if elsewhere.flag()), 4))(x)  #> (None, 4)
    """)


def test_what_goes_to_unknown_code_may_be_changed_there() -> None:
    check("""
        import elsewhere
        inner = [1, 2]
        elsewhere.register((inner, {"sizes": inner}))
        x = Dense(len(inner))(Input((3,)))  #> (None, ?)
    """)


def test_a_path_that_fails_is_left() -> None:
    check("""
        import elsewhere
        x = Input((8,))
        if elsewhere.flag:
            y = Dense(4)(x)  #> (None, 4)
        else:
            y = Reshape((3, 3))(x)
        z = Dense(2)(y)  #> (None, 2)
        try:
            y = elsewhere.change(x)
            y = Dense(5)(x)  #> (None, 5)
        except TypeError:
            y = Dense(-5)(x)
        w = Dense(3)(y)  #> (None, 3)
    """)
