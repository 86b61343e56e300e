"""Tensors that are there, not symbols: what layers and models give on them, judged by a run."""

from __future__ import annotations

import textwrap

import pytest
import tensorflow as tf
from tests.data.programs import check, described, may_be, measured, run, variables
from tests.interpreter.annotated import check as annotated

from shapelens.interpreter.analyze import analyze

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


PYTHON_DATA = {
    "one text": """
        words = layers.TextVectorization(output_sequence_length=7, vocabulary=["owls", "green", "pears"])
        one, two, column = words("two green owls"), words(["two green owls", "pears"]), words([["owls"], ["pears"]])
        pair = words(("owls", "green pears"))
    """,
    "texts as bags of words": """
        words = layers.TextVectorization(output_mode="count", vocabulary=["owls", "green", "pears"])
        one, two = tuple(words("green owls").shape), tuple(words(["green owls", "pears"]).shape)
        column = tuple(words([["owls"], ["green pears"]]).shape)
    """,
    "texts that are not split": """
        words = layers.TextVectorization(split=None, vocabulary=["owls", "green", "pears"])
        one, two, column = words("owls"), words(["green", "pears"]), words([["owls"], ["pears"]])
    """,
    "looked up": """
        look = layers.StringLookup(vocabulary=["low", "mid", "top"])
        several, single, table = look(["low", "top", "mid"]), look("low"), look([["low", "top"], ["mid", "low"]])
        numbers = layers.IntegerLookup(vocabulary=[30, 40, 50])([30, 50])
        arrays = layers.IntegerLookup(vocabulary=[30, 40])([np.array([30, 40]), np.array([30, 30])])
        named = layers.StringLookup(vocabulary=["low", "mid"])(inputs=["low", "mid"])
    """,
    "hashed": """
        buckets, bucket = layers.Hashing(6)(["oak", "elm"]), layers.Hashing(6)("oak")
        rows = layers.Hashing(6, output_mode="multi_hot")([["a", "b"], ["c", "d"], ["e", "f"]])
        crossed = layers.HashedCrossing(9)((["oak"], ["tall"]))
        hot = layers.HashedCrossing(9, output_mode="one_hot")([["oak", "elm"], ["tall", "low"]])
        alone = layers.HashedCrossing(9)(("a", "b"))
        row = layers.HashedCrossing(9, output_mode="one_hot")(("a", "b"))
    """,
    "categories": """
        hot, rows = layers.CategoryEncoding(4)([3, 1]), layers.CategoryEncoding(4)([[0, 1], [0, 0], [1, 2]])
        each = layers.CategoryEncoding(4, output_mode="one_hot")([3, 2, 0])
        bins = layers.Discretization([0.0, 10.0])([4.5, -2.0, 77.0])
        table = layers.Discretization([0.0, 1.0], output_mode="one_hot")([[-1.5, 1.0, 3.4]])
        alone = layers.CategoryEncoding(4, output_mode="one_hot")(3)
        number = layers.Discretization([0.0, 1.0], output_mode="one_hot")(0.5)
    """,
    "numbers": """
        row, number = layers.Rescaling(0.5)([[4.0, 6.0, 8.0]]), layers.Rescaling(0.5)(3)
        sound = layers.MelSpectrogram()([[0.0] * 4096])
    """,
    "pictures": """
        photos = [np.zeros((30, 40, 3), "float32"), np.ones((30, 40, 3), "float32")]
        middle, small = layers.CenterCrop(20, 25)(photos), layers.Resizing(20, 25)(tuple(photos))
        part, turned = layers.RandomCrop(8, 9)(photos), layers.RandomFlip()([tf.zeros((5, 6, 3))])
        one = layers.Rescaling(2.0)(photos[:1])
        maps = layers.Conv2D(4, 3)(middle)
        both = layers.Pipeline([layers.Rescaling(2.0), layers.Resizing(4, 5)])(photos)
        several = [np.zeros((12, 12, 3), "float32") for _ in range(30)]
        many = layers.Resizing(6, 6)(several)
    """,
}


@pytest.mark.parametrize("source", PYTHON_DATA.values(), ids=PYTHON_DATA)
def test_python_data_given_to_preprocessing_layers(source: str) -> None:
    judged(source)


