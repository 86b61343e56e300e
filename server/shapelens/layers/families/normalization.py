"""Normalization: the shape stays, and scale and shift have the size of the normalized axis.

Weights: keras.src.layers.normalization.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.formulas import axis_names
from shapelens.layers.framework.inputs import require_axis, require_defined, single, unchanged
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.values import is_opaque
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import Dims, Shape, Structure, Tensor
from shapelens.shapes.unknown import Unknown

SCALE_AND_SHIFT = """center=True, scale=True, beta_initializer="zeros", gamma_initializer="ones","""
PENALTIES = "beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None"


def _scale_and_shift(arguments: Arguments, shape: Dims) -> list[Weight]:
    """Gamma and beta, each where the layer has it."""
    weights = []
    for flag, name in (("scale", "gamma"), ("center", "beta")):
        wanted = arguments.flag(flag)
        if isinstance(wanted, Unknown):
            weights.append(Weight(name, (wanted,)))
        elif wanted:
            weights.append(Weight(name, shape))
    return weights


def axes_argument(arguments: Arguments, *, lists: bool = True) -> tuple[int, ...] | Unknown:
    """`axis`, one integer or (where `lists`) several, as a tuple."""
    value = arguments["axis"]
    requirement = "an integer or a list of integers" if lists else "an integer"
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined("axis") or Unknown("`axis` is an open size")
    if isinstance(value, (list, tuple)) and lists:
        if any(isinstance(item, (Unknown, Polynomial)) or is_opaque(item) for item in value):
            return Unknown("`axis` could not be determined")
        if not all(isinstance(item, int) for item in value):
            arguments.reject("axis", requirement)
        return tuple(int(item) for item in value)
    if not isinstance(value, int):
        arguments.reject("axis", requirement)
    return (int(value),)


def _axis_names(shape: Dims, channels: int) -> tuple[str, ...]:
    """The names of the axes where the normalized axis shows that the channels come first."""
    first = channels % len(shape) == 1 and 3 <= len(shape) <= 5
    return axis_names(len(shape) - 2, "channels_first") if first else ()


def _normalized(shape: Dims, arguments: Arguments, axes: Sequence[int]) -> Dims:
    """The sizes of the normalized axes, which must be known because weights are made from them."""
    for axis in axes:
        require_axis(arguments, "axis", axis, shape)
    return tuple(require_defined(shape, axis, "scale and shift") for axis in sorted(axes))


@layer(
    f"""BatchNormalization(axis=-1, momentum=0.99, epsilon=0.001, {SCALE_AND_SHIFT}
    moving_mean_initializer="zeros", moving_variance_initializer="ones", {PENALTIES}, renorm=False,
    renorm_clipping=None, renorm_momentum=0.99, synchronized=False, **kwargs)""",
    examples=(
        example("BatchNormalization()", (None, 32, 32, 16), (None, 32, 32, 16), params=64),
        example("BatchNormalization(axis=1, scale=False)", (None, 8, None, None), (None, 8, None, None), params=24),
        example("BatchNormalization(renorm=True)", (None, 16), (None, 16), params=112),
    ),
    traits=("pointwise",),
    added={"renorm": (3, 14), "renorm_clipping": (3, 14), "renorm_momentum": (3, 14)},
)
def batch_normalization(inputs: Structure, arguments: Arguments) -> Result:
    """Normalizes over the batch; four weights of the size of `axis`, of which two (the moving ones) are not trained."""
    axes = axes_argument(arguments, lists=False)
    for name in ("momentum", "epsilon"):
        arguments.number(name)
    renorm = arguments.flag("renorm")
    if renorm is True and arguments["moving_variance_initializer"] is None:
        arguments.reject("moving_variance_initializer", "an initializer where `renorm` is True")
    if renorm is True and arguments["renorm_clipping"] and isinstance(arguments["renorm_clipping"], (int, float)):
        arguments.reject("renorm_clipping", "a dict")
    shape = single(inputs).shape
    if isinstance(shape, Unknown) or isinstance(axes, Unknown):
        return unchanged(inputs, arguments)
    size = _normalized(shape, arguments, axes)
    weights = _scale_and_shift(arguments, size)
    weights += [Weight("moving_mean", size, trainable=False), Weight("moving_variance", size, trainable=False)]
    if isinstance(renorm, Unknown):
        weights.append(Weight("moving_stddev", (renorm,), trainable=False))
    elif renorm:
        weights += [Weight(name, size, False) for name in ("moving_stddev", "renorm_mean", "renorm_stddev")]
    return unchanged(inputs, arguments, weights, _axis_names(shape, axes[0]))


@layer(
    f"LayerNormalization(axis=-1, epsilon=0.001, {SCALE_AND_SHIFT} {PENALTIES}, **kwargs)",
    hidden={"rms_scaling": False},
    examples=(
        example("LayerNormalization()", (None, 10, 64), (None, 10, 64), params=128),
        example("LayerNormalization(axis=[1, 2], center=False)", (None, 10, 64), (None, 10, 64), params=640),
    ),
    traits=("along_axis",),
)
def layer_normalization(inputs: Structure, arguments: Arguments) -> Result:
    """Normalizes each sample over `axis`; scale and shift have the shape of those axes."""
    axes = axes_argument(arguments)
    rms_scaling = arguments.flag("rms_scaling")
    shape = single(inputs).shape
    if isinstance(shape, Unknown) or isinstance(axes, Unknown):
        return unchanged(inputs, arguments)
    for axis in axes:
        require_axis(arguments, "axis", axis, shape)
    flags = [rms_scaling, arguments.flag("scale"), arguments.flag("center")]
    if True not in flags:
        unknown = next((flag for flag in flags if isinstance(flag, Unknown)), None)
        return unchanged(inputs, arguments, [] if unknown is None else [Weight("gamma", (unknown,))])
    sizes = _normalized(shape, arguments, axes)
    if rms_scaling:
        return unchanged(inputs, arguments, [Weight("gamma", sizes)])
    return unchanged(inputs, arguments, _scale_and_shift(arguments, sizes))


@layer(
    f"GroupNormalization(groups=32, axis=-1, epsilon=0.001, {SCALE_AND_SHIFT} {PENALTIES}, **kwargs)",
    examples=(
        example("GroupNormalization(8)", (None, 16, 16, 64), (None, 16, 16, 64), params=128),
        example("GroupNormalization(groups=-1)", (None, 16, 16, 3), (None, 16, 16, 3), params=6),
    ),
)
def group_normalization(inputs: Structure, arguments: Arguments) -> Result:
    """Normalizes the channels in `groups`, which must divide them; -1 makes a group of each channel."""
    groups = arguments.integer("groups")
    if isinstance(groups, int) and groups <= 0 and groups != -1:
        arguments.reject("groups", "a positive integer, or -1")
    axes = axes_argument(arguments, lists=False)
    shape = single(inputs).shape
    if isinstance(shape, Unknown) or isinstance(axes, Unknown):
        return unchanged(inputs, arguments)
    size = _normalized(shape, arguments, axes)
    _require_groups(arguments, groups, size[0])
    return unchanged(inputs, arguments, _scale_and_shift(arguments, size), _axis_names(shape, axes[0]))


def _require_groups(arguments: Arguments, groups: Size, channels: Size) -> None:
    if not isinstance(groups, int) or not isinstance(channels, int):
        return
    if channels == 0 or (groups != -1 and (channels < groups or channels % groups)):
        arguments.reject("groups", f"a divisor of the {channels} channels of the input")


def _stack(inputs: Structure) -> Shape:
    """The shape of the one tensor that a run makes of several."""
    first = inputs[0] if isinstance(inputs, tuple) and inputs else None
    if not isinstance(first, Tensor) or isinstance(first.shape, Unknown):
        return Unknown("the layer is given several tensors")
    return (len(inputs), *first.shape)  # type: ignore[arg-type]


@layer(
    "UnitNormalization(axis=-1, **kwargs)",
    examples=(example("UnitNormalization()", (None, 64), (None, 64)),),
    traits=("along_axis",),
)
def unit_normalization(inputs: Structure, arguments: Arguments) -> Result:
    """Scales each sample to length 1 over `axis`; the shape stays."""
    axes = axes_argument(arguments)
    shape = inputs.shape if isinstance(inputs, Tensor) else _stack(inputs)
    if not isinstance(shape, Unknown) and not isinstance(axes, Unknown):
        for axis in axes:
            require_axis(arguments, "axis", axis, shape)
    return unchanged(inputs, arguments)


@layer(
    "RMSNormalization(axis=-1, epsilon=1e-06, **kwargs)",
    examples=(example("RMSNormalization()", (None, 10, 64), (None, 10, 64), params=64),),
    traits=("along_axis",),
    since=(3, 9),
)
def rms_normalization(inputs: Structure, arguments: Arguments) -> Result:
    """Divides by the root mean square over `axis`; one scale of the shape of those axes."""
    axes = axes_argument(arguments)
    shape = single(inputs).shape
    if isinstance(shape, Unknown) or isinstance(axes, Unknown):
        return unchanged(inputs, arguments)
    return unchanged(inputs, arguments, [Weight("scale", _normalized(shape, arguments, axes))])
