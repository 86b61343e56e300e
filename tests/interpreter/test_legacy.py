"""Old spellings are read for their shape, and reported; what Keras 3 still takes is not."""

from __future__ import annotations

import pytest
from tests.diagnostics.keras_run import error_in_keras
from tests.interpreter.annotated import IMPORTS, check, outputs

from shapelens.diagnostics.diagnose import diagnose
from shapelens.interpreter.analyze import analyze


def test_arguments_of_keras_1() -> None:
    check("""
        x = Input((32, 30, 3))
        a = Convolution2D(64, 3, 5, border_mode="valid")(x)  #> (None, 30, 26, 64)  #! LegacyArgument
        b = Conv2D(nb_filter=8, nb_row=3, nb_col=1, subsample=(2, 1))(x)  #> (None, 15, 30, 8)  #! LegacyArgument
        c = Convolution2D(8, 3, 3, "uniform", "relu", border_mode="same")(x)  #> (None, 32, 30, 8)  #! LegacyArgument
        d = MaxPooling2D((2, 2), border_mode="same")(x)  #> (None, 16, 15, 3)  #! LegacyArgument
        e = Conv2D(8, (3, 3), dim_ordering="tf")(x)  #> (None, 30, 28, 8)  #! LegacyArgument
        f = Conv2D(8, (3, 3), dim_ordering="th")(x)  #> (None, 8, 28, 1)  #! LegacyArgument
        g = Conv2D(8, (3, 3), dim_ordering="default")(x)  #> (None, 30, 28, 8)  #! LegacyArgument
        h = UpSampling2D((2, 3), dim_ordering="tf")(x)  #> (None, 64, 90, 3)  #! LegacyArgument
        i = Dense(output_dim=7, init="glorot_uniform", bias=False)(x)  #> (None, 32, 30, 7)  #! LegacyArgument
        j = Dropout(p=0.5)(x)  #> (None, 32, 30, 3)  #! LegacyArgument
        k = Reshape(dims=(960, 3))(x)  #> (None, 960, 3)  #! LegacyArgument
    """)


def test_sequences_of_keras_1() -> None:
    check("""
        x = Input((20, 4))
        a = Conv1D(nb_filter=8, filter_length=3, subsample_length=2)(x)  #> (None, 9, 8)  #! LegacyArgument
        b = MaxPooling1D(pool_length=2, stride=1)(x)  #> (None, 19, 4)  #! LegacyArgument
        c = LSTM(output_dim=6, return_sequences=True)(x)  #> (None, 20, 6)  #! LegacyArgument
        d = GRU(6, dropout_W=0.2, dropout_U=0.2, consume_less="gpu")(x)  #> (None, 6)  #! LegacyArgument
        e = UpSampling1D(length=3)(x)  #> (None, 60, 4)  #! LegacyArgument
        f = keras.Sequential([LSTM(6, input_length=9, input_dim=2)])  #> (None, 6)  #! LegacyArgument
        g = keras.Sequential([LSTM(6, batch_input_shape=(3, 9, 2))])  #> (3, 6)  #! LegacyArgument
    """)


def test_the_order_of_keras_1_holds_only_beside_its_words() -> None:
    check("""
        x = Input((33, 33, 3))
        a = Convolution2D(8, 3, 3)(x)  #> (None, 11, 11, 8)  #! PositionalStride
        b = Convolution2D(8, 3, 3, border_mode="valid")(x)  #> (None, 31, 31, 8)  #! LegacyArgument
        c = Convolution2D(8, (3, 3), 2, border_mode="valid")(x)  #> (None, 16, 16, 8)  #! LegacyArgument
        d = Convolution2D(8, 3, border_mode="valid")(x)  #> (None, 31, 31, 8)  #! LegacyArgument
    """)


def test_layers_that_are_gone() -> None:
    check("""
        x = Input((32, 32, 3))
        s = Input((20, 4))
        v = Input((10,))
        a = AtrousConvolution2D(8, 3, 3, atrous_rate=(2, 2))(x)  #> (None, 28, 28, 8)  #! LegacyName
        b = AtrousConvolution1D(8, 3, atrous_rate=2)(s)  #> (None, 16, 8)  #! LegacyName
        shape = (None, 65, 65, 8)
        c = Deconvolution2D(8, 3, 3, output_shape=shape, subsample=(2, 2))(x)  #> (None, 65, 65, 8)  #! LegacyName
        d = layers.CuDNNLSTM(6, return_sequences=True)(s)  #> (None, 20, 6)  #! LegacyName
        e = tf.keras.layers.CuDNNGRU(6)(s)  #> (None, 6)  #! LegacyName
        f = TimeDistributedDense(6)(s)  #> (None, 20, 6)  #! LegacyName
        g = ThresholdedReLU(theta=0.7)(v)  #> (None, 10)  #! LegacyName
        h = MaxoutDense(output_dim=4, nb_feature=3, init="uniform")(v)  #> (None, 4)  #! LegacyName
        i = Highway(activation="relu")(v)  #> (None, 10)  #! LegacyName
        j = LocallyConnected2D(8, (3, 3))(x)  #> (None, 30, 30, 8)  #! LegacyName
        k = LocallyConnected1D(nb_filter=8, filter_length=3)(s)  #> (None, 18, 8)  #! LegacyName
        l = layers.RandomHeight(0.1)(x)  #> (None, ?, 32, 3)  #! LegacyName
    """)