def test_lengths_of_texts_are_numbers_that_are_not_known() -> None:
    judged(
        """
        words = layers.TextVectorization(vocabulary=["owls", "green", "pears"])
        one, two = words("green owls pears"), words(["two green owls", "pears"])
        looked = layers.Embedding(9, 4)(two)
        pooled = layers.GlobalAveragePooling1D()(looked)
        texts = tf.data.Dataset.from_tensor_slices(["two owls whisper", "green pears fall"])
        piece = next(iter(texts.map(words)))
        length = np.zeros((two.shape[1], 2))
        """,
        unknown="one two looked piece length",
        ignore="texts",
    )


SIZES = {
    "of a batch": """
        data = tf.data.Dataset.from_tensor_slices(np.zeros((10, 4, 6), "float32")).shuffle(4).batch(4)
        for batch in data.filter(lambda rows: True):
            flat = tf.reshape(batch, (batch.shape[0] * batch.shape[1], 6))
            ones, same = np.ones(batch.shape[0]), tf.reshape(batch * 2, batch.shape)
            zeros = tf.zeros((batch.shape[0], 3))
            break
    """,
    "of what predict gives": """
        model = keras.Sequential([Input((6,)), layers.Dense(3)])
        data = tf.data.Dataset.from_tensor_slices(np.zeros((10, 6), "float32")).batch(4).filter(lambda rows: True)
        guess = model.predict(next(iter(data)), verbose=0)
        ones = np.ones(guess.shape[0]) * guess.shape[1]
        flat = guess.reshape(guess.shape[0] * 3)
        all_of_them = model.predict(data, verbose=0)
        more = np.zeros((len(all_of_them), 2))
    """,
    "of what a model gives": """
        model = keras.Sequential([Input((6,)), layers.Dense(3)])
        data = tf.data.Dataset.from_tensor_slices(np.zeros((10, 6), "float32")).batch(4).filter(lambda rows: True)
        for number, rows in enumerate(data):
            out = model(rows)
            noise = np.random.normal(size=out.shape)
            wide = tf.reshape(out, (-1, out.shape[0] * 3))
            break
    """,
    "of arrays of a data set": """
        data = tf.data.Dataset.from_tensor_slices((np.zeros((9, 4)), np.arange(9))).batch(4).repeat(2)
        for rows, numbers in data.as_numpy_iterator():
            again = rows.reshape(rows.shape)
            hot = np.zeros((numbers.shape[0], 10))
            break
        one, two = next(data.as_numpy_iterator())
        pairs = np.ones((two.shape[0], two.shape[0]))
    """,
    "of the batches of a generator": """
        from keras.src.legacy.preprocessing.image import ImageDataGenerator
        flow = ImageDataGenerator(rescale=1 / 255).flow(np.zeros((9, 8, 8, 3)), np.zeros(9), batch_size=4)
        for pictures, numbers in flow:
            same = pictures.reshape(-1, pictures.shape[-1]).reshape(pictures.shape)
            weights = np.ones(numbers.shape[0])
            break
        first = next(flow)[0]
        flat = first.reshape(first.shape[0], -1)
    """,
    "of an open axis": """
        words = keras.Sequential([Input((None,), dtype="int32"), layers.Embedding(9, 4)])
        data = tf.data.Dataset.from_generator(
            lambda: iter([[1, 2, 3]]), output_signature=tf.TensorSpec((None,), "int32")
        ).batch(1)
        for row in data:
            looked = words(row)
            dense = layers.Dense(2)(tf.reshape(looked, (looked.shape[0], looked.shape[1] * 4)))
    """,
}


@pytest.mark.parametrize("source", SIZES.values(), ids=SIZES)
def test_the_size_of_an_array_is_a_number(source: str) -> None:
    known = ("data", "model", "words", "flow", "number")
    judged_loosely(source, known)


def judged_loosely(source: str, ignored: tuple[str, ...] = ()) -> None:
    """No error where Keras runs a program, and nothing that is known contradicts what it gives."""
    text = HEAD + textwrap.dedent(source)
    ours, real = variables(text), run(text)
    arrays = {
        name: value
        for name, value in real.items()
        if isinstance(getattr(value, "shape", None), tuple | tf.TensorShape) and name not in ignored
    }
    assert arrays
    for name, value in arrays.items():
        found, truth = described(ours.get(name)), measured(value)
        assert "None" not in found, f"an array has no open size: {name} is {found}"
        assert may_be(found, truth), f"{name}: {found} is not {truth}"


