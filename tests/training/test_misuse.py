"""What `fit` is refused before shapes are compared: said exactly where real Keras raises."""

from __future__ import annotations

import pytest
from tests.diagnostics.keras_run import error_in_keras

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze

HEAD = """import numpy as np
import tensorflow as tf
from keras import Input, Model, Sequential, layers
x, y = np.zeros((8, 3)), np.zeros((8, 1))
numbers = np.arange(8) % 2
data = tf.data.Dataset.from_tensor_slices((x, y))
model = Sequential([Input((3,)), layers.Dense(1)])
a, b = Input((3,), name="a"), Input((2,), name="b")
joined = layers.concatenate([a, b])
two = Model([a, b], [layers.Dense(1, name="p")(joined), layers.Dense(1, name="q")(joined)])
pair = {"a": x, "b": x[:, :2]}
"""
# the keys are what data are looked up by, whatever the Input layers are called
KEYED = 'keyed = Model({"key": a, "other": b}, layers.Dense(1)(joined))\nkeyed.compile("sgd", "mse")\n'
READY = 'model.compile("sgd", "mse")\n'
# the axis behind that of the samples is open: batches of rows look like one sample
OPEN = 'steps = Sequential([Input((None, 3)), layers.LSTM(1)])\nsteps.compile("sgd", "mse")\n'
SERIES = "series = tf.data.Dataset.from_tensor_slices((x[:, None], y))\n"
TWO = 'two.compile("sgd", "mse")\n'
FIT = "epochs=1, verbose=0)\n"

