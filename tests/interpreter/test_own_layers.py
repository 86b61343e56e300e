"""Layers of the program: where they show their shapes in a Sequential, and what Keras believes of them."""

from __future__ import annotations

from tests.interpreter.annotated import check


def test_a_sequential_that_its_first_call_builds_shows_them_on_their_own_lines() -> None:
    check("""
        class Twice(Layer):
            def call(self, x):
                return x * 2.0

        class Widened(Layer):
            def __init__(self, units):
                super().__init__()
                self.dense = Dense(units)
            def call(self, x):
                return self.dense(x)

        def stage(units, times):
            net = keras.Sequential()
            for _ in range(times):
                net.add(Widened(units))  #> (None, 5) | (None, 7)
            return net

        net = keras.Sequential(
            [
                Twice(),  #> (None, 4)
                Dense(3),  #> (None, 3)
                Twice(),  #> (None, 3)
            ]
        )
        y = net(Input((4,)))  #> (None, 3)
        z = stage(7, 2)(stage(5, 1)(y))  #> (None, 7)
    """)


def test_a_sequential_called_on_another_input_shows_both() -> None:
    check("""
        import numpy as np
        net = keras.Sequential(
            [
                Conv2D(2, 3),  #> (1, 10, 10, 2) | (None, 10, 10, 2) | (5, 10, 10, 2)
                GlobalAveragePooling2D(),  #> (1, 2) | (None, 2) | (5, 2)
            ]
        )
        a = net(np.zeros((1, 12, 12, 3)))  #> (1, 2)
        b = net(Input((12, 12, 3)))  #> (None, 2)
        c = net(np.zeros((5, 12, 12, 3)))  #> (5, 2)
        d = net(np.zeros((5, 12, 12, 3)))  #> (5, 2)
        declared = keras.Sequential(
            [
                Input((12,)),
                Dense(2),  #> (None, 2)
            ]
        )
        e = declared(np.zeros((5, 12)))  #> (5, 2)
    """)


def test_what_a_layer_says_itself_is_what_a_symbolic_call_gives() -> None:
    check("""
        class Said(Layer):
            def call(self, x, y):
                return x
            def compute_output_spec(self, x, y):
                return keras.KerasTensor((*x.shape[:-1], 9), dtype=y.dtype)

        class Pair(Layer):
            def call(self, x):
                return x, x
            def compute_output_spec(self, x):
                return keras.KerasTensor(x.shape), keras.KerasTensor((None, 2), dtype="int32")

        class Outer(Layer):
            def __init__(self):
                super().__init__()
                self.said = Said()
            def call(self, x):
                return self.said(x, x)

        a = Said()(Input((5, 4)), Input((5, 4)))  #> (None, 5, 9)
        b = Said()(tf.zeros((3, 5, 4)), tf.zeros((3, 5, 4)))  #> (3, 5, 4)
        c = Pair()(Input((7,)))  #> [(None, 7), (None, 2)]
        d = Outer()(Input((5, 4)))  #> (None, 5, 4)
    """)


def test_plain_sizes_that_a_layer_returns_are_numbers() -> None:
    check("""
        from keras import ops
        class Cut(Layer):
            def __init__(self):
                super().__init__()
                self.cut = Conv2D(24, 4, strides=4)
            def call(self, x):
                x = self.cut(x)
                h, w = x.shape[1], x.shape[2]
                return ops.reshape(x, (-1, h * w, 24)), h, w
        class Back(Layer):
            def __init__(self):
                super().__init__()
                self.cut = Cut()
            def call(self, x):
                x, h, w = self.cut(x)
                return ops.reshape(x, (-1, h, w, x.shape[-1]))
        y = Back()(Input((32, 16, 3)))  #> (None, 8, 4, 24)
    """)


def test_classes_of_layers_are_compared() -> None:
    check("""
        net = keras.Sequential([Input((20, 20, 3)), Conv2D(4, 3), MaxPool2D(), Flatten(), Dense(3)])
        shown = [Conv2D, layers.MaxPooling2D]
        outs = [layer.output for layer in net.layers if type(layer) in shown]
        a = Dense(len(outs))(Input((2,)))  #> (None, 2)
        others = [layer for layer in net.layers if type(layer) not in shown]
        b = Dense(len(others) + 3)(Input((2,)))  #> (None, 5)
        c = Dense(1 if type(net.layers[-1]) is Flatten else 6)(Input((2,)))  #> (None, 6)
        d = Dense(7 if net.layers[1].__class__ == layers.MaxPool2D else 1)(Input((2,)))  #> (None, 7)
    """)


def test_lists_that_hold_each_other_hold_each_layer_once() -> None:
    """As Keras counts them: a list is a part of a model once, also where it holds itself."""
    analysis = check("""
        class Net(keras.Model):
            def __init__(self):
                super().__init__()
                self.inner = [Dense(3)]
                self.inner.append(self.inner)
                self.outer = {"inner": self.inner, "last": Dense(2)}
            def call(self, x):
                return self.outer["last"](self.inner[0](x))

        y = Net()(Input((4,)))  #> (None, 2)
    """)
    assert [model.params for model in analysis.models] == [3 * 4 + 3 + 2 * 3 + 2]


def test_what_a_layer_was_given_is_a_value_again() -> None:
    check("""
        class Doubled(Layer):
            def __init__(self):
                super().__init__()
                self.times = 2
            def call(self, x):
                return x

        wrapped = TimeDistributed(Doubled())
        a = Dense(wrapped.layer.times)(Input((5,)))  #> (None, 2)
        b = wrapped.layer(Input((4, 5)))  #> (None, 4, 5)
        c = Lambda(lambda t: t[:, :2]).function(Input((4, 5)))
        d = Dense(3)(c)  #> (None, 2, 3)
        steps = TimeDistributed(Dense(3)).layer.units
        e = Dense(steps)(Input((5,)))  #> (None, ?)
        f = Pipeline([Doubled(), Rescaling(2.0)]).layers[0](Input((5,)))  #> (None, 5)
        g = Bidirectional(LSTM(4)).get_config()["layer"]
    """)
