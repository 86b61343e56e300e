"""Models with steps of their own, and losses for some of the outputs: refused exactly where real Keras refuses them."""

from __future__ import annotations

import pytest
from tests.diagnostics.keras_run import error_in_keras
from tests.interpreter.annotated import check

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze

HEAD = """import keras
import numpy as np
import tensorflow as tf
from keras import Input, Model, layers
x = np.zeros((8, 6), "float32")
a, b, c = (np.zeros((8, size), "float32") for size in (3, 4, 5))
inputs = Input((6,))
outputs = [layers.Dense(size)(inputs) for size in (3, 4, 5)]
"""

# losses, labels: whether Keras takes them
LOSSES = [
    ("['mse', None, None]", "a", True),
    ("['mse', None, None]", "[a]", True),
    ("['mse', None, None]", "[a, b, c]", True),
    ("['mse', None, None]", "[a, b]", False),
    ("['mse', None, None]", "b", False),
    ("[None, None, 'mse']", "c", True),
    ("[None, None, 'mse']", "a", False),
    ("['mse', None, 'mse']", "[a, c]", True),
    ("['mse', None, 'mse']", "[a, b]", False),
    ("['mse', None, 'mse']", "a", False),
    ("['mse']", "a", True),
    ("['mse', 'mse']", "[a, b]", True),
    ("['mse', 'mse']", "[b, c]", False),
    ("['mse', 'mse', 'mse']", "[a, b]", False),
    ("'mse'", "[a, b]", False),
    ("'mse'", "a", False),
    ("'mse'", "[a, b, c]", True),
]


def errors(program: str) -> list[str]:
    return [found.code for found in diagnose(analyze(program, strict=True)) if found.severity == "error"]


@pytest.mark.parametrize(("losses", "labels", "taken"), LOSSES)
def test_labels_for_the_outputs_that_have_a_loss(losses: str, labels: str, taken: bool) -> None:
    program = (
        f"{HEAD}model = Model(inputs, outputs)\nmodel.compile('sgd', {losses})\nmodel.fit(x, {labels}, verbose=0)\n"
    )
    assert (error_in_keras(program) is None) == taken
    assert (errors(program) == []) == taken


@pytest.mark.parametrize("loss", ["open('loss')", "[open('loss'), None, None]", "eval(input())"])
def test_losses_that_are_not_known_may_be_for_one_output(loss: str) -> None:
    assert errors(f"{HEAD}model = Model(inputs, outputs)\nmodel.compile('sgd', {loss})\nmodel.fit(x, a)\n") == []


METHODS = {
    "train_step": "def train_step(self, data):\n        return {'loss': tf.constant(0.0)}",
    "test_step": "def test_step(self, data):\n        return {'loss': tf.constant(0.0)}",
    "compute_loss": "def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):\n"
    "        return tf.reduce_mean(y_pred[0])",
    "make_train_function": "def make_train_function(self, force=False):\n"
    "        self.train_function = lambda data: {'loss': 0.0}\n        return self.train_function",
}
CALLS = {
    "fit": "model.fit(x, a, verbose=0)",
    "evaluate": "model.evaluate(x, a, verbose=0)",
    "validation": "model.fit(x, [a, b, c], validation_data=(x, a), verbose=0)",
    "one batch": "model.train_on_batch(x, a)",
    "other inputs": "model.fit(np.zeros((8, 9), 'float32'), [a, b, c], verbose=0)",
    "other counts": "model.fit(x, a[:4], verbose=0)",
    "no labels": "model.fit(x, verbose=0)",
    "a data set": "model.fit(tf.data.Dataset.from_tensor_slices((x, a, b)).batch(4), verbose=0)",
}
# a class that also is a functional model, and one that makes its outputs in `call`
MODELS = {
    "functional": "model = Own(inputs, outputs)\n",
    "subclass": "model = Own()\n",
}
CLASS = """
class Own(Model):
    {method}
{call}

{model}model.compile("sgd", "mse")
"""
CALL = """
    def __init__(self):
        super().__init__()
        self.dense = [layers.Dense(3), layers.Dense(4), layers.Dense(5)]
        self.first = layers.Dense(6)

    def call(self, x):
        return [each(self.first(x)) for each in self.dense]
"""


