"""What is drawn at random, compared or padded: as indices, as sizes, as conditions; judged by a run."""

from __future__ import annotations

import pytest
from tests.data.programs import check

HEAD = """
import random
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
table = np.ones((9, 6))
photos = [np.zeros((3, 4)), np.zeros((3, 4))]
"""
DRAWN = (
    "np.random.choice(range(9))",
    "np.random.choice(9)",
    "np.random.choice(np.arange(9))",
    "np.random.choice([1, 5])",
    "np.random.randint(9)",
    "np.random.randint(0, len(table))",
    "random.choice(range(9))",
    "random.choice(list(range(9)))",
    "random.randrange(9)",
    "random.randint(0, 8)",
    "random.sample(range(9), 3)[0]",
)


@pytest.mark.parametrize("drawn", DRAWN)
def test_an_index_that_is_drawn(drawn: str) -> None:
    check(HEAD + f"place = {drawn}\nrow, column = table[place], table[:, place % 6]\n", ignore="place")


@pytest.mark.parametrize("drawn", ["random.randint(0, 1)", "np.random.choice(2)", "random.randrange(2)"])
def test_an_index_into_a_list(drawn: str) -> None:
    check(HEAD + f"photo = photos[{drawn}]\n")


def test_several_that_are_drawn() -> None:
    check(
        HEAD
        + "few = table[np.random.choice(len(table), 5)]\n"
        + "other = table[np.random.choice(range(9), size=4, replace=False)]\n"
        + "listed = table[random.sample(range(9), 3)]\n"
    )


def test_a_size_that_is_drawn() -> None:
    check(HEAD + "made = np.zeros((random.randint(2, 3), 4))\n", unknown="made")


CONDITIONS = (
    "ops.equal(6, width)",
    "ops.not_equal(6, width)",
    "tf.equal(table.shape[-1], width)",
    "tf.less(width, 7)",
    "np.greater(table.shape[0], 8)",
    "ops.greater_equal(table.shape[0], 10)",
)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_numbers_compared_are_a_condition(condition: str) -> None:
    check(HEAD + f"width = 6\nif {condition}:\n    made = np.zeros((2, 3))\nelse:\n    made = np.zeros((4, 5))\n")


def test_lists_that_are_padded() -> None:
    check(
        HEAD
        + "songs = [[4, 9], [7, 1, 3, 8, 2], [6], (5, 5, 5)]\n"
        + "padded = keras.utils.pad_sequences(songs, padding='post')\n"
        + "short = keras.preprocessing.sequence.pad_sequences(songs, maxlen=2)\n"
        + "rows = keras.utils.pad_sequences([np.arange(3), np.arange(7)])\n"
        + "found = layers.Embedding(10, 7)(padded)\n"
    )


POOLS = (
    "tf.nn.max_pool(pictures, (1, 1, 1, 3), (1, 1, 1, 3), 'VALID')",
    "tf.nn.max_pool(pictures, (1, 1, 1, 4), (1, 2, 2, 4), 'SAME')",
    "tf.nn.max_pool(pictures, (1, 2, 2, 1), (1, 2, 2, 2), 'VALID')",
    "tf.nn.max_pool2d(pictures, (1, 1, 1, 2), (1, 1, 1, 2), 'VALID')",
    "tf.nn.avg_pool(pictures, (1, 2, 2, 1), (1, 2, 2, 1), 'VALID')",
    "tf.nn.max_pool(pictures[0], (1, 1, 2), (1, 1, 2), 'VALID')",
)


@pytest.mark.parametrize("pool", POOLS)
def test_a_window_over_channels(pool: str) -> None:
    check(HEAD + f"pictures = tf.zeros((5, 8, 9, 12))\npooled = {pool}\n")
