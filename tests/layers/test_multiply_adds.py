"""The multiply-adds of every layer that multiplies, against those in the graph that TensorFlow makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fidelity.outcomes import our_tensors
from tests.layers.calls import configure_text
from tests.layers.tensorflow_products import keras_layer, products

from shapelens.layers.framework.registry import apply
from shapelens.layers.framework.result import Result
from shapelens.shapes.expressions import substitute

CALLS: list[tuple[str, Any, dict[str, Any]]] = [
    ("Dense(10)", (None, 14), {}),
    ("Dense(8, use_bias=False)", (None, 7, 5, 3), {}),
    ("EinsumDense('ab,bc->ac', 64, bias_axes='c')", (None, 32), {}),
    ("EinsumDense('abc,cde->abde', (9, 4, 8))", (None, 9, 3), {}),
    ("EinsumDense('abc,bd->adc', (5, 8))", (None, 7, 8), {}),
    ("EinsumDense('abc,bcd->abd', (7, 3))", (None, 7, 8), {}),
    ("Embedding(100, 16)", (None, 10), {}),
    ("Conv1D(6, 3)", (None, 20, 4), {}),
    ("Conv1D(6, 3, strides=2, padding='causal')", (None, 20, 4), {}),
    ("Conv2D(64, 5, strides=2)", (None, 33, 21, 3), {}),
    ("Conv2D(8, (3, 2), padding='same', groups=2)", (None, 9, 9, 4), {}),
    # at other sizes TensorFlow fills its blocks with zeros
    ("Conv2D(8, 3, dilation_rate=2)", (None, 8, 8, 4), {}),
    ("Conv3D(4, 3, strides=2)", (None, 9, 8, 7, 2), {}),
    ("Conv1DTranspose(5, 3, strides=2)", (None, 10, 8), {}),
    ("Conv2DTranspose(16, 2, strides=2)", (None, 7, 6, 3), {}),
    ("Conv2DTranspose(8, 3, 2, 'same')", (None, 7, 7, 4), {}),
    ("Conv3DTranspose(4, 3, strides=2)", (None, 5, 4, 3, 2), {}),
    ("DepthwiseConv1D(3, depth_multiplier=2)", (None, 10, 8), {}),
    ("DepthwiseConv2D(3, padding='same')", (None, 12, 11, 6), {}),
    ("SeparableConv1D(4, 3)", (None, 10, 8), {}),
    ("SeparableConv2D(8, 3, depth_multiplier=2)", (None, 9, 9, 4), {}),
    ("LSTM(8, unroll=True)", (None, 5, 3), {}),
    ("GRU(8, unroll=True, return_sequences=True)", (None, 5, 3), {}),
    ("GRU(8, unroll=True, reset_after=False)", (None, 5, 3), {}),
    ("SimpleRNN(8, unroll=True)", (None, 5, 3), {}),
    ("RNN(GRUCell(4), unroll=True)", (None, 6, 5), {}),
    ("Bidirectional(LSTM(8, unroll=True))", (None, 5, 3), {}),
    ("ConvLSTM1D(4, 3, unroll=True)", (None, 5, 10, 2), {}),
    ("ConvLSTM2D(4, 3, padding='same', unroll=True)", (None, 3, 7, 6, 2), {}),
    ("ConvLSTM2D(4, 3, strides=2, unroll=True)", (None, 3, 9, 9, 2), {}),
    ("LSTMCell(4)", (None, 8), {"states": [(None, 4), (None, 4)]}),
    ("GRUCell(4)", (None, 8), {"states": [(None, 4)]}),
    ("SimpleRNNCell(4)", (None, 8), {"states": [(None, 4)]}),
    ("MultiHeadAttention(2, 16)", (None, 8, 32), {"value": (None, 4, 32)}),
    (
        "MultiHeadAttention(3, 6, value_dim=5, output_shape=7)",
        (None, 8, 10),
        {"value": (None, 4, 9), "key": (None, 4, 11)},
    ),
    ("MultiHeadAttention(2, 6, attention_axes=2)", (None, 3, 5, 8), {"value": (None, 3, 4, 8)}),
    ("MultiHeadAttention(2, 6, attention_axes=(1, 2))", (None, 3, 5, 8), {"value": (None, 2, 4, 8)}),
    ("MultiHeadAttention(2, 6, use_gate=True)", (None, 3, 8), {"value": (None, 4, 8)}),
    ("GroupQueryAttention(16, 4, 2)", (None, 8, 32), {"value": (None, 4, 32)}),
    ("Attention()", [(None, 8, 16), (None, 4, 16)], {}),
    ("Attention(use_scale=True)", [(None, 8, 16), (None, 4, 5), (None, 4, 16)], {}),
    ("Attention(score_mode='concat')", [(None, 8, 16), (None, 4, 16)], {}),
    ("Dot(axes=(2, 1))", [(None, 5, 8), (None, 8, 7)], {}),
    ("TimeDistributed(Dense(8))", (None, 10, 16), {}),
    ("TimeDistributed(Conv2D(4, 3))", (None, 5, 9, 9, 3), {}),
    ("STFTSpectrogram('magnitude', 16, window=None)", (None, 100, 2), {}),
    ("STFTSpectrogram('real', 16, window=None, expand_dims=True)", (None, 100, 2), {}),
    ("MaxPooling2D(2)", (None, 8, 8, 3), {}),
    ("BatchNormalization()", (None, 8, 8, 3), {}),
    ("PReLU()", (None, 8), {}),
]


def ours(text: str, inputs: Any, call: dict[str, Any]) -> Any:
    tensors = {name: our_tensors(shape, "float32", name) for name, shape in call.items()}
    result = apply(configure_text(text), our_tensors(inputs, "float32"), tensors)
    assert isinstance(result, Result), result
    return substitute(result.macs, {"batch": 1})


@pytest.mark.parametrize(("text", "inputs", "call"), CALLS, ids=[text for text, _, _ in CALLS])
def test_as_many_as_tensorflow_does(text: str, inputs: Any, call: dict[str, Any]) -> None:
    assert ours(text, inputs, call) == products(keras_layer(text), inputs, call)


@pytest.mark.parametrize(
    ("text", "inputs", "call", "count"),
    [
        # TensorFlow multiplies these element by element, and sums up
        ("AdditiveAttention()", [(None, 8, 16), (None, 4, 16)], {}, 8 * 4 * (16 + 16)),
        ("AdditiveAttention(use_scale=False)", [(None, 8, 16), (None, 4, 16)], {}, 8 * 4 * 16),
        ("Dot(axes=1)", [(None, 8), (None, 8)], {}, 8),
        # as Keras runs stacked cells, it computes a step more than there are
        ("RNN([GRUCell(4), LSTMCell(3)])", (None, 6, 5), {}, 6 * (3 * 4 * (5 + 4) + 4 * 3 * (4 + 3))),
        # a loop, unless it is unrolled
        ("LSTM(8)", (None, 5, 3), {}, 5 * 4 * 8 * (3 + 8)),
        ("ReversibleEmbedding(50, 8)", (None, 7, 8), {"reverse": True}, 7 * 8 * 50),
    ],
)
def test_what_is_not_counted_there(text: str, inputs: Any, call: dict[str, Any], count: int) -> None:
    others = {name: value for name, value in call.items() if isinstance(value, bool)}
    result = apply(configure_text(text), our_tensors(inputs, "float32"), others)
    assert isinstance(result, Result)
    assert result.macs == count
