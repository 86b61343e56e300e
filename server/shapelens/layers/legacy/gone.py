"""Layers that Keras 3 no longer has and whose place nothing has taken: what shape they gave was plain.

Their arguments have the names that Keras 3 gives to arguments of that kind; `spellings` says what they were called.
"""

from __future__ import annotations

from shapelens.layers.families.convolutional.convolutional import INITIALIZERS, defined_channels, extents, with_bias
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names, compute_conv_output_shape, split_spatial
from shapelens.layers.framework.inputs import only, require_defined, require_rank, single, unchanged, unknown_result
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight, Window
from shapelens.layers.framework.signature import Anything
from shapelens.shapes.expressions import Size, product
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

_CHANGING = Unknown("it is drawn anew for every batch")


@layer(
    "Highway(activation=None, **kwargs)",
    base=Anything(),
    gone=True,
    examples=(example("Highway()", (None, 8), (None, 8), params=144),),
)
def highway(inputs: Structure, arguments: Arguments) -> Result:
    """A gate between a dense layer and its input; the shape stays."""
    tensor = single(inputs)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape)
    require_rank(tensor.shape, exactly=2)
    size = require_defined(tensor.shape, -1, "the kernel")
    weights = (
        Weight("W", (size, size)),
        Weight("W_carry", (size, size)),
        Weight("b", (size,)),
        Weight("b_carry", (size,)),
    )
    return Result(tensor, weights, macs=2 * size * size)


@layer(
    "MaxoutDense(units, nb_feature=4, **kwargs)",
    base=Anything(),
    gone=True,
    examples=(example("MaxoutDense(3)", (None, 8), (None, 3), params=108),),
)
def maxout_dense(inputs: Structure, arguments: Arguments) -> Result:
    """The largest of `nb_feature` dense layers."""
    units, features = arguments.integer("units", minimum=1), arguments.integer("nb_feature", minimum=1)
    tensor = single(inputs)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape)
    require_rank(tensor.shape, exactly=2)
    size = require_defined(tensor.shape, -1, "the kernel")
    weights = (Weight("W", (features, size, units)), Weight("b", (features, units)))
    return Result(Tensor((tensor.shape[0], units)), weights, axes=("batch", "features"), macs=features * size * units)


def _locally_connected(inputs: Structure, arguments: Arguments, rank: int) -> Result:
    """A convolution with a kernel of its own at every place."""
    filters = arguments.integer("filters", minimum=1)
    kernel_size = arguments.tuple_of("kernel_size", rank)
    strides = arguments.tuple_of("strides", rank)
    padding = arguments.choice("padding", ("valid", "same"))
    data_format = arguments.data_format()
    tensor = single(inputs)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape)
    require_rank(tensor.shape, exactly=rank + 2)
    channels = defined_channels(tensor.shape, data_format)
    ones: tuple[Size, ...] = (1,) * rank
    output, steps = compute_conv_output_shape(tensor.shape, filters, kernel_size, strides, padding, data_format, ones)
    places, _ = split_spatial(output, data_format)
    kernel = Weight("kernel", (product(places), product(kernel_size) * channels, filters))
    bias = tuple(Weight("bias", (*places, filters)) for _ in with_bias(arguments, filters))
    window = Window(extents(kernel_size, ones), strides)
    return Result(Tensor(output), (kernel, *bias), steps, axis_names(rank, data_format), kernel.count, window)


@layer(
    f"""LocallyConnected1D(filters, kernel_size, strides=1, padding="valid", data_format=None, activation=None,
    use_bias=True, {INITIALIZERS}, **kwargs)""",
    hidden={"implementation": 1},
    gone=True,
    examples=(example("LocallyConnected1D(4, 3)", (None, 10, 2), (None, 8, 4), params=8 * 6 * 4 + 8 * 4),),
)
def locally_connected1d(inputs: Structure, arguments: Arguments) -> Result:
    """A window slides over the steps, with a kernel of its own for each."""
    return _locally_connected(inputs, arguments, 1)


