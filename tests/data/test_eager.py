"""Tensors that are there, not symbols: what layers and models give on them, judged by a run."""

from __future__ import annotations

import textwrap

import pytest
from tests.data.programs import check

HEAD = """
import keras
import numpy as np
import tensorflow as tf
from keras import Input, Model, layers
"""


def judged(source: str, **named: str) -> None:
    check(HEAD + textwrap.dedent(source), **named)


ONE_OUTPUT = {
    "a list of one": "Model([a], [b])",
    "a tuple of one": "Model((a,), (b,))",
    "a list of one behind one input": "Model(a, [b])",
    "a list of one list": "Model(a, [[b]])",
    "the output itself": "Model([a], b)",
    "a list of two": "Model([a], [b, a])",
    "a dict of one": "Model([a], {'o': b})",
}


@pytest.mark.parametrize("model", ONE_OUTPUT.values(), ids=ONE_OUTPUT)
def test_the_outputs_of_a_model_on_arrays(model: str) -> None:
    judged(f"""
        a = Input((8,))
        b = layers.Dense(3)(a)
        model = {model}
        x = np.zeros((5, 8), "float32")
        given = (model(x), model.predict(x, verbose=0), model.predict_on_batch(x))
    """)


def test_a_list_of_one_output_is_a_list_of_symbols_alone() -> None:
    judged("""
        a = Input((8,))
        model = Model([a], [layers.Dense(3)(a)])
        x = np.zeros((5, 8), "float32")
        symbols, called, guess = model(a), model(x), model.predict(x, verbose=0)
        number = len(symbols)
        row, last = called[0], guess[4]


        class Around(layers.Layer):
            def __init__(self):
                super().__init__()
                self.model, self.dense = model, layers.Dense(2)

            def call(self, x):
                return self.dense(self.model(x))


        inside, inside_called = Around()(Input((8,))), Around()(x)
        nested = Model(c := Input((8,)), model(c))
        deep, deep_guess = nested(x), nested.predict(x, verbose=0)
        steps = layers.TimeDistributed(model)(np.zeros((2, 4, 8), "float32"))
    """)


def test_a_list_of_one_output_in_a_data_set_and_in_fit() -> None:
    judged("""
        a = Input((8,))
        model = Model([a], [layers.Dense(3)(a)])
        x = np.zeros((4, 8), "float32")
        given = next(iter(tf.data.Dataset.from_tensor_slices(x).batch(2).map(lambda rows: model(rows))))
        model.compile("sgd", "mse")
        model.fit(x, np.zeros((4, 3)), verbose=0)
        model.fit(x, [np.zeros((4, 3))], verbose=0)
        both = keras.Sequential([Input((8,)), model])(x)
    """)


TOKENIZER = """
    from keras.src.legacy.preprocessing.text import Tokenizer
    texts = ["a rose is a rose", "a rose is a thing", "is a rose is one"]
    tokenizer = Tokenizer(num_words=40)
    tokenizer.fit_on_texts(texts)
    lists = tokenizer.texts_to_sequences(texts)
"""
OF_LISTS = {
    "an array": "y = np.array(lists)",
    "one in an array": "y = np.asarray(tokenizer.texts_to_sequences(['is a rose']))",
    "a tensor": "y = tf.one_hot(np.array(tokenizer.texts_to_sequences(texts[:2])), 40)",
    "of many": "y = np.array(tokenizer.texts_to_sequences(texts * 40))",
    "padded": "y = keras.utils.pad_sequences(lists, maxlen=9)\nz = keras.utils.pad_sequences([lists[0]], maxlen=4)",
    "beginnings": """
grams = []
for row in lists:
    for i in range(1, len(row)):
        grams.append(row[: i + 1])
y = keras.utils.pad_sequences(grams, maxlen=7)
z = y[:, :-1]
""",
    "objects": "y = np.array([*lists, [1]], dtype=object)",
    "a matrix": "y = tokenizer.sequences_to_matrix(lists)",
    "one list": "y = np.array(lists[0])\nz = y.reshape(1, -1)",
    "looked up": "y = layers.LSTM(4)(layers.Embedding(40, 3)(np.array(lists)))",
}


@pytest.mark.parametrize("made", OF_LISTS.values(), ids=OF_LISTS)
def test_what_is_made_of_the_lists_of_a_tokenizer(made: str) -> None:
    unknown = "" if "matrix" in made or "LSTM" in made or "maxlen=9" in made else "y z"
    judged(textwrap.dedent(TOKENIZER) + made, unknown=unknown, ignore="i row tokenizer")
