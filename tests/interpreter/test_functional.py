"""Functional models: calls, several inputs and outputs, reuse, nesting."""

from __future__ import annotations

import pytest
from tests.interpreter.annotated import check, outputs


def test_calls_one_after_another() -> None:
    analysis = check("""
        inputs = keras.Input((32, 32, 3))  #> (None, 32, 32, 3)
        x = layers.Conv2D(8, 3, activation="relu")(inputs)  #> (None, 30, 30, 8)
        x = layers.GlobalAveragePooling2D()(x)  #> (None, 8)
        outputs = layers.Dense(5)(x)  #> (None, 5)
        model = keras.Model(inputs, outputs)
    """)
    assert analysis.models[0].params == 269


def test_two_inputs_two_outputs() -> None:
    analysis = check("""
        a, b = keras.Input((4,)), keras.Input((6,))
        merged = layers.concatenate([a, b])  #> (None, 10)
        left = Dense(1)(merged)  #> (None, 1)
        right = Dense(2)(merged)  #> (None, 2)
        model = keras.Model(inputs=[a, b], outputs=[left, right])
        again = model([keras.Input((4,)), keras.Input((6,))])  #> [(None, 1), (None, 2)]
        first, second = again
        y = Dense(7)(second)  #> (None, 7)
    """)
    assert analysis.models[0].params == 11 + 22


def test_open_sizes_print_as_keras_prints_them() -> None:
    check("""
        x = keras.Input((None, None, 3))  #> (None, None, None, 3)
        y = Conv2D(8, 3, strides=2, padding="same")(x)  #> (None, None, None, 8)
        z = GlobalMaxPooling2D()(y)  #> (None, 8)
    """)


def test_dense_behind_an_open_size() -> None:
    check("""
        x = Flatten()(keras.Input((None, 32, 3)))  #> (None, None)
        y = Dense(10)(x)  #> ?  #! UndefinedAxis
        z = Dense(5)(y)  #> ?
    """)


def test_skips_of_symbolic_sizes_join() -> None:
    check("""
        x = keras.Input((None, None, 3))
        down = MaxPooling2D()(Conv2D(8, 3, padding="same")(x))
        up = Conv2DTranspose(8, 2, strides=2)(down)
        y = Concatenate()([x, up])  #> (None, None, None, 11)
    """)


def test_concatenate_of_different_sizes() -> None:
    check("""
        a, b = keras.Input((30, 30, 8)), keras.Input((29, 29, 8))
        y = Concatenate()([a, b])  #> ?  #! ConcatenateMismatch
    """)


def test_reshape_to_another_count_blames_the_target() -> None:
    analysis = check("""
        x = keras.Input((30,))
        y = Reshape((4, 8))(x)  #> ?  #! ReshapeMismatch
    """)
    assert (analysis.findings[0].span.column, analysis.findings[0].span.end_column) == (13, 19)


def test_a_wrong_keyword_is_blamed_itself() -> None:
    analysis = check("""
        x = Conv2D(filter=32, kernel_size=3)(keras.Input((8, 8, 3)))  #! UnknownArgument
    """)
    (finding,) = analysis.findings
    assert finding.problem.suggestion == "filters"  # type: ignore[union-attr]
    assert (finding.span.column, finding.span.end_column) == (12, 21)


def test_a_layer_used_twice() -> None:
    check("""
        shared = Conv2D(8, 3)
        a = shared(keras.Input((32, 32, 3)))  #> (None, 30, 30, 8)
        b = shared(keras.Input((64, 64, 3)))  #> (None, 62, 62, 8)
        c = shared(keras.Input((64, 64, 4)))  #> ?  #! AxisMismatch
    """)


def test_a_functional_model_checks_its_sizes_and_a_sequential_one_does_not() -> None:
    check("""
        inputs = keras.Input((32, 32, 3))
        functional = keras.Model(inputs, Conv2D(8, 3)(inputs))
        sequential = keras.Sequential([Input((32, 32, 3)), Conv2D(8, 3)])
        x = keras.Input((64, 64, 3))
        a = functional(x)  #! InputMismatch
        b = sequential(x)  #> (None, 62, 62, 8)
    """)


def test_keras_adds_or_drops_a_trailing_axis_of_one() -> None:
    check("""
        inputs = keras.Input((30, 1))
        model = keras.Model(inputs, Conv1D(4, 3)(inputs))
        a = model(keras.Input((30,)))  #> (None, 28, 4)
        b = model(keras.Input((30, 1, 1)))  #> (None, 28, 4)
        c = model(keras.Input((30, 2)))  #! InputMismatch
    """)


def test_inner_layers_by_name() -> None:
    check("""
        inputs = keras.Input((32, 32, 3))
        x = Conv2D(8, 3, name="first")(inputs)
        model = keras.Model(inputs, Flatten()(x))
        y = Dense(model.get_layer("first").filters)(model.output)  #> (None, 8)
    """)


