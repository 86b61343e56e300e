"""Python around the layers: values, functions, control flow, and what is not known."""

from __future__ import annotations

from tests.interpreter.annotated import IMPORTS, check

from shapelens.interpreter.analyze import analyze


def test_constants_and_arithmetic() -> None:
    check("""
        SIZE, CHANNELS = 64, 3
        shape = (SIZE, SIZE // 2) + (CHANNELS,)
        options = dict(padding="same", strides=2)
        size = 5 if options["strides"] == 3 else 3
        x = Conv2D(2 ** 4, size, **options)(Input(shape))  #> (None, 32, 16, 16)
    """)


def test_helpers_show_every_shape_that_reaches_them() -> None:
    analysis = check("""
        def block(x, filters, pool=True):
            x = Conv2D(filters, 3, padding="same")(x)  #> (None, 32, 32, 8) | (None, 16, 16, 16)
            if pool:
                x = MaxPooling2D()(x)  #> (None, 16, 16, 8)
            return x

        x = block(Input((32, 32, 3)), 8)
        x = block(x, 16, pool=False)
        y = Flatten()(x)  #> (None, 4096)
    """)
    (helper,) = [site for site in analysis.sites if site.span.line == 7]
    assert [observation.path[0].call.line for observation in helper.observations] == [12, 13]
    assert helper.observations[0].path[0].function == "block"


def test_builders_return_models() -> None:
    check("""
        def build(size=(16,), *widths, last):
            model = keras.Sequential()
            model.add(Input(size))
            for width in widths:
                model.add(Dense(width))  #> (None, 8) | (None, 4)
            model.add(Dense(last))  #> (None, 2)
            return model

        model = build((10,), 8, 4, last=2)
        model.summary()
    """)


def test_functions_that_return_functions() -> None:
    check("""
        def block(filters):
            def apply(x):
                return Conv2D(filters, 3)(x)  #> (None, 6, 6, 5)
            return apply
        y = block(5)(Input((8, 8, 3)))
        dense = lambda units: Dense(units)
        z = dense(7)(y)  #> (None, 6, 6, 7)
        from functools import partial
        conv = partial(Conv2D, kernel_size=3, padding="same")
        w = conv(9)(y)  #> (None, 6, 6, 9)
    """)


def test_loops_comprehensions_and_lists() -> None:
    check("""
        x = Input((64, 64, 3))
        skips = []
        for i, filters in enumerate([8, 16]):
            x = Conv2D(filters, 3, padding="same")(x)  #> (None, 64, 64, 8) | (None, 32, 32, 16)
            skips.append(x)
            x = MaxPooling2D()(x)
        for skip in reversed(skips):
            x = UpSampling2D()(x)  #> (None, 32, 32, 16) | (None, 64, 64, 16)
            x = Add()([x, Conv2D(16, 1)(skip)])  #> (None, 32, 32, 16) | (None, 64, 64, 16)
        branches = [Conv2D(4, k, padding="same")(x) for k in (1, 3, 5)]
        y = Concatenate()(branches)  #> (None, 64, 64, 12)
        while x.shape[1] > 8:
            x = MaxPooling2D()(x)  #> (None, 32, 32, 16) | (None, 16, 16, 16) | (None, 8, 8, 16)
    """)


def test_an_unknown_condition_joins_both_arms() -> None:
    check("""
        import os
        x = Input((8,))
        if os.environ.get("BIG"):
            y = Dense(16)(x)  #> (None, 16)
            depth = 2
        else:
            y = Dense(4)(x)  #> (None, 4)
            depth = 2
        z = Reshape((3, 3))(y)  #> (None, 3, 3)
        w = Dense(depth)(z)  #> (None, 3, 2)
    """)


def test_a_return_under_an_unknown_condition() -> None:
    check("""
        import os
        def head(x):
            if os.environ.get("BIG"):
                return Dense(16)(x)
            return Dense(16)(Dense(4)(x))
        y = Dense(2)(head(Input((8,))))  #> (None, 2)
        def other(x):
            if os.environ.get("BIG"):
                raise ValueError
            return Dense(5)(x)
        z = Reshape((5, 1))(other(Input((8,))))  #> (None, 5, 1)
    """)


def test_faults_on_a_path_that_may_never_run_are_not_reported() -> None:
    check("""
        import os
        x = Input((8,))
        if os.environ.get("SQUARE"):
            x = Reshape((3, 3))(x)
        for epoch in range(int(os.environ["EPOCHS"])):
            y = Reshape((7, 7))(Input((8,)))
    """)


def test_what_is_read_from_a_file_is_unknown_with_its_reason() -> None:
    analysis = check("""
        vocabulary = open("words.txt").read().split()
        x = Embedding(len(vocabulary), 16)(Input((10,)))  #> (None, 10, 16)
        y = Dense(len(vocabulary))(x)  #> (None, 10, ?)
        z = Reshape((3, 3))(y)
        w = Dense(2)(Flatten()(y))  #> (None, 2)
    """)
    (site,) = [site for site in analysis.sites if site.span.line == 8]
    reason = site.outputs[0].shape[-1]  # type: ignore[union-attr, index]
    assert (reason.reason, reason.line) == ("it is read from a file", 6)  # type: ignore[union-attr]


def test_main_guard_is_taken() -> None:
    check("""
        def main():
            x = Dense(3)(Input((4,)))  #> (None, 3)

        if __name__ == "__main__":
            main()
    """)


def test_recursion_ends() -> None:
    check("""
        def deeper(x, n):
            return x if n == 0 else deeper(Dense(n)(x), n - 1)
        y = Dense(9)(deeper(Input((5,)), 3))  #> (None, 9)
        def forever(x):
            return forever(Dense(2)(x))
        z = forever(Input((5,)))
    """)


def test_the_step_budget_ends_every_loop() -> None:
    source = IMPORTS + "x = Dense(3)(Input((4,)))\nwhile True:\n    pass\n"
    analysis = analyze(source, step_budget=5000)
    assert analysis.steps <= 5001
    assert analysis.limits.cut == ()
    assert len(analysis.sites) == 2


def test_expressions_nested_too_deep_cost_only_themselves() -> None:
    source = IMPORTS + "y = " + "-" * 3000 + "1\nx = Dense(3)(Input((4,)))\n"
    assert [site.span.line for site in analyze(source).sites] == [6, 6]


def test_a_huge_product_is_not_computed() -> None:
    check("""
        items = [0] * 10 ** 9
        number = 2 ** 10 ** 9
        x = Dense(3)(Input((4,)))  #> (None, 3)
    """)
