"""Sequential models in every way of making them."""

from __future__ import annotations

from tests.interpreter.annotated import check


def test_list_of_layers() -> None:
    analysis = check("""
        model = Sequential = keras.Sequential([
            Conv2D(32, 3, padding="same", input_shape=(128, 128, 3)),  #> (None, 128, 128, 32)
            MaxPool2D(2),  #> (None, 64, 64, 32)
            Conv2D(64, 5, strides=2),  #> (None, 30, 30, 64)
            MaxPool2D(2),  #> (None, 15, 15, 64)
            Flatten(),  #> (None, 14400)
            Dense(10, activation="softmax"),  #> (None, 10)
        ])
    """)
    (model,) = analysis.models
    assert (model.name, model.params, model.trainable_params) == ("model", 196170, 196170)
    assert [layer.name for layer in model.layers][:3] == ["conv2d", "max_pooling2d", "conv2d_1"]


def test_layers_added_one_by_one() -> None:
    check("""
        model = keras.models.Sequential()
        model.add(keras.Input(shape=(28, 28)))  #> (None, 28, 28)
        model.add(Flatten())  #> (None, 784)
        model.add(Dense(64))  #> (None, 64)
    """)


def test_a_layer_kept_in_a_name_shows_where_it_is_made() -> None:
    check("""
        first = Dense(4, input_dim=3)  #> (None, 4)
        model = keras.Sequential([first, Dense(5)])  #> (None, 5)
    """)


def test_without_an_input_nothing_is_known_until_it_is_built() -> None:
    check("""
        model = keras.Sequential([Dense(4), Dense(2)])  #> ?
    """)
    check("""
        model = keras.Sequential([Dense(4)])  #> (None, 4)
        model.build((None, 3))
    """)
    check("""
        model = keras.Sequential([Dense(4)])  #> (None, 4)
        y = model(keras.Input((3,)))  #> (None, 4)
    """)


def test_every_spelling_of_the_input() -> None:
    check("""
        a = keras.Sequential([Dense(2, input_shape=(5,))])  #> (None, 2)
        b = keras.Sequential([Dense(2, input_dim=5)])  #> (None, 2)
        d = keras.Sequential([keras.layers.InputLayer(shape=(5,)), Dense(2)])  #> (None, 2)
        e = keras.Sequential([keras.layers.InputLayer(input_shape=(5,)), Dense(2)])  #> (None, 2)
        f = keras.Sequential([Input(batch_shape=(8, 5)), Dense(2)])  #> (8, 2)
        g = keras.Sequential([Input((5,), batch_size=4), Dense(2)])  #> (4, 2)
    """)


def test_batch_input_shape_is_understood_with_todays_spelling() -> None:
    check("""
        c = keras.Sequential([Dense(2, batch_input_shape=(None, 5))])  #> (None, 2)  #! LegacyArgument
    """)


def test_the_input_dim_of_an_embedding_is_its_vocabulary() -> None:
    check("""
        model = keras.Sequential()
        model.add(Embedding(input_dim=100, output_dim=8))  #> ?
        other = keras.Sequential()
        other.add(Embedding(input_dim=100, output_dim=8, input_shape=(12,)))  #> (None, 12, 8)
    """)


def test_input_shape_behind_the_first_layer_is_ignored() -> None:
    check("""
        model = keras.Sequential([Dense(4, input_shape=(3,))])  #> (None, 4)
        model.add(Dense(2, input_shape=(99,)))  #> (None, 2)
    """)


def test_one_fault_and_nothing_after_it() -> None:
    analysis = check("""
        model = keras.Sequential([
            Input((128, 128, 3)),
            MaxPool2D(4),  #> (None, 32, 32, 3)
            MaxPool2D(4),  #> (None, 8, 8, 3)
            MaxPool2D(4),  #> (None, 2, 2, 3)
            MaxPool2D(4),  #> ?  #! SizeNotPositive
            MaxPool2D(4),  #> ?
            Flatten(),  #> ?
            Dense(10),  #> ?
        ])
    """)
    (finding,) = analysis.findings
    assert finding.problem.formula == "⌊(2 − 4) / 4⌋ + 1"  # type: ignore[union-attr]
    assert finding.problem.size == 0  # type: ignore[union-attr]


def test_models_inside_models() -> None:
    analysis = check("""
        encoder = keras.Sequential([Input((8, 8, 3)), Conv2D(4, 3)], name="encoder")  #> (None, 6, 6, 4)
        whole = keras.Sequential([
            encoder,
            Flatten(),  #> (None, 144)
            Dense(2),  #> (None, 2)
        ])
    """)
    assert [(model.name, model.params) for model in analysis.models] == [("encoder", 112), ("whole", 402)]


def test_what_is_no_layer_is_refused() -> None:
    check("""
        model = keras.Sequential()
        model.add(keras.Input((3,)))
        model.add("Dense")  #! NotATensor
    """)


def test_a_model_that_unknown_code_may_have_changed_stays_silent() -> None:
    check("""
        from somewhere import extend
        model = keras.Sequential([Input((3,))])
        extend(model)
        model.add(Reshape((999,)))  #> ?
    """)


def test_shapes_are_read_back_from_a_model() -> None:
    check("""
        model = keras.Sequential([Input((8, 8, 3)), Conv2D(4, 3)])
        units = model.output_shape[-1] * model.layers[0].filters
        y = Dense(units)(model.output)  #> (None, 6, 6, 16)
    """)