def test_an_output_that_does_not_come_from_the_inputs() -> None:
    check("""
        a, b = keras.Input((4,)), keras.Input((4,))
        model = keras.Model(a, Add()([a, b]))  #! DisconnectedGraph
    """)


def test_a_layer_given_a_layer() -> None:
    check("""
        y = Dense(3)(Dense(4))  #! NotATensor
    """)


def test_operators_between_layers() -> None:
    check("""
        x = keras.Input((8, 8, 3))
        y = Conv2D(3, 3, padding="same")(x) + x  #> (None, 8, 8, 3)
        z = (y * 2.0)[:, ::2, 1:-1, 0]  #> (None, 4, 6)
        w = y[..., None]  #> (None, 8, 8, 3, 1)
        v = x + keras.Input((7, 7, 3))  #! NotBroadcastable
    """)


def test_shapes_as_values() -> None:
    check("""
        x = keras.Input((8, 6, 3))
        y = Reshape((x.shape[1] * x.shape[2], x.shape[-1]))(x)  #> (None, 48, 3)
        z = Dense(4 if y.shape[0] is None else 5)(y)  #> (None, 48, 4)
    """)


@pytest.mark.parametrize(
    "imports",
    [
        "from tensorflow.keras.layers import Dense\nfrom tensorflow.keras import Input",
        "import tensorflow as tf\nDense, Input = tf.keras.layers.Dense, tf.keras.Input",
        "import keras\nDense, Input = keras.layers.Dense, keras.Input",
        "from keras import layers\nDense, Input = layers.Dense, layers.Input",
        "from tensorflow import keras\nDense, Input = keras.layers.Dense, keras.layers.Input",
        "from tensorflow.keras import layers as KL\nDense, Input = KL.Dense, KL.Input",
        "import tensorflow.keras.layers as L\nDense, Input = L.Dense, L.Input",
        "from tensorflow.python.keras.layers import Dense, Input",
        "from tensorflow.python.keras.layers.core import Dense\nfrom keras.engine.topology import Input",
        "from keras.layers.core import Dense\nfrom keras.engine.input_layer import Input",
        "from tensorflow.keras.layers import *",
        "import tensorflow.compat.v1 as tf\nDense, Input = tf.keras.layers.Dense, tf.keras.layers.Input",
        "try:\n    from keras.layers import Dense, Input\nexcept ImportError:\n    from tf_keras.layers import Dense",
        "from keras.src.layers.core.dense import Dense\nfrom keras.api.layers import Input",
        "import keras as K\nDense, Input = K.layers.Dense, K.Input",
    ],
)
def test_every_import_spelling(imports: str) -> None:
    assert outputs("y = Dense(3)(Input((4,)))", imports=imports + "\n") == ["(None, 3)", "(None, 4)"]


def test_inner_outputs_of_a_model() -> None:
    check("""
        cnn = keras.Sequential([Input((8, 8, 3)), Conv2D(4, 3, name="first"), Flatten(), Dense(2)])
        features = keras.Model(cnn.inputs, [layer.output for layer in cnn.layers[:2]])
        maps, flat = features(Input((8, 8, 3)))
        y = Dense(5)(flat)  #> (None, 5)
        z = Dense(6)(cnn.get_layer("first").output)  #> (None, 6, 6, 6)
        cnn.pop()
        cnn.add(Dense(7))  #> (None, 7)
        w = cnn(Input((8, 8, 3)))  #> (None, 7)
    """)


def test_matrix_products() -> None:
    check("""
        x = Input((10, 4))
        y = x @ Input((4, 6))  #> (None, 10, 6)
    """)


def test_a_layer_that_keras_does_not_know_is_unknown_with_the_reason() -> None:
    analysis = check("""
        x = layers.Fancy(3)(Input((4,)))
        y = Dense(2)(x)  #> (…, 2)
    """)
    (site,) = [site for site in analysis.sites if site.observations[0].layer == "Fancy"]
    assert str(site.outputs[0]) == "?"
    assert site.outputs[0].reason == "`keras.layers` has no `Fancy` that is known"  # type: ignore[union-attr]


def test_training_is_taken_from_a_call_without_it() -> None:
    check(
        """
        x = keras.Input((8,))
        y = layers.Dense(4)(x, training=True)  #> (None, 4)
        z = layers.ReversibleEmbedding(9, 4)(keras.Input((3,), dtype="int32"), training=False)  #> (None, 3, 4)
        """
    )


def test_vectors_of_a_grid_that_are_not_known() -> None:
    check(
        """
        def grid(vectors):
            rows = np.meshgrid(*vectors, indexing="ij")
            return np.concatenate([np.expand_dims(row, axis=-1) for row in rows], axis=-1)
        """,
        imports="import numpy as np\nimport keras\n",
    )