REFUSED = [
    (f"model.fit(x, y, {FIT}", "SL409"),
    ("model.evaluate(x, y, verbose=0)\n", "SL409"),
    ("model.train_on_batch(x, y)\n", "SL409"),
    (f"{READY}model.fit(x.tolist(), y, {FIT}".replace("x.tolist()", "[[0.0, 0.0, 1.0]] * 8"), "SL410"),
    (f"{READY}model.fit(((1, 2, 3), (4, 5, 6)), np.zeros((2, 1)), {FIT}", "SL410"),
    (f"{READY}model.fit(x, [0, 1, 0, 1, 0, 1, 0, 1], {FIT}", "SL410"),
    (f"{READY}model.fit([x[i] for i in range(8)], y, {FIT}", "SL410"),
    (f"{READY}model.predict([[1.0, 2.0, 3.0]], verbose=0)\n", "SL410"),
    (f"{READY}model.evaluate(x, [0] * 8, verbose=0)\n", "SL410"),
    (f"{READY}model.fit(x, {FIT}", "SL411"),
    (f"{READY}model.evaluate(x, verbose=0)\n", "SL411"),
    (f"{READY}model.fit(tf.data.Dataset.from_tensor_slices(x).batch(4), {FIT}", "SL411"),
    (f"{TWO}two.fit({{'a': x, 'c': x[:, :2]}}, [y, y], {FIT}", "SL412"),
    (f"{TWO}two.predict({{'a': x}}, verbose=0)\n", "SL412"),
    (f"{KEYED}keyed.fit({{'key': x, 'c': x[:, :2]}}, y, {FIT}", "SL412"),
    (f"two.compile('sgd', {{'p': 'mse', 'z': 'mse'}})\ntwo.fit(pair, [y, y], {FIT}", "SL412"),
    (f"two.compile('sgd', {{'p': 'mse', 'q': 'mse'}})\ntwo.fit(pair, {{'p': y, 'z': y}}, {FIT}", "SL412"),
    (f"model.compile('sgd', 'mse', metrics='mae')\nmodel.fit(x, y, {FIT}", "SL415"),
    (f"model.compile('sgd', 'mse', ['mae'])\nmodel.fit(x, y, {FIT}", "SL415"),
    (f"two.compile('sgd', 'mse', metrics=['mae'])\ntwo.fit(pair, [y, y], {FIT}", "SL415"),
    (f"{READY}model.fit(data.batch(4), y, {FIT}", "SL415"),
    (f"{READY}model.fit(data.batch(4), validation_split=0.2, {FIT}", "SL415"),
    (f"{READY}model.fit(x, numbers, class_weight=[1.0, 2.0], {FIT}", "SL415"),
    (f"{READY}model.fit(x, numbers, class_weight='balanced', {FIT}", "SL415"),
    (f"{READY}model.fit(x, y, class_weight={{0: 1.0}}, sample_weight=np.ones(8), {FIT}", "SL415"),
    (f"{TWO}two.fit(pair, [y, y], class_weight={{0: 1.0}}, {FIT}", "SL415"),
    (f"{READY}model.fit(data, {FIT}", "SL416"),
    (f"{READY}model.evaluate(data, verbose=0)\n", "SL416"),
    (f"{READY}model.fit(tf.data.Dataset.from_tensor_slices((x, numbers)), {FIT}", "SL416"),
    (f"{OPEN}steps.fit(data.batch(4), {FIT}", "SL405"),
    (f"{OPEN}steps.predict(data.batch(4).map(lambda a, b: a), verbose=0)\n", "SL405"),
    (f"{OPEN}steps.fit(tf.data.Dataset.zip(data, data).map(lambda a, b: a).batch(4), {FIT}", "SL405"),
    (f"{OPEN}{SERIES}steps.fit(series, {FIT}", "SL416"),
    (f"{OPEN}{SERIES}steps.fit(series.batch(4).unbatch(), {FIT}", "SL416"),
    (f"{READY}model.predict(x, y, verbose=0)\n", "SL415"),
    (f"{READY}model.predict(x, [1, 2], verbose=0)\n", "SL415"),
    (f"{READY}model.predict(x, batch_size=4.0, verbose=0)\n", "SL415"),
    (f"{READY}model.evaluate(x, y, y, verbose=0)\n", "SL415"),
    (f"{READY}model.fit(x, y, (x, y), {FIT}", "SL415"),
    (f"{READY}model.fit(x, y, batch_size='4', {FIT}", "SL415"),
    (f"{READY}model.fit(x, y, epochs=1.0, verbose=0)\n", "SL415"),
    (f"{READY}model.fit(x, y, steps_per_epoch=8 / 4, {FIT}", "SL415"),
    (f"{READY}model.fit(data.batch(4), steps_per_epoch=len(x) / 4, {FIT}", "SL415"),
    (f"{READY}model.evaluate(data.batch(4), steps=1.5, verbose=0)\n", "SL415"),
    (f"{READY}model.predict(x, steps=2.0, verbose=0)\n", "SL415"),
    (f"{READY}model.fit(x, y, validation_split=1, {FIT}", "SL415"),
    (f"{READY}model.fit(x, y, validation_split=0.95, {FIT}", "SL415"),
    (f"{READY}model.fit(x, y, sample_weight=[1.0] * 8, {FIT}", "SL415"),
    (f"{READY}model.fit(x, y, sample_weight=2.0, {FIT}", "SL415"),
    (f"{READY}model.fit(x, y, sample_weight={{0: 1.0, 1: 2.0}}, {FIT}", "SL415"),
    (f"{READY}model.fit(x, y, sample_weight=np.ones(5), {FIT}", "SL415"),
    (f"{READY}model.evaluate(x, y, sample_weight=np.ones(5), verbose=0)\n", "SL415"),
    (f"{READY}model.fit(data.batch(4), sample_weight=np.ones(8), {FIT}", "SL415"),
    (f"{TWO}two.fit(pair, [y, y], sample_weight=[np.ones(8)], {FIT}", "SL415"),
    (f"{TWO}two.fit(pair, [y, y], sample_weight=[np.ones(8), np.ones(5)], {FIT}", "SL415"),
]
TAKEN = [
    "model.predict(x, verbose=0)\n",
    f"{READY}model.fit([x], [y], {FIT}",
    f"{READY}model.fit(x, y, validation_data=[x, y], {FIT}",
    f"{READY}model.fit(data.batch(4), batch_size=2, {FIT}",
    f"{OPEN}{SERIES}steps.fit(series.map(lambda a, b: (a[None], b[None])), {FIT}",
    f"{TWO}two.fit(pair, [y, y], {FIT}",
    f"{TWO}two.fit({{**pair, 'more': y}}, [y, y], {FIT}",
    f"{TWO}two.fit(pair, {{'p': y, 'q': y}}, {FIT}",
    f"{KEYED}keyed.fit({{'other': x[:, :2], 'key': x}}, y, {FIT}",
    f"{KEYED}keyed.predict({{'other': x[:, :2], 'key': x}}, verbose=0)\n",
    f"two.compile('sgd', {{'p': 'mse', 'q': None}})\ntwo.fit(pair, [y, y], {FIT}",
    f"two.compile('sgd', 'mse', metrics={{'p': ['mae']}})\ntwo.fit(pair, [y, y], {FIT}",
    f"two.compile('sgd', 'mse', metrics=[['mae'], ['mse']])\ntwo.fit(pair, [y, y], {FIT}",
    f"{READY}model.fit(x, numbers, class_weight={{0: 1.0, 1: 2.0}}, {FIT}",
    f"{READY}model.fit(x, numbers, class_weight={{1: 2.0}}, {FIT}",
    f"{READY}model.predict(x, 4, verbose=0)\n",
    f"{READY}model.predict(x, np.int64(4), verbose=0)\n",
    f"{READY}model.predict(x, [], verbose=0)\n",
    f"{READY}model.predict(data.map(lambda a, b: a).batch(4), y, verbose=0)\n",
    f"{READY}model.fit(x, y, steps_per_epoch=8 // 4, {FIT}",
    f"{READY}model.fit(x, y, steps_per_epoch=0.0, {FIT}",
    f"{READY}model.fit(x, y, validation_steps=2.0, {FIT}",
    f"{READY}model.fit(x, y, validation_split=20, {FIT}",
    f"{READY}model.fit(x, y, validation_split=1.0, validation_data=(x, y), {FIT}",
    f"{READY}model.fit(x, y, sample_weight=np.ones(8), {FIT}",
    f"{READY}model.fit(x, y, sample_weight=np.ones((8, 1)), {FIT}",
    f"{READY}model.fit(x, y, sample_weight=[np.ones(8)], {FIT}",
    f"{READY}model.train_on_batch(x, y, sample_weight=[1.0] * 8)\n",
    f"{TWO}two.fit(pair, [y, y], sample_weight=[np.ones(8), np.ones(8)], {FIT}",
    f"{TWO}two.fit(pair, [y, y], sample_weight=np.ones(8), {FIT}",
]