CASES = [("functional", method, call) for method in METHODS for call in CALLS]
CASES += [("subclass", method, call) for method in METHODS for call in ("fit", "evaluate", "validation")]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("model", "method", "call"), CASES)
def test_own_steps_decide_what_their_data_are_for(model: str, method: str, call: str) -> None:
    body = CLASS.format(method=METHODS[method], model=MODELS[model], call=CALL if model == "subclass" else "")
    program = f"{HEAD}{body}{CALLS[call]}\n"
    if error_in_keras(program) is None:
        assert errors(program) == []


def test_what_is_left_to_keras_is_still_checked() -> None:
    class_ = CLASS.format(method=METHODS["test_step"], model=MODELS["functional"], call="")
    for call in (CALLS["fit"], CALLS["one batch"], CALLS["other inputs"]):
        assert error_in_keras(HEAD + class_ + call) is not None
        assert len(errors(HEAD + class_ + call)) == 1


STEPS = """
    import numpy as np

    class Pair(keras.Model):
        def __init__(self):
            super().__init__()
            self.small, self.back = layers.Dense(2), layers.Dense(5)

        def call(self, x):
            code = self.small(x)  #> (None, 2)
            return code, self.back(code)  #> (None, 5)

        def train_step(self, data):
            x, y = data
            code, image = self(x)  #> [(None, 2), (None, 5)]
            noise = tf.random.normal((tf.shape(x)[0], 7))  #> (None, 7)
            shifted = image - x  #> (None, 5)
            return {{"loss": tf.reduce_mean(shifted)}}

        def test_step(self, data):
            if isinstance(data, tuple):
                data = data[0]
            return {{"loss": tf.reduce_mean(layers.Dense(4)(data))}}  #> {}

    pair = Pair()
    pair.compile(optimizer="adam"{})
    {}
"""


@pytest.mark.parametrize(
    "call",
    [
        "pair.fit(np.zeros((20, 5)), np.zeros(20), validation_data=(np.zeros((6, 5)), np.zeros(6)))",
        "pair.fit(tf.data.Dataset.from_tensor_slices((np.zeros((20, 5)), np.zeros(20))).batch(4), "
        "validation_data=np.zeros((6, 5)))",
        "pair.train_on_batch(np.zeros((20, 5)), np.zeros(20)); pair.evaluate(np.zeros((20, 5)))",
    ],
)
def test_own_steps_are_run_on_a_batch_as_keras_traces_it(call: str) -> None:
    check(STEPS.format("()", "", call))


def test_under_run_eagerly_sizes_are_numbers() -> None:
    text = STEPS.format("()", ", run_eagerly=True", "pair.fit(np.zeros((20, 5)), np.zeros(20))")
    check(text.replace("(None, ", "(?, "))


def test_triples_given_to_a_model_with_its_own_step() -> None:
    program = """
        import numpy as np
        leaf = keras.Input((8,))
        coder = keras.Model(leaf, layers.Dense(6)(leaf))
        three = [keras.Input((8,)) for _ in range(3)]
        trio = keras.Model(three, [coder(each) for each in three])

        class Learner(keras.Model):
            def __init__(self, trio):
                super().__init__()
                self.trio = trio

            def call(self, inputs):
                return self.trio(inputs)

            def train_step(self, data):
                near, middle, far = self.trio(data)
                return {"loss": tf.reduce_mean(near - far)}

        rows = tf.data.Dataset.from_tensor_slices(np.zeros((12, 8), "float32"))
        learner = Learner(trio)
        learner.compile(optimizer="sgd")
        learner.fit(tf.data.Dataset.zip((rows, rows, rows)).batch(4), verbose=0)
    """
    check(program)