def test_layers_that_were_experimental() -> None:
    check("""
        from tensorflow.keras.layers.experimental import preprocessing  #! GoneNames
        from tensorflow.keras.layers.experimental.preprocessing import Resizing as Resized  #! GoneNames
        x = Input((32, 32, 3))
        a = preprocessing.Rescaling(1 / 255)(x)  #> (None, 32, 32, 3)
        b = layers.experimental.preprocessing.CenterCrop(20, 20)(x)  #> (None, 20, 20, 3)  #! LegacyName
        c = Resized(8, 8)(x)  #> (None, 8, 8, 3)
        d = layers.experimental.SyncBatchNormalization()(x)  #> (None, 32, 32, 3)  #! LegacyName
        e = layers.Rescaling(1 / 255)(x)  #> (None, 32, 32, 3)
    """)


def test_merge() -> None:
    check("""
        from keras.layers import merge, Merge
        a, b = Input((4, 6)), Input((4, 6))
        c = merge([a, b], mode="concat", concat_axis=1)  #> (None, 8, 6)  #! LegacyName
        d = merge([a, b], "sum")  #> (None, 4, 6)  #! LegacyName
        e = merge([a, b], mode="dot", dot_axes=2)  #> (None, 4, 4)  #! LegacyName
        f = Merge(mode="concat")([a, b])  #> (None, 4, 12)  #! LegacyName
        g = merge([a, b], mode=lambda both: both[0])  #> ?
        h = keras.Sequential([Merge([keras.Sequential(), keras.Sequential()]), Dense(3)])  #! LegacyName
    """)


def test_training_and_models_of_old() -> None:
    check("""
        a = Input((4,))
        model = keras.Model(input=a, output=Dense(3)(a))  #! LegacyArgument
        y = model(Input((4,)))  #> (None, 3)
        model.compile(keras.optimizers.SGD(lr=0.1, decay=1e-6), "mse")  #! LegacyArgument
        model.fit(x, z, nb_epoch=3)  #! LegacyArgument
        model.fit_generator(x, 10, 3)  #! LegacyName
    """)


def test_a_missing_argument_is_still_missing() -> None:
    check("""
        a = Conv2D(border_mode="same")  #! MissingArgument  #! LegacyArgument
        b = Conv2D(8, nb_row=3)  #! UnknownArgument
    """)


MODULES = """
from tensorflow.python.keras.layers import Dense as A
from tensorflow.compat.v1.keras.layers import Dense as B
from keras.layers.core import Dense as C
from keras.layers.convolutional import Convolution1D as D
from keras.layers.normalization import BatchNormalization as E
from keras.layers.merge import concatenate as F
from keras.layers.advanced_activations import LeakyReLU as G
from keras.layers.wrappers import TimeDistributed as H
from keras.engine.topology import Input as I
from keras.engine import Input as J
from keras.layers.recurrent import LSTM as K
from keras.layers.embeddings import Embedding as L
from keras.layers.pooling import MaxPooling1D as M
from keras.layers.noise import GaussianNoise as N
import tensorflow.keras.layers as O
"""


def test_old_module_paths_are_followed_and_reported_where_they_are_imported() -> None:
    lines = (
        "x = I((8, 4))",
        "y = J((8,))",
        *(f"{name}(3)(x)" for name in "ABC"),
        "D(3, 2)(x)",
        "E()(x)",
        "F([x, x])",
        "G()(x)",
        "H(A(3))(x)",
        "K(3)(x)",
        "L(10, 3)(y)",
        "M(2)(x)",
        "N(0.1)(x)",
        "O.Dense(3)(x)",
    )
    program = MODULES + "\n".join(lines) + "\n"
    found = diagnose(analyze(program, strict=True))
    old = [number for number, line in enumerate(MODULES.splitlines(), start=1) if " keras." in line]
    assert [(each.code, each.span.line) for each in found] == [("SL603", number) for number in old]
    expected = [
        "8, 4",
        "8",
        "8, 3",
        "8, 3",
        "8, 3",
        "7, 3",
        "8, 4",
        "8, 8",
        "8, 4",
        "8, 3",
        "3",
        "8, 3",
        "4, 4",
        "8, 4",
        "8, 3",
    ]
    assert outputs(program, imports="") == [f"(None, {sizes})" for sizes in expected]


@pytest.mark.parametrize(
    "line",
    [
        "Convolution2D(4, 3)(Input((9, 9, 3)))",
        "Convolution2D(4, 3, 3)(Input((9, 9, 3)))",
        "MaxPool2D()(Input((9, 9, 3)))",
        "LeakyReLU(alpha=0.2)(Input((9,)))",
        "Embedding(10, 4, input_length=5)(Input((5,)))",
        "Bidirectional(LSTM(3), merge_mode='ave')(Input((9, 3)))",
        "keras.Sequential([keras.layers.InputLayer(batch_input_shape=(2, 3)), Dense(2)])",
        "keras.Sequential([Dense(2, input_dim=4)])",
        "LSTM(3, implementation=2)(Input((9, 3)))",
        "BatchNormalization(renorm=True)(Input((9, 3)))",
        "keras.optimizers.SGD(learning_rate=0.1, decay=1e-6)",
        "Dense(3, kernel_initializer='normal', bias_initializer='zero')(Input((9, 3)))",
    ],
)
def test_what_keras_3_still_takes_is_as_good_as_any(line: str) -> None:
    assert error_in_keras(IMPORTS + line) is None
    # a note on what is legal (SL703, SL704) is no matter of spelling
    found = diagnose(analyze(IMPORTS + line, strict=True))
    assert [each.code for each in found if each.severity != "information"] == []
