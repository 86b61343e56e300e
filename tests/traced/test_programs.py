"""The corpus under real Keras: every program runs, none gets a false error or a wrong shape, most calls are known."""

from __future__ import annotations

import pytest
from tests.traced.corpus import PROGRAMS, find_programs, program_name
from tests.traced.measure import Measured, measure
from tests.traced.report import RIGHT, figures, format_details
from tests.traced.truth import trace_all

# Raise it as the interpreter learns; it never goes down.
KNOWN_SHARE = 0.96

CORPUS = {program_name(program): program for program in find_programs([PROGRAMS])}


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    return {program_name(traced.program): measure(traced) for traced in trace_all(list(CORPUS.values()))}


@pytest.mark.parametrize("name", CORPUS)
def test_program(measured: dict[str, Measured], name: str) -> None:
    """What is said of a program that runs is true."""
    program = measured[name]
    assert program.traced.error is None
    assert program.calls, "a traced program calls layers"
    assert program.errors() == (), "an error on a program that runs is false"
    wrong = [item for item in (*program.calls, *program.operations) if item.verdict == "wrong"]
    assert not wrong, format_details([(name, program)])


def test_most_calls_are_known(measured: dict[str, Measured]) -> None:
    total = figures(measured.values())
    unknown = [
        (name, program) for name, program in measured.items() if any(c.verdict not in RIGHT for c in program.calls)
    ]
    assert total.known_share >= KNOWN_SHARE, format_details(unknown, limit=5)


def test_the_corpus_is_broad(measured: dict[str, Measured]) -> None:
    """At least sixty programs, and among their calls the layers that people use most."""
    assert len(measured) >= 60
    seen = {item.call.layer for program in measured.values() for item in program.calls}
    everyday = (
        "Dense Conv2D InputLayer Dropout BatchNormalization Flatten Activation LeakyReLU MaxPooling2D "
        "LayerNormalization ReLU Embedding Add Reshape Conv2DTranspose LSTM Conv1D GlobalAveragePooling2D "
        "Concatenate ZeroPadding2D Lambda UpSampling2D Rescaling EinsumDense AveragePooling2D Permute GRU "
        "MultiHeadAttention SimpleRNN TextVectorization Normalization RandomFlip GlobalAveragePooling1D "
        "SeparableConv2D Resizing Bidirectional StringLookup GlobalMaxPooling2D Softmax DepthwiseConv2D "
        "TimeDistributed RandomRotation GlobalMaxPooling1D GroupNormalization RandomZoom Multiply Conv3D "
        "MaxPooling1D CategoryEncoding ConvLSTM2D RNN Dot Sequential Functional"
    )
    assert set(everyday.split()) - seen == set()
