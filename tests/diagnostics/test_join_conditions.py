"""SL702 and SL209: what the open sizes of an `Input` must be, in words; and where nothing is to be said.

Whether the sizes are right is `tests/symbolic`'s to show, against real Keras.
"""

from __future__ import annotations

import textwrap

import pytest

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Diagnostic
from shapelens.diagnostics.size_words import nearest_text, sizes_text
from shapelens.interpreter.analyze import analyze
from shapelens.shapes.conditions import SizeSet, sizes_where

HEAD = "import tensorflow as tf\nfrom keras import Input, Model, layers, ops\n"

U_NET = """
    def unet(shape, levels, pool=2, joins=layers.Concatenate):
        inputs = x = Input(shape)
        skips = []
        for level in range(levels):
            x = layers.Conv2D(8, 3, padding="same")(x)
            skips.append(x)
            x = layers.MaxPooling2D(pool)(x)
        for level in reversed(range(levels)):
            x = layers.Conv2DTranspose(8, pool, strides=pool)(x)
            x = joins()([x, skips[level]])
        return Model(inputs, x)
"""


def found_in(source: str) -> tuple[Diagnostic, ...]:
    return diagnose(analyze(HEAD + textwrap.dedent(source), strict=True))


def message_of(source: str) -> str:
    [found] = found_in(source)
    assert (found.code, found.severity) in (("SL702", "information"), ("SL209", "warning"))
    return found.message


def test_a_u_net_tells_once_what_it_takes() -> None:
    [found] = found_in(U_NET + "\n    model = unet((None, None, 3), 4)")
    assert found.code == "SL702"
    assert found.message == (
        "H and W must be multiples of 16; nearest to 500: 496 or 512. "
        "Concatenate joins 16*floor(H/16) with H on axis 1 (height)."
    )
    assert [(place.span.line, place.message) for place in found.related] == [
        (12, "one branch: 16*floor(H/16) from this Conv2DTranspose"),
        (8, "one branch: H from this Conv2D"),
        (5, "H and W are left open in this Input"),
    ]


@pytest.mark.parametrize(
    ("call", "sizes"),
    [
        ("unet((None, None, 3), 1)", "H and W must be even; nearest to 225: 224 or 226."),
        ("unet((None, None, 3), 3)", "H and W must be multiples of 8; nearest to 500: 496 or 504."),
        ("unet((None, None, 3), 5)", "H and W must be multiples of 32; nearest to 500: 480 or 512."),
        ("unet((None, None, 3), 2, 3)", "H and W must be multiples of 9; nearest to 500: 495 or 504."),
        (
            "unet((None, None, 3), 1, (2, 3))",
            "H must be even; nearest to 225: 224 or 226. W must be a multiple of 3; nearest to 500: 498 or 501.",
        ),
        ("unet((None, 96, 3), 4)", "H must be a multiple of 16; nearest to 500: 496 or 512."),
        # a size of 1 is pooled to nothing, so that nothing is stretched
        ("unet((None, None, 8), 2, 2, layers.Add)", "H and W must be multiples of 4; nearest to 250: 248 or 252."),
    ],
)
def test_the_sizes_follow_from_the_levels(call: str, sizes: str) -> None:
    assert message_of(f"{U_NET}\n    model = {call}").startswith(sizes + " ")


