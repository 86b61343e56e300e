"""More of Python: match, generators, reflection, higher-order functions, argparse; and Keras objects that call back."""

from __future__ import annotations

from tests.interpreter.annotated import check


def test_match_on_what_is_known() -> None:
    check("""
        from typing import NamedTuple
        class Conv(NamedTuple):
            filters: int
            kernel: int
        def layer(spec):
            match spec:
                case "pool":
                    return MaxPooling2D()
                case ["dense", units] | ("fc", units):
                    return Dense(units)
                case {"dropout": rate, **rest} if rate > 0:
                    return Dropout(rate)
                case Conv(filters=f, kernel=k):
                    return Conv2D(f, k)
                case _:
                    return Flatten()
        x = Input((8, 8, 3))
        for spec in (Conv(4, 3), "pool", {"dropout": 0.5, "seed": 1}, None, ("fc", 5), ["dense", 6]):
            x = layer(spec)(x)  #> (None, 6, 6, 4) | (None, 3, 3, 4) | (None, 36) | (None, 5) | (None, 6)
    """)


def test_match_on_what_is_not_known_joins_the_cases() -> None:
    check("""
        import os
        match os.environ["SIZE"]:
            case "small":
                units, depth = 4, 2
            case "big":
                units, depth = 8, 2
            case _:
                units, depth = 16, 2
        y = Dense(units)(Input((3,)))  #> (None, ?)
        z = Dense(depth)(y)  #> (None, 2)
    """)


def test_generators_give_what_they_yield() -> None:
    check("""
        def widths(start):
            for i in range(3):
                yield start * 2 ** i
            yield from (5, 6)
        x = Input((3,))
        for width in widths(4):
            x = Dense(width)(x)  #> (None, 4) | (None, 8) | (None, 16) | (None, 5) | (None, 6)
        a, b = (Input((n,), name=f"input_{n}") for n in (2, 3))
        y = Concatenate()([a, b])  #> (None, 5)
    """)


def test_reflection() -> None:
    check("""
        class Holder:
            units = 4
        holder = Holder()
        setattr(holder, "depth", 3)
        x = Input((3,))
        y = getattr(layers, "Dense")(getattr(holder, "units") + getattr(holder, "width", 1))(x)  #> (None, 5)
        z = Dense(holder.depth if hasattr(holder, "depth") else 9)(y)  #> (None, 3)
        w = Dense(7 if isinstance(holder, Holder) and not isinstance("a", (int, float)) else 8)(z)  #> (None, 7)
        v = Dense(2 if isinstance(w, tuple) or callable(holder.units) else 1)(w)  #> (None, 1)
    """)


def test_higher_order_functions() -> None:
    check("""
        from functools import reduce
        import copy, itertools, math
        def compose(*steps):
            return lambda x: reduce(lambda value, step: step(value), steps, x)  #> (None, 4) | (None, 6)
        x = compose(Dense(4), ReLU(), Dense(6))(Input((3,)))
        sizes = sorted(map(lambda n: n * 2, filter(lambda n: n > 1, [3, 1, 2])), reverse=True)
        y = Dense(sizes[0])(x)  #> (None, 6)
        table = {"a": [1, 2]}
        other = copy.deepcopy(table)
        other["a"].append(7)
        z = Dense(len(table["a"]) + len(other["a"]))(y)  #> (None, 5)
        for a, b in itertools.product((1, 2), (3,)):
            w = Dense(a * b)(z)  #> (None, 3) | (None, 6)
        v = Dense(math.prod([2, 3]) + max(1, 4))(z)  #> (None, 10)
    """)


def test_the_defaults_of_argparse() -> None:
    check("""
        import argparse
        parser = argparse.ArgumentParser(description="train")
        parser.add_argument("--hidden-size", "-n", type=int, default=12)
        parser.add_argument("--deep", action="store_true")
        parser.add_argument("path")
        args = parser.parse_args()
        x = Dense(args.hidden_size)(Input((3,)))  #> (None, 12)
        if args.deep:
            x = Dense(99)(x)
        y = Dense(len(args.path))(x)  #> (None, ?)
    """)


def test_lambda_layers_evaluate_their_function() -> None:
    check("""
        def first(x, step=2):
            return x[:, ::step]
        x = Input((8, 4))
        y = Lambda(lambda t: t[..., 0])(x)  #> (None, 8)
        z = Lambda(first, arguments={"step": 4})(x)  #> (None, 2, 4)
        w = Lambda(lambda t: t, output_shape=(3, 5))(x)  #> (None, 3, 5)
    """)


def test_layers_around_models() -> None:
    check("""
        frame = keras.Sequential([Input((8, 8, 3)), Conv2D(4, 3), Flatten()])
        video = Input((10, 8, 8, 3))
        y = TimeDistributed(frame)(video)  #> (None, 10, 144)
        z = Bidirectional(LSTM(16))(y)  #> (None, 32)
        a, h, c = LSTM(5, return_state=True)(y)  #> [(None, 5), (None, 5), (None, 5)]
        w = LSTM(5)(y, initial_state=[h, c])  #> (None, 5)
    """)


def test_data_decides_the_shape_of_a_model_without_input() -> None:
    check("""
        import numpy as np
        x, y = np.zeros((64, 8)), np.zeros((64, 1))
        model = keras.Sequential([Dense(4), Dense(1)])  #> (None, 1)
        model.compile(loss="mse")
        model.fit(x, y, epochs=3)
        z = Dense(2)(model.predict(x))  #> (64, 2)
    """)


def test_attention_takes_several_tensors() -> None:
    check("""
        query, value = Input((10, 16)), Input((20, 12))
        y = MultiHeadAttention(num_heads=2, key_dim=8)(query, value)  #> (None, 10, 16)
        model = keras.Model([query, value], y)
        z = model([Input((10, 16)), Input((20, 12))])  #> (None, 10, 16)
    """)


def test_small_arrays_of_known_numbers() -> None:
    check("""
        import numpy as np
        x = Input((3,))
        for rate, units in zip(np.linspace(0.0, 0.5, 3), np.arange(2, 8, 2)):
            x = Dense(units * (2 if rate else 1))(x)  #> (None, 2) | (None, 8) | (None, 12)
        sizes = np.arange(3)
        sizes[1] = 7
        y = Dense(sizes[1])(x)  #> (None, ?)
    """)


def test_what_the_program_catches_is_no_fault() -> None:
    check("""
        x = Input((8,))
        try:
            y = Reshape((3, 3))(x)
        except ValueError:
            y = Reshape((2, 4))(x)
        try:
            import somewhere
            z = Reshape((5, 5))(x)  #! ReshapeMismatch
        except ImportError:
            pass
    """)


def test_a_generator_moves_on() -> None:
    check("""
        def widths():
            yield 3
            yield 4
        source = widths()
        x = Dense(next(source))(Input((2,)))  #> (None, 3)
        y = Dense(next(source))(x)  #> (None, 4)
        z = Dense(next(source, 9))(y)  #> (None, 9)
        other = iter([1, 2])
        w = Dense(next(other))(z)  #> (None, 1)
        v = Dense(next(iter(other)))(w)  #> (None, 2)
    """)