def test_what_a_data_set_maps_has_open_sizes() -> None:
    analysis = annotated("""
        import numpy as np
        data = tf.data.Dataset.from_tensor_slices(np.zeros((10, 6), "float32")).batch(4)
        dense = layers.Dense(3)
        data = data.map(lambda rows: dense(rows))  #> (None, 3)
        for rows in data.filter(lambda rows: True):
            again = layers.Dense(2)(rows)  #> (4, 2) | (?, 2)
    """)
    assert analysis.findings == ()


TEXTS = {
    "bytes of a tensor": """
        names = tf.data.Dataset.from_tensor_slices(["ab/cd", "ef/gh"])
        for name in names.map(lambda each: tf.strings.split(each, "/")[-1]):
            begin, word = name.numpy()[:1], name.numpy().decode()[0]
        whole = tf.constant(["ab", "cd"]).numpy()[0][1:]
    """,
    "bytes of an iterator": """
        for name, number in tf.data.Dataset.from_tensor_slices((["ab", "cd"], [1, 2])).as_numpy_iterator():
            begin = name[:1] + b"x"
    """,
    "texts of an array": """
        words = np.array(["red", "blue"])
        first = words[0][1:]
        for word in words:
            begin = word[0] + word.upper()
        letter = np.unique(words)[0][0]
    """,
    "texts that are chosen": """
        import random
        words = ["red", "blue", "green"] * 30
        chosen, other = random.choice(words), np.random.choice(words)
        begin = chosen[0] + other[1:]
        for word in words:
            name = word + ".png"
            last = name[-1]
    """,
    "records": """
        table = np.zeros(3, dtype=[("a", int), ("b", float)])
        column, field = table["a"], table[0]["b"]
    """,
    "objects": """
        things = np.array([{"a": 1}, [1, 2]], dtype=object)
        value, item = things[0]["a"], things[1][0]
        for thing in things:
            size = len(thing)
    """,
}


@pytest.mark.parametrize("source", TEXTS.values(), ids=TEXTS)
def test_texts_bytes_and_objects_are_no_tensors_of_numbers(source: str) -> None:
    text = HEAD + textwrap.dedent(source)
    variables(text)
    run(text)


RANKS = ["x.shape + (1,)", "tuple(list(x.shape) + [1])", "(*x.shape, 1)", "list(x.shape) + [1]", "[*x.shape, 1]"]
RANKS += ["(len(x),) + x.shape[1:] + (1,)", "(-1,) + tuple(x.shape[1:]) + (1,)"]
UNKNOWN_RANK = """
    import os
    import somewhere
    rows = []
    for name in os.listdir("clips"):
        rows.append(somewhere.read(name))
    x = np.array(rows)
    y = {}
    model = keras.Sequential([Input((20, 16, 1)), layers.Flatten(), layers.Dense(3)])
    model.compile("sgd", "mse")
    model.fit(y, np.zeros((5, 3)))
"""
MADE = ["x.reshape({})", "np.reshape(x, {})", "tf.reshape(x, {})", "np.broadcast_to(x, {})"]


@pytest.mark.parametrize("shape", [*RANKS, "*x.shape, 1", "-1, *x.shape[1:], 1", "somewhere.shape"])
def test_an_array_of_unknown_rank_brought_to_its_own_shape(shape: str) -> None:
    for make in MADE if shape in RANKS else MADE[:1]:
        assert analyze(HEAD + textwrap.dedent(UNKNOWN_RANK.format(make.format(shape))), strict=True).findings == ()


def test_numbers_at_random_in_a_shape_that_is_not_known() -> None:
    found = variables(
        "import numpy as np\nimport somewhere\na = np.random.rand(*somewhere.shape)\n"
        "b = np.random.randn(2, *somewhere.shape)\nc = np.random.rand(2, 3)\n"
    )
    assert [found[name].tensor.rank for name in "abc"] == [None, None, 2]


def test_a_size_that_keras_leaves_open_where_it_only_builds() -> None:
    annotated("""
        import numpy as np
        x = Input((20,))
        a = keras.ops.reshape(x, (None, 5))  #> (?, 5)
        b = keras.ops.reshape(np.ones((4, 20)), (None, 5))  #! InvalidArgument
        layer = InputLayer(input_tensor=keras.KerasTensor((2, 3)))  #> (2, 3)
        from elsewhere import tensor
        other = InputLayer(input_tensor=tensor)  #> ?
    """)
