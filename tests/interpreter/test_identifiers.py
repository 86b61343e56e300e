"""Activations, initializers and variables that a program finds by name."""

from __future__ import annotations

from tests.interpreter.annotated import check


def test_functions_and_initializers_by_name() -> None:
    check(
        """
        class Scaled(layers.Layer):
            def __init__(self, units, activation=None, initializer="ones"):
                super().__init__()
                self.units, self.activation = units, keras.activations.get(activation)
                self.initializer = keras.initializers.get(initializer)
            def build(self, input_shape):
                self.table = self.initializer((input_shape[-1], self.units))
                self.scale = keras.Variable(keras.initializers.Zeros()((self.units,)), trainable=False)
                self.shift = keras.Variable("zeros", shape=(self.units,))
            def call(self, x):
                return self.activation(x @ self.table * self.scale + self.shift)
        x = keras.Input((8,))
        y = Scaled(5, "relu", keras.initializers.RandomNormal(0.1))(x)  #> (None, 5)
        z = layers.Dense(3, kernel_initializer=keras.initializers.get("he_normal"))(y)  #> (None, 3)
        """
    )


def test_variables_are_weights() -> None:
    analysis = check(
        """
        class Bias(layers.Layer):
            def build(self, input_shape):
                self.bias = keras.Variable(keras.ops.zeros((input_shape[-1],)))
                self.count = keras.Variable(0.0, trainable=False)
            def call(self, x):
                return x + self.bias
        x = keras.Input((8,))
        model = keras.Model(x, Bias()(x))
        """
    )
    assert (analysis.models[0].params, analysis.models[0].trainable_params) == (9, 8)


def test_numbers_of_names() -> None:
    check(
        """
        x = keras.Input((8,))
        first, second = keras.backend.get_uid("block"), keras.backend.get_uid("block")
        y = layers.Dense(first + 10 * second)(x)  #> (None, 21)
        """
    )


def test_an_initializer_that_is_cloned() -> None:
    check(
        """
        def clone(initializer):
            if not isinstance(initializer, keras.initializers.Initializer):
                return initializer
            return initializer.__class__.from_config(initializer.get_config())
        zeros, he = clone(keras.initializers.Zeros()), clone(keras.initializers.get("he_normal")).clone()
        x = keras.Input((8,))
        y = layers.Dense(zeros((4, 6)).shape[1], kernel_initializer=he, bias_initializer=clone("ones"))(x)  #> (None, 6)
        """
    )


def test_the_dtype_of_a_layer_of_the_program() -> None:
    check(
        """
        class Cast(layers.Layer):
            def call(self, x):
                return tf.zeros((int(self.compute_dtype[-2:]), len(self.variable_dtype)), self.dtype)
        x = keras.Input((8,))
        y = Cast(dtype="mixed_float16")(x)  #> (16, 7)
        z = Cast()(x)  #> (32, 7)
        """
    )
