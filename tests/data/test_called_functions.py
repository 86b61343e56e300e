"""Functions that libraries call, objects that are called, gradients: every variable is what a run gives."""

from __future__ import annotations

import textwrap

import pytest
from tests.data.programs import check

HEADER = "import numpy as np\nimport tensorflow as tf\nimport keras\nfrom tensorflow.keras import backend as K\n"
TENSORS = "t = tf.zeros((4, 3))\np = tf.ones((4, 3))\n"

PROGRAMS = {
    "a function for each element": """
        grown = tf.map_fn(lambda row: row[None], t)
        summed = tf.map_fn(lambda row: tf.reduce_sum(row), t)
        both = tf.map_fn(lambda pair: pair[0] + pair[1], (t, p), fn_output_signature=tf.float32)
        fast = tf.vectorized_map(lambda row: row * 2, t)
        mapped = keras.ops.map(lambda row: keras.ops.sum(row), t)
        many = keras.ops.vectorized_map(lambda row: row + 1, t)
        halves = np.apply_along_axis(lambda row: row[:2], 1, np.zeros((5, 6)))
        old = K.map_fn(lambda row: row[:1], t)
    """,
    "a function for parts of arrays": """
        step = np.vectorize(lambda a: a + 1)
        ones = step(np.ones((4, 3)))
        trace = np.vectorize(np.trace, signature="(n,n)->()")
        traces = trace(np.ones((2, 5, 5)))
        lines = keras.ops.vectorize(keras.ops.diag, signature="(n,n)->(n)")(np.eye(4))
        table = np.vectorize(lambda key, names: names[int(key)], excluded={1})(np.zeros((2,)), [3, 4])
        nothing = np.float32()
        precise = keras.config.floatx()
    """,
    "a function that carries something along": """
        running = tf.scan(lambda a, x: a + x, t)
        last = tf.foldl(lambda a, x: a + x, t)
        back = tf.foldr(lambda a, x: a * x, t)
        carry, steps = keras.ops.scan(lambda c, x: (c + x, c * x), tf.zeros((3,)), t)
        sums = keras.ops.associative_scan(lambda a, b: a + b, t)
    """,
    "a step and its states": """
        series = tf.zeros((4, 7, 5))
        kernel = tf.ones((5, 3))
        def step(inputs, states):
            output = tf.matmul(inputs, kernel) + states[0]
            return output, [output]
        last, outputs, states = K.rnn(step, series, [tf.zeros((4, 3))])
        state = states[0]
        def with_constants(inputs, states):
            return inputs[:, :2] * states[1], [states[0] + 1]
        second = K.rnn(with_constants, series, [tf.zeros((4, 6))], constants=[tf.ones((4, 2))])
        wide, wide_outputs, wide_states = second
        only = K.rnn(step, series, [tf.zeros((4, 3))], return_all_outputs=False)[1]
        turned = K.rnn(step, tf.zeros((7, 4, 5)), [tf.zeros((4, 3))], time_major=True)[1]
    """,
    "a function among several": """
        one = tf.cond(tf.constant(True), lambda: t, lambda: p)
        chosen = tf.switch_case(tf.constant(1), [lambda: t, lambda: p])
        same = keras.ops.cond(tf.constant(True), lambda: t, lambda: p)
        other = keras.ops.switch(tf.constant(0), [lambda x: x * 2, lambda x: x], t)
    """,
    "loops": """
        i, doubled = tf.while_loop(lambda i, a: i < 10, lambda i, a: (i + 1, a * 2), (0, t))
        counted = keras.ops.fori_loop(0, 5, lambda i, v: v + 1, t)
        done = keras.ops.while_loop(lambda v: keras.ops.sum(v) < 100.0, lambda v: (v + 1,), (t,))
    """,
    "losses": """
        mean = keras.losses.MeanSquaredError()(t, p)
        each = keras.losses.BinaryCrossentropy(reduction="none")(t, p)
        summed = keras.losses.Huber(reduction="sum")(t, p)
        rows = keras.losses.mean_squared_error(t, p)
        sparse = keras.losses.SparseCategoricalCrossentropy(from_logits=True, reduction=None)
        at_places = sparse(tf.zeros((4, 7), tf.int32), tf.zeros((4, 7, 3)))
        right = keras.metrics.categorical_accuracy(t, p)
    """,
    "what initializers and activations make": """
        kernel = keras.initializers.GlorotUniform()((3, 4))
        named = keras.initializers.get("he_normal")(shape=(3, 5))
        variable = tf.Variable(keras.initializers.Zeros()((2, 2)))
        shown = keras.activations.get("relu")(t)
        plain = keras.activations.softmax(t)
    """,
    "gradients": """
        v = tf.Variable(tf.zeros((2, 3)))
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(t)
            total = tf.reduce_sum(v * v)
            squares = tf.reduce_sum(t ** 2, axis=1)
        slope = tape.gradient(total, v)
        several = tape.gradient(squares, [t])
        matrix = tape.jacobian(squares, t)
        by_sample = tape.batch_jacobian(t[:, None] * 2, t) if False else slope
    """,
    "settings and names of dtypes": """
        small = K.epsilon()
        kind = K.dtype(t)
        name = keras.ops.dtype(t)
    """,
    "vocabularies and configurations": """
        lookup = keras.layers.StringLookup(vocabulary=["a", "b"])
        size = lookup.vocabulary_size()
        words = len(lookup.get_vocabulary())
        table = keras.layers.Embedding(lookup.vocabulary_size(), 16)(tf.zeros((2, 5)))
        again = keras.layers.Dense.from_config(keras.layers.Dense(7).get_config())(t)
        shape = keras.layers.Dense(5).compute_output_shape((8, 3))
        wide = keras.layers.Dense(2)
        out = wide(t)
        count = wide.count_params()
    """,
    "functions of libraries as layers": """
        soft = keras.layers.Lambda(tf.nn.softmax)(t)
        first = keras.layers.Lambda(K.mean, arguments={"axis": 1})(t)
        relu = keras.layers.Lambda(keras.activations.relu)(t)
    """,
}
# these are compared by what they make
OBJECTS = {"losses": "sparse", "gradients": "tape v total", "vocabularies and configurations": "lookup wide"}

UNKNOWN = {"a function for parts of arrays": "traces lines table"}


@pytest.mark.parametrize("name", PROGRAMS)
def test_is_what_a_run_gives(name: str) -> None:
    program = textwrap.dedent(PROGRAMS[name])
    for kept in OBJECTS.get(name, "").split():
        program += f"del {kept}\n"
    check(HEADER + TENSORS + program, unknown=UNKNOWN.get(name, ""))