@layer(
    f"""LocallyConnected2D(filters, kernel_size, strides=(1, 1), padding="valid", data_format=None, activation=None,
    use_bias=True, {INITIALIZERS}, **kwargs)""",
    hidden={"implementation": 1},
    gone=True,
    examples=(
        example("LocallyConnected2D(4, 3, strides=2)", (None, 9, 9, 2), (None, 4, 4, 4), params=16 * 18 * 4 + 64),
    ),
)
def locally_connected2d(inputs: Structure, arguments: Arguments) -> Result:
    """A window slides over height and width, with a kernel of its own for each place."""
    return _locally_connected(inputs, arguments, 2)


@layer("SReLU(**kwargs)", base=Anything(), gone=True)
def srelu(inputs: Structure, arguments: Arguments) -> Result:
    """Three straight pieces, learned for each element; the shape stays."""
    return unchanged(inputs, arguments)


@layer("ParametricSoftplus(**kwargs)", base=Anything(), gone=True)
def parametric_softplus(inputs: Structure, arguments: Arguments) -> Result:
    """A softplus, learned for each element; the shape stays."""
    return unchanged(inputs, arguments)


def _stretched(inputs: Structure, axis: int) -> Result:
    """An image, one of whose sides is drawn at random."""
    tensor = only(inputs)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape)
    sizes = list(tensor.shape)
    sizes[axis] = _CHANGING
    return Result(Tensor(tuple(sizes)))


@layer(
    'RandomHeight(factor, interpolation="bilinear", seed=None, **kwargs)',
    gone=True,
    examples=(example("RandomHeight(0.2)", (None, 8, 9, 3), (None, "?", 9, 3)),),
)
def random_height(inputs: Structure, arguments: Arguments) -> Result:
    """The height is drawn at random."""
    return _stretched(inputs, -3)


@layer(
    'RandomWidth(factor, interpolation="bilinear", seed=None, **kwargs)',
    gone=True,
    examples=(example("RandomWidth(0.2)", (None, 8, 9, 3), (None, 8, "?", 3)),),
)
def random_width(inputs: Structure, arguments: Arguments) -> Result:
    """The width is drawn at random."""
    return _stretched(inputs, -2)


@layer(
    "RandomFourierFeatures(output_dim, kernel_initializer='gaussian', scale=None, trainable=False, name=None)",
    gone=True,
    examples=(example("RandomFourierFeatures(5)", (None, 8), (None, 5), params=8 * 5 + 5 + 1),),
)
def random_fourier_features(inputs: Structure, arguments: Arguments) -> Result:
    """A fixed random projection that approximates a kernel."""
    output_dim = arguments.integer("output_dim", minimum=1)
    tensor = single(inputs)
    if isinstance(tensor.shape, Unknown):
        return unknown_result(tensor.shape)
    require_rank(tensor.shape, exactly=2)
    size = require_defined(tensor.shape, -1, "the kernel")
    weights = (
        Weight("unscaled_kernel", (size, output_dim), trainable=False),
        Weight("bias", (output_dim,), trainable=False),
        Weight("kernel_scale", (1,)),
    )
    return Result(Tensor((tensor.shape[0], output_dim)), weights, axes=("batch", "features"), macs=size * output_dim)


@layer("DenseFeatures(feature_columns, trainable=True, name=None, **kwargs)", gone=True)
def dense_features(inputs: Structure, arguments: Arguments) -> Result:
    """Feature columns side by side; how wide they are, they alone know."""
    return Result(Unknown("feature columns are not read"))


@layer("Merge(layers=None, mode='sum', **kwargs)", base=Anything(), gone=True)
def merge(inputs: Structure, arguments: Arguments) -> Result:
    """Whole models side by side, as the first layer of another; their inputs become its own."""
    return Result(Unknown("`Merge` of models is not followed"))
