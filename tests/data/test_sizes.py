"""Sizes that a program computes: as tensors, as arrays, as what a reshape leaves; judged by a run."""

from __future__ import annotations

import textwrap

import pytest
from tests.data.programs import check
from tests.interpreter.annotated import check as check_marks

HEAD = """
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
x = tf.ones([2, 3, 10])
"""
TARGETS = {
    "a list joined to a list": "tf.concat([[2], [6, 5]], 0)",
    "a part of a shape and a list": "tf.concat([tf.shape(x)[:1], [6, 5]], axis=0)",
    "two parts of a shape": "tf.concat([tf.shape(x)[:1], [6], [5]], -1)",
    "sizes stacked": "tf.stack([tf.shape(x)[0], 6, 5])",
    "numbers stacked": "tf.stack([2, 6, 5])",
    "a constant": "tf.constant([2, 6, 5])",
    "a constant of 64 bits": "tf.constant([2, 6, 5], dtype=tf.int64)",
    "a tensor of an array": "tf.convert_to_tensor(np.array([2, 6, 5]))",
    "an array": "np.array([2, 6, 5])",
    "arrays joined": "np.concatenate([np.array([2]), np.array([6, 5])])",
    "a constant joined": "tf.concat([tf.constant([2]), tf.constant([6, 5])], 0)",
    "keras": "ops.concatenate([ops.array([2]), ops.array([6, 5])])",
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_a_target_of_numbers(target: str) -> None:
    check(
        HEAD
        + textwrap.dedent(f"""
        target = {target}
        moved, zeros = tf.reshape(x, target), tf.zeros(target)
        one = tf.ones((target[0], 4))
        """)
    )


def test_an_array_that_is_written_to_is_not_what_it_was() -> None:
    check(
        HEAD + "sizes = np.array([2, 6, 5])\nsizes[1] = 3\nsizes[2] = 10\nmoved = tf.zeros(sizes)\n",
        unknown="moved",
    )


def test_numbers_made_others_are_no_sizes() -> None:
    check(HEAD + "half = np.array([2, 6, 5]) // 2\nmoved = tf.zeros(half)\n", unknown="moved")


def test_one_open_size_of_a_target_is_what_is_left() -> None:
    check_marks("""
        class Fold(layers.Layer):
            def call(self, x):
                count, steps = keras.ops.shape(x)[0], keras.ops.shape(x)[1]
                flat = keras.ops.reshape(x, [72, 4])
                return keras.ops.reshape(flat, [count, steps, 4])

        class Halves(layers.Layer):
            def call(self, x):
                return tf.reshape(tf.reshape(x, [72, 4]), [tf.shape(x)[0] * 2, 3, 4])

        class Both(layers.Layer):
            def call(self, x):
                return tf.reshape(tf.reshape(x, [72, 4]), [tf.shape(x)[0], tf.shape(x)[1], 4])

        x = keras.Input((6, 4))
        a = Fold()(x)  #> (12, 6, 4)
        b = layers.Dense(9)(layers.GlobalAveragePooling1D()(a))  #> (12, 9)
        c = Halves()(x)  #> (24, 3, 4)
        d = Both()(keras.Input((None, 4)))  #> (None, None, 4)
    """)


def test_keras_leaves_the_same_to_the_elements() -> None:
    """The shapes of the test before, in real Keras."""
    import keras
    import tensorflow as tf

    def shape(call, *given):  # type: ignore[no-untyped-def]
        layer = type("Own", (keras.layers.Layer,), {"call": lambda _, x: call(x)})()
        return layer(keras.Input(*given)).shape

    def folded(x):  # type: ignore[no-untyped-def]
        return tf.reshape(x, [72, 4])

    assert shape(lambda x: keras.ops.reshape(folded(x), [keras.ops.shape(x)[0], 6, 4]), (6, 4)) == (12, 6, 4)
    assert shape(lambda x: tf.reshape(folded(x), [tf.shape(x)[0] * 2, 3, 4]), (6, 4)) == (24, 3, 4)
    two = shape(lambda x: tf.reshape(folded(x), [tf.shape(x)[0], tf.shape(x)[1], 4]), (None, 4))
    assert two == (None, None, 4)