@pytest.mark.parametrize("call", ["unet((256, 256, 3), 4)", "unet((None, None, 3), 2, 1)"])
def test_nothing_is_said_where_every_size_joins(call: str) -> None:
    assert found_in(f"{U_NET}\n    model = {call}") == ()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            """
            x = Input((None, 8))
            y = layers.UpSampling1D(2)(layers.Conv1D(8, 3, strides=2, padding="same")(x))
            z = layers.Concatenate()([x, y])
            """,
            "T must be even; nearest to 225: 224 or 226. Concatenate joins T with 2*ceil(T/2) on axis 1 (steps).",
        ),
        (
            """
            x = Input((None, None, None, 1))
            y = layers.Conv3DTranspose(1, 3, strides=3)(layers.MaxPooling3D(3)(x))
            z = y + x
            """,
            "D, H and W must be multiples of 3; nearest to 500: 498 or 501. `+` joins 3*floor(D/3) with D on axis 1.",
        ),
        (
            """
            x = Input((None, None, 3))
            y = layers.Conv2DTranspose(3, 3, strides=2, padding="same", output_padding=0)(layers.MaxPooling2D(2)(x))
            z = ops.concatenate([x, y], -1)
            """,
            "`concatenate` never joins these: it gets H and 2*floor(H/2) - 1 on axis 1 (height), which differ for "
            'every H. Bring both to one size: padding="same" where one of them shrank, or a Cropping or ZeroPadding '
            "layer.",
        ),
        (
            """
            x = Input((None, None, 3))
            y = layers.UpSampling2D(4)(layers.Conv2D(8, 3, strides=4, padding="same")(x))
            z = layers.Concatenate()([x, layers.Cropping2D(((0, 1), (0, 1)))(y)])
            """,
            "H and W must be of the form 4·n + 3; nearest to 500: 499 or 503. "
            "Concatenate joins H with 4*ceil(H/4) - 1 on axis 1 (height).",
        ),
        (
            """
            x = Input((None, None, 3))
            y = layers.Conv2D(8, 3, strides=2)(x)
            z = layers.Concatenate()([layers.MaxPooling2D(2)(x), y])
            """,
            "H and W must be odd, at least 3; nearest to 500: 499 or 501. "
            "Concatenate joins floor(H/2) with ceil(H/2) - 1 on axis 1 (height).",
        ),
        (
            """
            x = Input((None, 64))
            z = x + layers.Embedding(100, 64)(tf.range(100))
            """,
            "T must be 100. `+` joins T with 100 on axis 1 (steps). (T = 1 runs as well: a size of 1 is stretched.)",
        ),
        (
            """
            x = Input((None, 64))
            z = ops.concatenate([x, x[:, :100]], -1)
            """,
            "T must be at most 100. `concatenate` joins T with min(100, T) on axis 1 (steps).",
        ),
        (
            """
            x = Input((None, None, 8))
            z = layers.Add()([x, layers.Conv2D(8, 3)(x)])
            """,
            "Add never joins these: it gets H and H - 2 on axis 1 (height), which differ by 2 for every H. Only H = 3 "
            'runs, stretched from 1. Bring both to one size: padding="same" where one of them shrank, or a Cropping or '
            "ZeroPadding layer.",
        ),
        (
            """
            x = Input((None, 8))
            even = layers.Concatenate()([x, layers.UpSampling1D(2)(layers.MaxPooling1D(2)(x))])
            y = layers.ZeroPadding1D((0, 1))(layers.UpSampling1D(2)(layers.MaxPooling1D(2)(x)))
            odd = layers.Concatenate()([x, y])
            """,
            "No T fits all the joins of this model: Concatenate joins T with 2*floor(T/2) + 1 on axis 1 (steps), and "
            "they are equal only where T is odd, at least 3; another join needs other sizes.",
        ),
    ],
)
def test_what_is_said(body: str, message: str) -> None:
    assert message_of(body) == message


