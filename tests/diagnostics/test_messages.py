"""The words of each message that the documentation pages do not show: other layers, other numbers, other advice."""

from __future__ import annotations

import pytest

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.diagnostic import Diagnostic, RelatedPlace
from shapelens.interpreter.domain.analysis import Analysis, Finding, Frame, Related, RelatedKind
from shapelens.interpreter.domain.problems import (
    DisconnectedGraph,
    InputMismatch,
    NotATensor,
    ProgramProblem,
    WrongInputCount,
)
from shapelens.layers.framework.problems import (
    AxisMismatch,
    ConcatenateMismatch,
    InvalidArgument,
    MissingArgument,
    NotBroadcastable,
    Problem,
    RankMismatch,
    ReshapeMismatch,
    SizeNotPositive,
    TooManyArguments,
    UndefinedAxis,
    UnknownArgument,
    WrongInputs,
)
from shapelens.shapes.expressions import axis
from shapelens.shapes.tensors import Tensor
from shapelens.syntax.spans import Span

BATCH = axis("batch")
PLACE = Span(3, 5, 3, 20)


def diagnostic_of(problem: Problem | ProgramProblem, layer: str, **more: object) -> Diagnostic:
    [found] = diagnose(Analysis("model.py", findings=(Finding(problem, PLACE, layer, **more),)))  # type: ignore[arg-type]
    assert found.span == PLACE
    return found


MESSAGES = [
    (
        SizeNotPositive("width", 4, 5, "⌊(4 − 5) / 1⌋ + 1", 0, (BATCH, 30, 4, 8), "kernel_size"),
        "Conv2D",
        "Conv2D does not fit: its kernel covers 5 and the input is 4 wide: ⌊(4 − 5) / 1⌋ + 1 = 0. "
        'Use a smaller kernel, padding="same", or fewer strides or pools before it.',
    ),
    (
        SizeNotPositive("height", 8, 10, "8 − 5 − 5", -2, (BATCH, 8, 8, 3), "cropping"),
        "Cropping2D",
        "Cropping2D leaves nothing: the input is 8 high, and cut by `cropping` it is 8 − 5 − 5 = -2. "
        "Cut less, or give Cropping2D a larger input.",
    ),
    (
        RankMismatch(2, (BATCH, 784), (4,)),
        "Conv2D",
        "Conv2D takes 4 axes (batch, height, width, channels), and gets (None, 784) with 2. "
        "It lacks 2 axes: put a Reshape before it, or move Conv2D before the Flatten.",
    ),
    (
        RankMismatch(3, (BATCH, 28, 28), (4,)),
        "MaxPooling2D",
        "MaxPooling2D takes 4 axes (batch, height, width, channels), and gets (None, 28, 28) with 3. "
        "It lacks one axis, often the channels or the batch: put a Reshape before it, or add it to the Input.",
    ),
    (
        RankMismatch(4, (BATCH, 28, 28, 1), (3,)),
        "LSTM",
        "LSTM takes 3 axes (batch, steps, features), and gets (None, 28, 28, 1) with 4. "
        "It has 1 axis too many: put a Reshape before it, or TimeDistributed(Flatten()).",
    ),
    (
        RankMismatch(1, (300,), (3, 4)),
        "CenterCrop",
        "CenterCrop takes 3 or 4 axes, and gets (300,) with 1. "
        "It lacks 2 axes: put a Reshape before it, or move CenterCrop before the Flatten.",
    ),
    (
        RankMismatch(5, (2, 4, 9, 9, 3), (3, 4)),
        "CenterCrop",
        "CenterCrop takes 3 or 4 axes, and gets (2, 4, 9, 9, 3) with 5. "
        "It has 1 axis too many: put Flatten, a global pooling layer or a Reshape before it.",
    ),
    (
        RankMismatch(1, (BATCH,), at_least=2),
        "Dense",
        "Dense takes at least 2 axes, and gets (None,) with 1. "
        "It lacks one axis, often the channels or the batch: put a Reshape before it, or add it to the Input.",
    ),
    (
        RankMismatch(3, (BATCH, 20, 8), (2,), because="as the first input has"),
        "Concatenate",
        "Concatenate takes 2 axes, as the first input has, and gets (None, 20, 8) with 3. "
        "It has 1 axis too many: put Flatten, a global pooling layer or a Reshape before it.",
    ),
    (
        AxisMismatch(-1, 64, 32, (BATCH, 10, 32), "as many as the units of the cell", "units"),
        "RNN",
        "RNN needs 64 on the last axis of its input (as many as the units of the cell), and (None, 10, 32) has 32 "
        "there. Change `units`, or give it an input of that size.",
    ),
    (
        UndefinedAxis(-1, (BATCH, axis("H"), axis("W"), axis("C")), "the kernel"),
        "Conv2D",
        "Conv2D needs a number on the last axis of its input to make the kernel, "
        "and (None, None, None, None) is open (None) there. Write that size in the Input.",
    ),
    (
        NotBroadcastable((BATCH, 8, 8, 16), (BATCH, 8, 8, 32), 16, 32),
        "Multiply",
        "Multiply cannot join (None, 8, 8, 16) and (None, 8, 8, 32): 16 against 32 on the last axis, and neither is 1. "
        "Give both the same number of channels, for instance by a convolution of kernel size 1 on one of them.",
    ),
    (
        NotBroadcastable((BATCH, 16), (BATCH, 32), 16, 32),
        "Add",
        "Add cannot join (None, 16) and (None, 32): 16 against 32 on the last axis, and neither is 1. "
        "Give both the same size, for instance by a Dense layer or a Reshape on one of them.",
    ),
    (
        NotBroadcastable((BATCH, 16), (BATCH, 20, 8), 16, 8),
        "+",
        "`+` cannot join (None, 16) and (None, 20, 8): 16 against 8, and neither is 1. "
        "Axes meet from the last one on: cut, reshape or transpose one of them.",
    ),
    (
        ConcatenateMismatch(1, ((BATCH, 4, 8), (BATCH, 4, 9)), 2),
        "Concatenate",
        "Concatenate joins on axis 1 (steps), every other axis must agree, and (None, 4, 8) and (None, 4, 9) have "
        '8 and 9 on the last axis. Bring them to one size: padding="same" where one of them shrank, a Cropping or '
        "ZeroPadding layer, or an Input whose size divides evenly.",
    ),
    (
        ConcatenateMismatch(-1, ((BATCH, 4, 8), (BATCH, 32)), 1),
        "Concatenate",
        "Concatenate joins on the last axis and takes inputs with the same number of axes, and gets (None, 4, 8) and "
        "(None, 32). Put a Reshape before the one that differs.",
    ),
    (
        ReshapeMismatch((1568,), (-1, 49, 33), 1568, 1617),
        "Reshape",
        "Reshape to (-1, 49, 33) takes a multiple of 1,617 elements, and the input (1568,) has 1,568 in each sample. "
        "Change the other sizes so that their product divides that number.",
    ),
    (
        ReshapeMismatch((7, 11), (5, 13), 77, 65),
        "Reshape",
        "Reshape to (5, 13) takes 65 elements, and the input (7, 11) has 77 in each sample. "
        "The product of the new sizes must be that number.",
    ),
    (
        WrongInputs("tensor", "one tensor", "a list of 2 tensors"),
        "Dense",
        "Dense takes one tensor, and gets a list of 2 tensors. "
        "Choose one of them, or join them first with Concatenate or Add.",
    ),
    (
        UnknownArgument("colour", None),
        "Dense",
        "Dense has no argument `colour`. Remove it, or look its name up in the documentation of Dense.",
    ),
    (
        MissingArgument("units"),
        "Dense",
        "Dense needs the argument `units`, which has no default. Add units=... to this call.",
    ),
    (
        InvalidArgument("filters", "-3", "a positive integer"),
        "Conv2D",
        "`filters` of Conv2D must be a positive integer, and is -3.",
    ),
    (
        TooManyArguments(4, 1),
        "Flatten",
        "Flatten takes 1 positional argument and is given 4. Give the others by name, or remove them.",
    ),
    (
        InputMismatch((BATCH, 28, 28, 1), (BATCH, 784), None),
        "encoder",
        "The model encoder takes (None, 28, 28, 1), and gets (None, 784): 4 axes against 2. "
        "Change the Input of the model, or what it is given here.",
    ),
    (
        WrongInputCount(1, 3),
        "",
        "The model has 1 input and is given 3. Give it one tensor.",
    ),
    (
        DisconnectedGraph("caption"),
        "captioner",
        "The outputs of the model captioner depend on caption, which is not among its inputs. "
        "Add it to inputs=, or compute the outputs from the inputs given.",
    ),
    (
        NotATensor("the number 3"),
        "Flatten",
        "Flatten takes a tensor, and gets the number 3. Give it an Input, or what another layer returned.",
    ),
    (
        NotATensor("a tensor, not a layer"),
        "Sequential",
        "Sequential takes layers, and gets a tensor, not a layer. "
        "Add the layer itself, without calling it on a tensor.",
    ),
]


