"""Classes of the program: builders, Keras subclasses, dataclasses and enums; and what nothing calls."""

from __future__ import annotations

from tests.interpreter.annotated import check


def test_a_builder_class() -> None:
    analysis = check("""
        class GAN:
            def __init__(self, rows=8):
                self.shape = (rows, rows, 1)
                self.latent = 10
                self.generator = self.build_generator()

            @property
            def count(self):
                return self.shape[0] * self.shape[1]

            def build_generator(self):
                model = keras.Sequential()
                model.add(Dense(self.count, input_dim=self.latent))  #> (None, 64)
                model.add(Reshape(self.shape))  #> (None, 8, 8, 1)
                return model

        gan = GAN()
        image = gan.generator(Input((10,)))  #> (None, 8, 8, 1)
    """)
    assert analysis.models[0].params == 704


def test_a_layer_of_the_program() -> None:
    analysis = check("""
        class Block(layers.Layer):
            def __init__(self, filters, **kwargs):
                super().__init__(**kwargs)
                self.convs = [Conv2D(filters, 3, padding="same") for _ in range(2)]

            def build(self, input_shape):
                self.scale = self.add_weight(shape=(input_shape[-1],), name="scale", trainable=False)
                super().build(input_shape)

            def call(self, inputs, training=None):
                x = inputs
                for conv in self.convs:
                    x = conv(x)  #> (None, 16, 16, 4) | (None, 8, 8, 4)
                return x + inputs  #> (None, 16, 16, 4) | (None, 8, 8, 4)

        block = Block(4, name="block")
        y = block(Input((16, 16, 4)))  #> (None, 16, 16, 4)
        z = block(MaxPool2D()(y))  #> (None, 8, 8, 4)
        model = keras.Sequential([Input((16, 16, 4)), Block(4), Flatten()])  #> (None, 1024)
    """)
    (model,) = [model for model in analysis.models if model.name == "model"]
    assert (model.params, model.trainable_params) == (300, 296)


def test_a_subclassed_model() -> None:
    analysis = check("""
        class Net(keras.Model):
            def __init__(self, classes=10):
                super(Net, self).__init__()
                self.flatten = Flatten()
                self.head = keras.Sequential([Dense(32), Dense(classes)])  #> (None, 10)

            def call(self, inputs):
                x = self.flatten(inputs)  #> (None, 784)
                return self.head(x)  #> (None, 10)

        net = Net()
        net.build((None, 28, 28))
        y = net(Input((28, 28)))  #> (None, 10)
    """)
    assert [(model.name, model.kind, model.params) for model in analysis.models] == [
        ("head", "sequential", 25450),
        ("net", "subclass", 25450),
    ]


def test_a_model_that_derives_and_stays_functional() -> None:
    check("""
        class Custom(keras.Model):
            def train_step(self, data):
                return {}

        class Small(Custom):
            def __init__(self):
                inputs = Input((3,))
                super().__init__(inputs=inputs, outputs=Dense(2)(inputs))

        inputs = Input((3,))
        a = Custom(inputs, Dense(5)(inputs))(Input((3,)))  #> (None, 5)
        b = Small()(Input((3,)))  #> (None, 2)
    """)


def test_a_layer_that_derives_from_a_layer_of_keras() -> None:
    check("""
        class Wide(Dense):
            def __init__(self, units, **kwargs):
                super().__init__(units * 2, **kwargs)

        class ConvBlock(Conv2D):
            def call(self, inputs):
                return ReLU()(super().call(inputs))

        a = Wide(4)(Input((3,)))  #> (None, 8)
        b = ConvBlock(4, 3)(Input((8, 8, 3)))  #> (None, 6, 6, 4)
    """)


def test_inheritance_among_the_programs_own_classes() -> None:
    check("""
        class Base:
            units = 4
            def head(self, x):
                return Dense(self.units)(x)  #> (None, 8) | (None, 9)

        class Twice(Base):
            units = 8

        class More(Twice):
            def head(self, x):
                self.units = 9
                return super().head(x)

        a, b = Twice().head(Input((3,))), More().head(Input((3,)))
    """)