@pytest.mark.parametrize(
    "body",
    [
        # as `same` pads a convolution and a pool
        """
        x = Input((None, None, 3))
        y = layers.Conv2D(8, 3, strides=2, padding="same")(x)
        pools = [layers.MaxPooling2D(2, padding="same")(x), layers.AveragePooling2D(3, 2, padding="same")(x)]
        z = layers.Concatenate()([y, *pools])
        """,
        # brought to the other's size
        """
        x = Input((None, None, 3))
        y = layers.Lambda(lambda pair: tf.image.resize(pair[0], tf.shape(pair[1])[1:3]))([layers.MaxPooling2D(2)(x), x])
        z = layers.Concatenate()([x, y])
        """,
        # one for all positions
        """
        x = Input((None, None, 3))
        z = x * layers.GlobalAveragePooling2D(keepdims=True)(x)
        """,
        # what is cut off is put back
        """
        x = Input((None, 3))
        z = layers.Add()([x, layers.ZeroPadding1D(1)(layers.Conv1D(3, 3)(x))])
        """,
        # two inputs may well have one size
        """
        z = layers.Concatenate()([Input((None, 3)), Input((None, 3))])
        """,
        # the axis on which they are joined
        """
        x = Input((None, 3))
        z = layers.Concatenate(axis=1)([x, layers.MaxPooling1D(2)(x)])
        """,
        # a path that may not run
        """
        import sys
        x = Input((None, 3))
        if len(sys.argv) > 1:
            z = layers.Concatenate()([x, layers.UpSampling1D(2)(layers.MaxPooling1D(2)(x))])
        """,
        # the sizes of several axes in one
        """
        x = Input((None, None, 3))
        z = layers.Concatenate()([layers.Reshape((-1, 3))(x), layers.Reshape((-1, 3))(layers.MaxPooling2D(2)(x))])
        """,
    ],
)
def test_nothing_is_said(body: str) -> None:
    assert found_in(body) == ()


def test_only_windows_on_the_way_to_a_join_or_behind_it_count() -> None:
    message = message_of(
        """
        x = Input((None, 8))
        far = layers.MaxPooling1D(64)(x)
        y = layers.Concatenate()([x, layers.UpSampling1D(2)(layers.MaxPooling1D(2)(x))])
        z = layers.Conv1D(8, 9)(layers.ReLU()(y))
        """
    )
    assert message.startswith("T must be even, at least 10; nearest to 225: 224 or 226.")


def test_an_input_that_a_model_makes_for_itself() -> None:
    message = message_of(
        """
        class Net(Model):
            def call(self, x):
                return layers.Concatenate()([x, layers.UpSampling1D(2)(layers.MaxPooling1D(2)(x))])

        inner = Net()
        inner.build((None, None, 8))
        """
    )
    assert message.startswith("T must be even;")


def test_every_input_has_its_own_condition() -> None:
    found = found_in(
        """
        a = Input((None, 8))
        x = layers.Concatenate()([a, layers.UpSampling1D(2)(layers.MaxPooling1D(2)(a))])
        b = Input((None, 8))
        y = layers.Concatenate()([b, layers.UpSampling1D(3)(layers.MaxPooling1D(3)(b))])
        """
    )
    assert [each.message.partition(";")[0] for each in found] == ["T must be even", "T2 must be a multiple of 3"]


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        (sizes_where(lambda n: n % 4 in (0, 1), 1, 4), "of the form 4·n or 4·n + 1"),
        (sizes_where(lambda n: n % 8 != 0, 1, 8), "no multiple of 8"),
        (sizes_where(lambda n: n % 16 in range(8, 16), 1, 16), "such that the remainder by 16 is 8 to 15"),
        (
            sizes_where(lambda n: n % 16 in (0, 1, 4, 6, 7, 8), 1, 16),
            "such that the remainder by 16 is 0, 1, 4 or 6 to 8",
        ),
        (sizes_where(lambda n: n > 31, 32, 1), "at least 32"),
        (sizes_where(lambda n: n > 31 and n % 8 == 0, 32, 8), "a multiple of 8, at least 32"),
        (sizes_where(lambda n: n == 3 or (n > 31 and n % 8 == 0), 32, 8), "a multiple of 8, at least 32, or 3"),
        (sizes_where(lambda n: n in (31, 32), 33, 1), "31 or 32"),
        (sizes_where(lambda n: n <= 40, 41, 1), "at most 40"),
        (sizes_where(lambda n: 3 <= n <= 40, 41, 1), "3 to 40"),
    ],
)
def test_sets_in_words(sizes: SizeSet, words: str) -> None:
    assert sizes_text(sizes) == words


def test_the_nearest_are_named_for_a_size_that_does_not_fit() -> None:
    assert nearest_text(sizes_where(lambda n: n % 500 == 0, 1, 500)) == "; nearest to 250: 500"
    assert nearest_text(sizes_where(lambda n: n == 8, 9, 1)) == ""
    assert nearest_text(sizes_where(lambda n: n > 7, 8, 1)) == ""