def codes(program: str) -> list[str]:
    return [found.code for found in diagnose(analyze(program, strict=True))]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("text", "code"), REFUSED, ids=[f"{code} {text.strip()}" for text, code in REFUSED])
def test_what_keras_refuses_is_told_once(text: str, code: str) -> None:
    assert codes(HEAD + text) == [code]
    assert error_in_keras(HEAD + text) is not None


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("text", TAKEN, ids=[text.strip() for text in TAKEN])
def test_nothing_is_said_of_what_keras_takes(text: str) -> None:
    assert codes(HEAD + text) == []
    assert error_in_keras(HEAD + text) is None


@pytest.mark.parametrize(
    "text",
    [
        # who compiles it is not known
        "from elsewhere import prepare\nprepare(model)\n",
        "import sys\nif len(sys.argv) > 1:\n    model.compile('sgd', 'mse')\n",
        "class Trainer:\n    def __init__(self):\n        self.model = model\n    def train(self):\n"
        "        self.model.fit(x, y)\n    def prepare(self):\n        self.model.compile('sgd', 'mse')\n",
    ],
)
def test_a_model_that_may_be_compiled_is_not_called_uncompiled(text: str) -> None:
    tail = "" if text.startswith("class") else "model.fit(x, y)\n"
    assert codes(HEAD + text + tail) == []


LOSS = "def loss(labels, outputs):\n    return tf.reduce_mean(tf.square(labels - outputs){})\n"


@pytest.mark.parametrize(
    ("body", "units", "said"),
    [("", 1, []), ("", 2, []), (" * tf.ones((3,))", 1, []), (" * tf.ones((3,))", 2, ["SL205"])],
)
def test_a_loss_of_the_program_is_evaluated(body: str, units: int, said: list[str]) -> None:
    model = f"own = Sequential([Input((3,)), layers.Dense({units})])\nown.compile('sgd', loss)\n"
    program = f"{HEAD}{LOSS.format(body)}{model}own.fit(x, np.zeros((8, {units})), {FIT}"
    assert codes(program) == said
    assert (error_in_keras(program) is not None) == bool(said)


TEXTS = """texts = layers.TextVectorization(output_sequence_length=4, vocabulary=["a"])
reads = Sequential([Input((1,), dtype="string"), texts, layers.Embedding(9, 3), layers.Flatten(), layers.Dense(1)])
reads.compile("sgd", "mse")
"""


@pytest.mark.parametrize("given", ['["a b", "c"]', '[["a b"], ["c"]]', "['a' + 'b', str(2)]"])
def test_a_list_of_strings_is_called_one(given: str) -> None:
    program = f"{HEAD}{TEXTS}reads.predict({given}, verbose=0)\n"
    [found] = diagnose(analyze(program, strict=True))
    assert found.code == "SL410"
    assert "x is a Python list of strings, which Keras does not recognize. Write `tf.constant(x)`." in found.message
    assert error_in_keras(program) is not None


def test_a_tensor_of_strings_is_taken() -> None:
    program = f"{HEAD}{TEXTS}reads.predict(tf.constant(['a b', 'c']), verbose=0)\n"
    assert codes(program) == []
    assert error_in_keras(program) is None


def test_labels_that_a_loss_of_the_program_cannot_compare_are_blamed_on_the_layer() -> None:
    model = "own = Sequential([Input((3,)), layers.Dense(4)])\nown.compile('sgd', loss)\n"
    program = f"{HEAD}{LOSS.format('')}{model}own.fit(x, np.zeros((8, 3)), {FIT}"
    assert codes(program) == ["SL502"]
    assert error_in_keras(program) is not None