def test_dataclasses_enums_and_named_tuples() -> None:
    check("""
        from dataclasses import dataclass
        from enum import Enum
        from typing import NamedTuple

        @dataclass(frozen=True)
        class Config:
            width: int = 4
            depth: int = 1

        class Size(Enum):
            SMALL = 8

        class Shape(NamedTuple):
            height: int
            width: int

        config = Config(depth=2)
        height, width = Shape(6, width=7)
        x = Input((height, width))  #> (None, 6, 7)
        y = Dense(config.width * config.depth)(x)  #> (None, 6, 8)
        z = Dense(Size.SMALL.value)(y)  #> (None, 6, 8)
    """)


def test_attributes_set_on_one_path_only_are_unknown() -> None:
    check("""
        import os
        class Holder:
            pass
        holder = Holder()
        holder.units = 4
        if os.environ.get("BIG"):
            holder.units = 8
        y = Dense(holder.units)(Input((3,)))  #> (None, ?)
    """)


def test_functions_that_nothing_calls_show_their_defaults() -> None:
    check("""
        def build(shape=(28, 28, 1), classes=10):
            inputs = Input(shape)  #> (None, 28, 28, 1)
            x = Flatten()(inputs)  #> (None, 784)
            return keras.Model(inputs, Dense(classes)(x))  #> (None, 10)
    """)


def test_what_the_caller_would_say_is_no_fault() -> None:
    check("""
        def build(shape=None, units=None, classes=3):
            inputs = Input(shape)
            x = Dense(units)(inputs)
            y = Reshape((4, 2))(Input((7,)))  #! ReshapeMismatch
            return Dense(classes)(x)
    """)


def test_pins_declare_what_nothing_calls() -> None:
    check("""
        from jaxtyping import Float
        def head(
            x,  # shape: (None, 7, 7, 64)
            units=5,
        ):
            return Dense(units)(Flatten()(x))  #> (None, 5)

        def other(x: Float[tf.Tensor, "b 224 224 3"]):
            return Conv2D(8, 3)(x)  #> (None, 222, 222, 8)

        features = load()  # shape: (None, 16)
        y = Dense(3)(features)  #> (None, 3)
    """)


def test_methods_that_nothing_calls() -> None:
    check("""
        class Trainer:
            def __init__(self, classes=4):
                self.classes = classes

            def build_model(self):
                x = Input((6,))  #> (None, 6)
                return Dense(self.classes)(x)  #> (None, 4)
    """)


def test_freezing_counts() -> None:
    analysis = check("""
        base = keras.Sequential([Input((3,)), Dense(4)])
        base.trainable = False
        model = keras.Sequential([base, Dense(2)])  #> (None, 2)
    """)
    assert [(model.params, model.trainable_params) for model in analysis.models] == [(16, 0), (26, 10)]


def test_what_layers_say_of_shapes() -> None:
    check(
        """
        class Pair(layers.Layer):
            def build(self, query_shape, value_shape):
                self.dense = layers.Dense(query_shape[-1] + value_shape[-1])
                self.dense.build(query_shape)
                shape = list(self.dense.compute_output_shape(query_shape))
                self.out = layers.Dense(shape[-1] + 1)
            def call(self, query, value, mask=None):
                return self.out(self.dense(query))
        x, y = keras.Input((4, 8)), keras.Input((4, 5))
        z = Pair()(x, value=y)  #> (None, 4, 14)
        units = Pair().compute_output_shape
        rows = layers.Concatenate().compute_output_shape([(None, 3), (None, 4)])
        u = layers.Dense(rows[-1])(x)  #> (None, 4, 7)
        v = layers.Conv1D(2, 3).call(x)  #> (None, 2, 2)
        """
    )


def test_what_a_caller_would_say_is_no_fault() -> None:
    check(
        """
        class Block(layers.Layer):
            def __init__(self, units=None, groups=0, axis=-1, sizes=()):
                super().__init__()
                self.units, self.groups, self.sizes = units, groups, sizes
            def build(self, input_shape):
                self.dense = layers.Dense(self.units)
                self.experts = layers.Dense(self.groups)
                self.pool = layers.MaxPool2D(self.sizes)
                self.wrong = layers.Dense("many")  #! InvalidArgument
        def make(filters=0):
            return layers.Conv2D(filters, 3)
        """
    )


