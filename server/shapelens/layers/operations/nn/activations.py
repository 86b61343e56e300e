"""Activations as functions: `keras.ops.relu`, `keras.activations.relu`, `tf.nn.relu`, `K.relu`. All keep the shape."""

from __future__ import annotations

from shapelens.layers.framework.problems import AxisMismatch, Reject
from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import floating, same, unless
from shapelens.layers.operations.framework.promotion import INTEGERS
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.numpy.elementwise import shape_of_x, table

FLOATING = unless(floating("x"), "x", INTEGERS)

table(
    {
        "keras.ops.{}(x)": """hard_sigmoid hard_silu hard_swish hard_tanh log_sigmoid relu relu6 selu sigmoid silu
            softplus softsign sparse_plus sparse_sigmoid swish tanh_shrink""",
        "keras.ops.{}(x, alpha=1.0)": "celu elu",
        "keras.ops.gelu(x, approximate=True)": "gelu",
        "keras.ops.{}(x, threshold=0.5)": "hard_shrink soft_shrink",
        "keras.ops.leaky_relu(x, negative_slope=0.2)": "leaky_relu",
        "keras.ops.squareplus(x, b=4)": "squareplus",
        "keras.ops.threshold(x, threshold, default_value)": "threshold",
        "keras.activations.{}(x)": """exponential hard_sigmoid hard_silu hard_swish hard_tanh linear log_sigmoid mish
            relu6 selu sigmoid silu softplus softsign sparse_plus sparse_sigmoid swish tanh tanh_shrink""",
        "keras.activations.{}(x, alpha=1.0)": "celu elu",
        "keras.activations.gelu(x, approximate=False)": "gelu",
        "keras.activations.{}(x, threshold=0.5)": "hard_shrink soft_shrink",
        "keras.activations.leaky_relu(x, negative_slope=0.2)": "leaky_relu",
        "keras.activations.relu(x, negative_slope=0.0, max_value=None, threshold=0.0)": "relu",
        "keras.activations.squareplus(x, b=4)": "squareplus",
        "keras.activations.threshold(x, threshold, default_value)": "threshold",
        "tensorflow.nn.{}(features: x, name=None)": "elu relu relu6 selu softplus softsign",
        "tensorflow.math.{}(features: x, name=None)": "softplus softsign",
        "tensorflow.math.log_sigmoid(x, name=None)": "log_sigmoid",
        "tensorflow.[math.]sigmoid(x, name=None)": "sigmoid",
        "tensorflow.nn.sigmoid(x, name=None)": "sigmoid",
        "tensorflow.nn.leaky_relu(features: x, alpha=0.2, name=None)": "leaky_relu",
        "tensorflow.nn.gelu(features: x, approximate=False, name=None)": "gelu",
        "tensorflow.nn.{}(features: x, beta=1.0)": "silu swish",
        "keras.backend.{}(x)": "hard_sigmoid sigmoid softplus softsign",
        "keras.backend.elu(x, alpha=1.0)": "elu",
        "keras.backend.relu(x, alpha=0.0, max_value=None, threshold=0.0)": "relu",
    },
    shape_of_x,
    FLOATING,
    "An activation, element by element.",
    "activations",
)


def along_axis(arguments: Arguments) -> Shapes:
    """The same shape; `axis` must be one of its axes."""
    shape = arguments.shape("x")
    if arguments.declaration.paths[0] == "keras.backend.softmax":
        arguments.require_rank(shape, at_least=2)
    if arguments["axis"] is not None:
        arguments.axes("axis", len(shape))
    return shape


table(
    {
        "keras.ops.{}(x, axis=-1)": "log_softmax softmax sparsemax",
        "keras.activations.{}(x, axis=-1)": "log_softmax softmax sparsemax",
        "tensorflow.nn.{}(logits: x, axis=None, name=None)": "log_softmax softmax",
        "tensorflow.math.{}(logits: x, axis=None, name=None)": "log_softmax softmax",
        "keras.backend.softmax(x, axis=-1)": "softmax",
    },
    along_axis,
    FLOATING,
    "A distribution over one axis.",
    "activations",
)


@operation(
    "keras.ops.glu(x, axis=-1)",
    "keras.activations.glu(x, axis=-1)",
    dtype=FLOATING,
    examples=("keras.ops.glu(float32[None, 8]) -> float32[None, 4]",),
)
def glu(arguments: Arguments) -> Shapes:
    """One half of an axis, gated by the other half."""
    shape = arguments.shape("x")
    axis = arguments.axis("axis", len(shape))
    size = shape[axis]
    if isinstance(size, int) and size % 2:
        raise Reject(AxisMismatch(axis, size + 1, size, shape, "it is cut into two halves there"))
    return (*shape[:axis], size // 2, *shape[axis + 1 :])


@operation(
    "tensorflow.nn.crelu(features: x, axis=-1, name=None)",
    dtype=same("x"),
    examples=("tensorflow.nn.crelu(float32[4, 3]) -> float32[4, 6]",),
)
def crelu(arguments: Arguments) -> Shapes:
    """relu of the tensor and of its negative, joined on one axis."""
    shape = arguments.shape("x")
    axis = arguments.axis("axis", len(shape))
    return (*shape[:axis], shape[axis] * 2, *shape[axis + 1 :])