@pytest.mark.parametrize(("problem", "layer", "message"), MESSAGES, ids=[item[2][:40] for item in MESSAGES])
def test_message(problem: Problem | ProgramProblem, layer: str, message: str) -> None:
    assert diagnostic_of(problem, layer).message == message


def test_a_merge_without_its_batch_axis_is_told_with_it() -> None:
    inputs = (Tensor((BATCH, 30, 30, 8)), Tensor((BATCH, 29, 29, 8)))
    problem = NotBroadcastable((30, 30, 8), (29, 29, 8), 30, 29)
    assert diagnostic_of(problem, "Add", inputs=inputs).message.startswith(
        "Add cannot join (None, 30, 30, 8) and (None, 29, 29, 8): 30 against 29 on axis 1 (height)"
    )


def test_the_call_that_fails_and_the_calls_that_led_there_are_related() -> None:
    problem = InvalidArgument("filters", "-3", "a positive integer")
    made, call, outer = Span(1, 1, 1, 9), Span(9, 1, 9, 12), Span(20, 1, 20, 5)
    found = diagnostic_of(
        problem,
        "Conv2D",
        related=(Related(RelatedKind.LAYER_MADE, made, "Dense", path="blocks.py"),),
        site=call,
        path=(Frame("block", outer),),
    )
    assert found.related == (
        RelatedPlace(made, "the Dense layer is made here", "blocks.py"),
        RelatedPlace(call, "it fails in this call"),
        RelatedPlace(outer, "in block, called here"),
    )


def test_a_call_around_the_argument_to_blame_is_not_named_again() -> None:
    problem = InvalidArgument("filters", "-3", "a positive integer")
    assert diagnostic_of(problem, "Conv2D", site=Span(3, 1, 3, 40)).related == ()


def test_the_model_that_does_not_take_a_tensor_is_related() -> None:
    made = Span(1, 1, 1, 30)
    found = diagnostic_of(WrongInputCount(2, 1), "siamese", site=made)
    assert found.related == (RelatedPlace(made, "the model is made here"),)