def test_keywords_of_a_mixin_are_no_arguments_of_the_layer() -> None:
    check(
        """
        from elsewhere import Scoped
        class Narrow(layers.Dense, Scoped):
            def __init__(self, units, **kwargs):
                super().__init__(units, **kwargs)
        x = Narrow(4, scope="top", use_bias=False)(keras.Input((8,)))  #> (None, 4)
        """
    )


def test_named_tuples_and_names_as_text() -> None:
    check(
        """
        from collections import namedtuple
        Block = namedtuple("Block", ["filters", "size"])
        Block.__new__.__defaults__ = (None,) * len(["filters", "size"])
        Pair = namedtuple("Pair", "first, second", defaults=(6,))
        block = Block(filters=4, size=3)._replace(filters=5)
        filters, size = block
        x = keras.Input((8, 8, 1))
        y = layers.Conv2D(block.filters, size)(x)  #> (None, 6, 6, 5)
        z = eval("layers.Dense")(Pair(1).second)(y)  #> (None, 6, 6, 6)
        """
    )


def test_a_metaclass_makes_and_finds_classes() -> None:
    check("""
        import abc
        class Meta(abc.ABCMeta):
            known = {}
            def __new__(mcls, name, bases, namespace, *, units=3):
                cls = super().__new__(mcls, name, bases, namespace)
                mcls.known[name.lower()] = cls
                cls.units = units
                return cls
            def __init__(cls, name, bases, namespace, **options):
                super().__init__(name, bases, namespace)
            def __getitem__(cls, key):
                return cls.known[key]
        class Net(metaclass=Meta):
            def build(self, x):
                return Dense(self.units)(x)  #> (None, 3) | (None, 8)
        class Wide(Net, units=8):
            def build(self, x):
                return super().build(x)
        x = Net["net"]().build(Input((2,)))
        y = Net["wide"]().build(x)
    """)


def test_a_layer_of_the_program_has_its_input_and_output() -> None:
    check("""
        class Block(layers.Layer):
            def __init__(self, n, **kwargs):
                super().__init__(**kwargs)
                self.dense = layers.Dense(n)
            def __call__(self, x, times=1):
                return super().__call__(x, times)  #> (None, 10) | (None, 6)
            def call(self, x, times):
                return layers.concatenate([self.dense(x)] * times)
        x = Input((8,))
        y = Block(5, name="first")(x, times=2)
        z = Block(6)(y)
        model = keras.Model(x, z)
        inner = keras.Model(model.inputs, {"y": model.get_layer("first").output})
        w = Dense(3)(inner(x)["y"])  #> (None, 3)
        v = Dense(len(y._keras_history.operation.name))(model.get_layer("first").input)  #> (None, 5)
    """)


def test_what_a_class_says_of_its_shape_is_what_a_symbolic_call_gives() -> None:
    check("""
        class Halved(layers.Layer):
            def call(self, x):
                return {"half": x[:, ::2], "pair": [x, x]}
            def compute_output_shape(self, input_shape):
                return {"half": (None, 7), "pair": [input_shape, input_shape]}
        parts = Halved()(Input((8,)))  #> {half: (None, 7), pair: [(None, 8), (None, 8)]}
        x = Dense(len(parts))(parts["half"])  #> (None, 2)
        y = Dense(3 if isinstance(parts, dict) else 4)(x)  #> (None, 3)
    """)


def test_a_model_is_called_again_with_all_that_a_layer_of_it_takes() -> None:
    check("""
        class Distance(layers.Layer):
            def call(self, anchor, other, scale=None):
                return (anchor - other) * scale
        a, b = Input((8,)), Input((8,))
        model = keras.Model([a, b], Distance()(a, b, scale=b))
        again = model([Input((8,)), Input((8,))])  #> (None, 8)
        sizes = [shape[1] for shape in model.input_shape]
        x = Dense(sum(sizes))(again)  #> (None, 16)
    """)
