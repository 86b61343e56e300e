"""What a rule gives back: output, weights, the formula with its numbers, and the work one sample costs."""

from __future__ import annotations

from shapelens.shapes.expressions import Size, product
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import KNOWN_SIZES, Dims, Structure, Tensor
from shapelens.shapes.unknown import Unknown


@dataclass(frozen=True, slots=True)
class Weight:
    """A variable that the layer creates, by its Keras name."""

    name: str
    shape: Dims
    trainable: bool | Unknown = True

    @property
    def count(self) -> Size:
        return product(self.shape)


@dataclass(frozen=True, slots=True)
class Step:
    """How one size of the output came about: `height: ⌊(64 − 5) / 2⌋ + 1 = 30`.

    `positive` says that Keras rejects a call for which it is not.
    """

    axis: str
    formula: str
    size: Size
    positive: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The window that slides over the spatial axes (height, width, ...): its extent with dilation, and its strides."""

    extent: tuple[Size, ...]
    strides: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of a layer call that fits.

    `axes` names the axes of a single output tensor.

    `macs` are the multiply-adds for one sample: each product of an input and a weight, or of two inputs (attention,
    Dot), that is summed up with others. The zeros of a padding count as inputs do; a transposed convolution has its
    kernel at every input position. Adding a bias, activations, normalization, scaling, pooling, Fourier transforms and
    looking up an embedding count nothing, nor does what happens to the weights alone (low-rank adaptation, spectral
    normalization).
    """

    output: Structure
    weights: tuple[Weight, ...] = ()
    steps: tuple[Step, ...] = ()
    axes: tuple[str, ...] = ()
    macs: Size = 0
    window: Window | None = None

    @property
    def is_known(self) -> bool:
        """Whether it is one tensor, and nothing is unknown in all that is said of it."""
        if not isinstance(self.output, Tensor) or not self.output.is_known:
            return False
        sizes = [self.macs, *(step.size for step in self.steps)]
        if self.window is not None:
            sizes += (*self.window.extent, *self.window.strides)
        for weight in self.weights:
            sizes += weight.shape
            if isinstance(weight.trainable, Unknown):
                return False
        return KNOWN_SIZES.issuperset(map(type, sizes))


def count_parameters(weights: tuple[Weight, ...], *, trainable_only: bool = False) -> Size:
    """The number of parameters in `weights`."""
    total: Size = 0
    for weight in weights:
        if trainable_only and isinstance(weight.trainable, Unknown):
            return weight.trainable
        if weight.trainable or not trainable_only:
            total = total + weight.count
    return total
