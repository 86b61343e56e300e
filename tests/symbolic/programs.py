"""Random models with open sizes, as the text of a program: chains, encoders with decoders, branches that are merged.

Every line binds one name to one call, so that what is inferred of a line can be compared with what Keras gives for it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

HEAD = "import keras\nfrom keras import layers, ops"
# axes whose sizes are open, by the number of spatial axes
AXES = {1: ("T",), 2: ("H", "W"), 3: ("D", "H", "W")}


@dataclass(frozen=True)
class Program:
    """A program: `lines` in order, each `name = expression`; the first is the `Input`, whose shape is filled in."""

    number: int
    kind: str
    rank: int
    channels: int
    lines: tuple[tuple[str, str], ...]

    def input_shape(self, sizes: tuple[int, ...] | None) -> str:
        """The shape of the input: open, or with numbers."""
        return str((*(sizes or (None,) * self.rank), self.channels))

    def source(self, sizes: tuple[int, ...] | None = None) -> str:
        """The whole text."""
        lines = [HEAD, f"x0 = keras.Input({self.input_shape(sizes)})"]
        return "\n".join([*lines, *(f"{name} = {text}" for name, text in self.lines)])


@dataclass(frozen=True)
class Tensor:
    """A tensor of the program that is made: its name, its spatial axes and its channels."""

    name: str
    rank: int
    channels: int


@dataclass
class Writer:
    """A program in the making."""

    chance: random.Random
    lines: list[tuple[str, str]] = field(default_factory=list)

    def line(self, text: str) -> str:
        """One more line; its name comes back."""
        name = f"x{len(self.lines) + 1}"
        self.lines.append((name, text))
        return name

    def pick(self, *options: str) -> str:
        return self.chance.choice(options)

    def whole(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def per_axis(self, rank: int, low: int, high: int) -> str:
        """One number for all axes, at times one for each."""
        if rank > 1 and self.often(0.2):
            return str(tuple(self.whole(low, high) for _ in range(rank)))
        return str(self.whole(low, high))

    def pairs(self, rank: int, high: int) -> str:
        """Borders: a number, or a pair for each axis."""
        pairs = tuple((self.whole(0, high), self.whole(0, high)) for _ in range(rank))
        return self.pick(str(self.whole(0, high)), str(pairs[0] if rank == 1 else pairs))


def draw_program(number: int) -> Program:
    """The program of a number."""
    write = Writer(random.Random(number))
    rank = write.chance.choice([1, 1, 2, 2, 2, 3])
    kind = write.pick("chain", "encoder-decoder", "branches")
    first = Tensor("x0", rank, write.chance.choice([1, 2, 3, 4]))
    if kind == "chain":
        last = chain(write, first, write.whole(2, 8))
        tail(write, last)
    elif kind == "encoder-decoder":
        last = encoder_decoder(write, first)
    else:
        for _ in range(write.whole(1, 2)):
            first_or_last = branches(write, first if not write.lines else last)
            last = chain(write, first_or_last, write.whole(0, 2))
    return Program(number, kind, rank, first.channels, tuple(write.lines))


def chain(write: Writer, tensor: Tensor, length: int) -> Tensor:
    """Steps one after the other."""
    for _ in range(length):
        tensor = step(write, tensor)
    return tensor


def step(write: Writer, tensor: Tensor) -> Tensor:
    """One layer or operation of any kind that fits."""
    makers = [convolution, convolution, transposed, pool, pool, border, up_sampling, unchanged, operation, channelwise]
    if tensor.rank == 1:
        makers.append(sequence)
    if tensor.rank == 2:
        makers.append(image)
    return write.chance.choice(makers)(write, tensor)


def convolution(write: Writer, tensor: Tensor, *, same: bool | None = None) -> Tensor:
    filters = write.whole(1, 4)
    kernel = write.per_axis(tensor.rank, 1, 4)
    dilated = write.often(0.15)
    spacing = f"dilation_rate={write.whole(2, 3)}" if dilated else f"strides={write.per_axis(tensor.rank, 1, 3)}"
    options = ["valid", "same", *(["causal"] if tensor.rank == 1 else [])]
    padding = "same" if same else write.pick(*options)
    if same:
        spacing = "strides=1"
    text = f"layers.Conv{tensor.rank}D({filters}, {kernel}, {spacing}, padding={padding!r})({tensor.name})"
    return Tensor(write.line(text), tensor.rank, filters)


def channelwise(write: Writer, tensor: Tensor) -> Tensor:
    if tensor.rank == 3:
        return unchanged(write, tensor)
    arguments = f"{write.whole(1, 4)}, strides={write.whole(1, 2)}, padding={write.pick('valid', 'same')!r}"
    if write.often(0.5):
        filters = write.whole(1, 4)
        text = f"layers.SeparableConv{tensor.rank}D({filters}, {arguments})({tensor.name})"
    else:
        times = write.whole(1, 2)
        filters = tensor.channels * times
        text = f"layers.DepthwiseConv{tensor.rank}D({arguments}, depth_multiplier={times})({tensor.name})"
    return Tensor(write.line(text), tensor.rank, filters)


def transposed(write: Writer, tensor: Tensor) -> Tensor:
    filters, kernel, stride = write.whole(1, 4), write.whole(1, 4), write.whole(1, 3)
    extra = f", output_padding={write.whole(0, stride - 1)}" if write.often(0.3) else ""
    padding = write.pick("valid", "same")
    name = f"layers.Conv{tensor.rank}DTranspose"
    text = f"{name}({filters}, {kernel}, strides={stride}, padding={padding!r}{extra})({tensor.name})"
    return Tensor(write.line(text), tensor.rank, filters)


def pool(write: Writer, tensor: Tensor) -> Tensor:
    kind = write.pick("Max", "Average")
    strides = f", strides={write.per_axis(tensor.rank, 1, 3)}" if write.often(0.4) else ""
    arguments = f"{write.per_axis(tensor.rank, 1, 4)}{strides}, padding={write.pick('valid', 'same')!r}"
    return _same_kind(write, tensor, f"layers.{kind}Pooling{tensor.rank}D({arguments})")


def border(write: Writer, tensor: Tensor) -> Tensor:
    name = write.pick("ZeroPadding", "Cropping")
    return _same_kind(write, tensor, f"layers.{name}{tensor.rank}D({write.pairs(tensor.rank, 2)})")


def up_sampling(write: Writer, tensor: Tensor) -> Tensor:
    return _same_kind(write, tensor, f"layers.UpSampling{tensor.rank}D({write.whole(1, 3)})")


def unchanged(write: Writer, tensor: Tensor) -> Tensor:
    call = write.pick(
        "BatchNormalization()", "Activation('relu')", "Dropout(0.2)", "LayerNormalization()", "Identity()"
    )
    return _same_kind(write, tensor, f"layers.{call}")


def _same_kind(write: Writer, tensor: Tensor, layer: str) -> Tensor:
    return Tensor(write.line(f"{layer}({tensor.name})"), tensor.rank, tensor.channels)


def operation(write: Writer, tensor: Tensor) -> Tensor:
    """An operation on some spatial axis."""
    axis = write.whole(1, tensor.rank)
    before = ":, " * axis
    name, small = tensor.name, write.whole(1, 3)
    widths = [[0, 0] for _ in range(tensor.rank + 2)]
    widths[axis] = [write.whole(0, 2), write.whole(0, 2)]
    text = write.pick(
        f"{name}[{before}{small}:]",
        f"{name}[{before}:-{small}]",
        f"{name}[{before}{small}:-1]",
        f"{name}[{before}::{small}]",
        f"{name}[{before}1::{small}]",
        f"ops.pad({name}, {widths})",
        f"ops.repeat({name}, {small}, axis={axis})",
        f"ops.concatenate([{name}, {name}], axis={axis})",
        f"ops.flip({name}, axis={axis})",
        f"ops.relu({name})",
        f"{name} * 2",
        f"layers.Lambda(lambda t: t[{before}{small}:])({name})",
        f"ops.tile({name}, {[small if each == axis else 1 for each in range(tensor.rank + 2)]})",
    )
    return Tensor(write.line(text), tensor.rank, tensor.channels)


def sequence(write: Writer, tensor: Tensor) -> Tensor:
    """Layers for sequences."""
    units, name = write.whole(1, 4), tensor.name
    text, channels = write.chance.choice(
        [
            (f"layers.LSTM({units}, return_sequences=True)({name})", units),
            (f"layers.Bidirectional(layers.GRU({units}, return_sequences=True))({name})", 2 * units),
            (f"layers.MultiHeadAttention(2, {units})({name}, {name})", tensor.channels),
            (f"layers.TimeDistributed(layers.Dense({units}))({name})", units),
            (f"layers.Dense({units})({name})", units),
        ]
    )
    return Tensor(write.line(text), 1, channels)


def image(write: Writer, tensor: Tensor) -> Tensor:
    """Layers for images."""
    name, channels = tensor.name, tensor.channels
    text, rank, channels = write.chance.choice(
        [
            (f"layers.Permute((2, 1, 3))({name})", 2, channels),
            (f"layers.Reshape((-1, {channels}))({name})", 1, channels),
            (f"layers.TimeDistributed(layers.Conv1D(3, 2, strides=2))({name})", 2, 3),
            (f"layers.ConvLSTM1D(2, 2, padding='same', return_sequences=True)({name})", 2, 2),
            (f"layers.Dense(3)({name})", 2, 3),
            (f"ops.transpose({name}, (0, 2, 1, 3))", 2, channels),
            (f"layers.Resizing(7, 9)({name})", 2, channels),
        ]
    )
    return Tensor(write.line(text), rank, channels)


def tail(write: Writer, tensor: Tensor) -> None:
    """What models end with."""
    name, rank = tensor.name, tensor.rank
    text = write.pick(
        f"layers.GlobalAveragePooling{rank}D()({name})",
        f"layers.GlobalMaxPooling{rank}D(keepdims=True)({name})",
        f"layers.AdaptiveAveragePooling{rank}D(2)({name})",
        f"layers.Flatten()({name})",
        f"layers.Reshape((-1,))({name})",
        f"ops.mean({name}, axis=1)",
    )
    write.line(text)


def encoder_decoder(write: Writer, tensor: Tensor) -> Tensor:
    """Down by some factors and up again, with skips: mostly as a U-Net does it, at times with borders lost."""
    valid = write.often(0.2)
    factors = [write.chance.choice([2, 2, 2, 3]) for _ in range(write.whole(1, 4 if tensor.rank < 3 else 2))]
    skips = []
    for factor in factors:
        tensor = convolution(write, tensor) if valid else convolution(write, tensor, same=True)
        skips.append(tensor)
        tensor = _down(write, tensor, factor)
    for factor, skip in zip(reversed(factors), reversed(skips), strict=True):
        tensor = _up(write, tensor, factor)
        if write.often(0.1):
            skip = border(write, skip)
        tensor = merge(write, [tensor, skip] if write.often(0.7) else [skip, tensor])
    return tensor


def _down(write: Writer, tensor: Tensor, factor: int) -> Tensor:
    padding = "same" if write.often(0.3) else "valid"
    if write.often(0.7):
        return _same_kind(write, tensor, f"layers.MaxPooling{tensor.rank}D({factor}, padding={padding!r})")
    text = f"layers.Conv{tensor.rank}D(3, {write.whole(2, 3)}, strides={factor}, padding={padding!r})({tensor.name})"
    return Tensor(write.line(text), tensor.rank, 3)


def _up(write: Writer, tensor: Tensor, factor: int) -> Tensor:
    if write.often(0.5):
        return _same_kind(write, tensor, f"layers.UpSampling{tensor.rank}D({factor})")
    extra = f", output_padding={factor - 1}" if write.often(0.2) else ""
    padding, kernel = write.pick("same", "valid"), write.chance.choice([factor, 3])
    name = f"layers.Conv{tensor.rank}DTranspose"
    text = f"{name}(2, {kernel}, strides={factor}, padding={padding!r}{extra})({tensor.name})"
    return Tensor(write.line(text), tensor.rank, 2)


def merge(write: Writer, tensors: list[Tensor]) -> Tensor:
    """Several tensors as one: side by side, or element by element once they have as many channels."""
    rank = tensors[0].rank
    form = write.pick("Concatenate", "Concatenate", "concatenate", "Add", "Average", "Maximum", "+")
    if form in ("Concatenate", "concatenate"):
        names = f"[{', '.join(tensor.name for tensor in tensors)}]"
        text = f"layers.Concatenate()({names})" if form == "Concatenate" else f"ops.concatenate({names}, axis=-1)"
        return Tensor(write.line(text), rank, sum(tensor.channels for tensor in tensors))
    channels = tensors[0].channels
    names = ", ".join(_with_channels(write, tensor, channels).name for tensor in tensors)
    text = names.replace(", ", " + ") if form == "+" else f"layers.{form}()([{names}])"
    return Tensor(write.line(text), rank, channels)


def _with_channels(write: Writer, tensor: Tensor, channels: int) -> Tensor:
    if tensor.channels == channels:
        return tensor
    return Tensor(write.line(f"layers.Conv{tensor.rank}D({channels}, 1)({tensor.name})"), tensor.rank, channels)


def branches(write: Writer, tensor: Tensor) -> Tensor:
    """Two or three ways from one tensor that meet again: mostly with one stride in common."""
    stride = write.whole(1, 3) if write.often(0.8) else None
    ends = []
    for _ in range(write.whole(2, 3)):
        way = tensor if write.often(0.2) and stride in (None, 1) else _way(write, tensor, stride)
        ends.append(way)
    ends = [end for end in ends if end.rank == ends[0].rank]
    return merge(write, ends if len(ends) > 1 else [ends[0], ends[0]])


def _way(write: Writer, tensor: Tensor, stride: int | None) -> Tensor:
    if stride is None:
        return chain(write, tensor, write.whole(1, 3))
    padding, window = write.pick("valid", "same", "same"), write.whole(1, 4)
    arguments = f"{window}, strides={stride}, padding={padding!r}"
    if write.often(0.5):
        return _same_kind(write, tensor, f"layers.{write.pick('Max', 'Average')}Pooling{tensor.rank}D({arguments})")
    filters = write.whole(1, 4)
    return Tensor(write.line(f"layers.Conv{tensor.rank}D({filters}, {arguments})({tensor.name})"), tensor.rank, filters)
