"""Images read from files (`load_img`, PIL, OpenCV): known by their size where the program sets it."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data, tool_at
from shapelens.interpreter.domain.objects import ToolObject
from shapelens.interpreter.domain.values import Named, Ref, Value, dims_of
from shapelens.interpreter.machine.library_registry import attribute
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.expressions import Size
from shapelens.shapes.tensors import Dims, Shape, Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

PIL_IMAGE = "PIL.Image.Image"
_CHANNELS = {"rgb": 3, "rgba": 4, "grayscale": 1}
# the axes behind height and width that an image of each mode of PIL has
_MODES: dict[str, Dims] = {"RGB": (3,), "RGBA": (4,), "L": (), "1": (), "P": (), "HSV": (3,), "CMYK": (4,)}
_FROM_FILE = Unknown("it is read from a file")
_ANY_SIZE: Dims = (_FROM_FILE, _FROM_FILE)


def channels_of(mode: Value) -> Size:
    """The channels that a `color_mode` means."""
    known = _CHANNELS.get(mode) if isinstance(mode, str) else None
    return known if known is not None else Unknown("`color_mode` is not known")


def pair(value: Value) -> Dims:
    """Two sizes given as two numbers, or one for both; unknown for anything else."""
    sizes = value if isinstance(value, tuple) and len(value) == 2 else (value, value)
    unknown = Unknown("the size is not known")
    return tuple(size if isinstance(size, int) and not isinstance(size, bool) else unknown for size in sizes)


def _image(call: Call, size: Dims, channels: Shape) -> Ref:
    """An image of PIL by its height and width, and the axes behind them in the array that it can be made into."""
    return call.machine.heap.new(ToolObject(PIL_IMAGE, call.span, learned={"size": size, "channels": channels}))


def _parts(machine: Machine, value: Value) -> tuple[Dims, Shape]:
    tool = tool_at(machine, value)
    if tool is None or tool.kind != PIL_IMAGE:
        return _ANY_SIZE, _FROM_FILE
    size, channels = tool.learned["size"], tool.learned["channels"]
    return dims_of(size, _ANY_SIZE), channels if isinstance(channels, Unknown) else dims_of(channels, _ANY_SIZE)


def pixels_of(machine: Machine, value: Value) -> Tensor | None:
    """The array that an image of PIL can be made into."""
    tool = tool_at(machine, value)
    if tool is None or tool.kind != PIL_IMAGE:
        return None
    size, channels = _parts(machine, value)
    return Tensor(channels if isinstance(channels, Unknown) else (*size, *channels), "uint8")


@makes_data(
    "keras.utils.load_img",
    "keras.preprocessing.image.load_img",
    signature="path, color_mode='rgb', target_size=None, interpolation='nearest', keep_aspect_ratio=False",
)
def load_img(call: Call) -> Value:
    """An image of `target_size`, else of the size that it has in its file."""
    target, channels = call.plain("target_size"), channels_of(call["color_mode"])
    return _image(call, _ANY_SIZE if target is None else pair(target), () if channels == 1 else (channels,))


@makes_data(
    "keras.utils.array_to_img",
    "keras.preprocessing.image.array_to_img",
    signature="x, data_format=None, scale=True, dtype=None",
)
def array_to_img(call: Call) -> Value:
    value = call.tensor("x")
    shape = value.tensor.shape if value is not None else None
    if not isinstance(shape, tuple) or len(shape) != 3:
        return _image(call, _ANY_SIZE, call.unknown("the array is not known"))
    return _image(call, shape[:2], () if shape[2] == 1 else shape[2:])


@makes_data(
    "keras.utils.img_to_array",
    "keras.preprocessing.image.img_to_array",
    signature="img, data_format=None, dtype=None",
)
def img_to_array(call: Call) -> Value:
    """The pixels as an array; a grey image gets an axis for its channel."""
    dtype = call["dtype"] if isinstance(call["dtype"], str) else "float32"
    value, pixels = call.tensor("img"), pixels_of(call.machine, call["img"])
    shape = value.tensor.shape if value is not None else _FROM_FILE if pixels is None else pixels.shape
    if isinstance(shape, Unknown):
        shape = (*_parts(call.machine, call["img"])[0], shape)
    return call.gives(call.array((*shape, 1) if len(shape) == 2 else shape, dtype))


@makes_data("PIL.Image.open", signature="fp, mode='r', formats=None")
def open_image(call: Call) -> Value:
    return _image(call, _ANY_SIZE, _FROM_FILE)


@makes_data("PIL.Image.fromarray", signature="obj, mode=None")
def from_array(call: Call) -> Value:
    value = call.tensor("obj")
    shape = value.tensor.shape if value is not None else None
    known = isinstance(shape, tuple) and len(shape) in (2, 3)
    return _image(call, shape[:2], shape[2:]) if known and isinstance(shape, tuple) else open_image(call)


@makes_data(f"{PIL_IMAGE}.resize", signature="self, size, resample=None, box=None, reducing_gap=None")
def resize(call: Call) -> Value:
    """PIL says the width first."""
    return _image(call, pair(call.plain("size"))[::-1], _parts(call.machine, call["self"])[1])


@makes_data(f"{PIL_IMAGE}.convert", signature="self, mode=None, matrix=None, dither=None, palette=0, colors=256")
def convert(call: Call) -> Value:
    mode = call["mode"]
    channels = _MODES.get(mode, _FROM_FILE) if isinstance(mode, str) else _FROM_FILE
    return _image(call, _parts(call.machine, call["self"])[0], channels)


@attribute(f"{PIL_IMAGE}.size")
def size_of_image(machine: Machine, value: Value, span: Span) -> Value:
    return _parts(machine, value)[0][::-1]


@makes_data("cv2.imread", signature="filename, flags=1")
def imread(call: Call) -> Value:
    """Three channels, unless flags say otherwise."""
    flags = call["flags"]
    grey = flags == 0 or (isinstance(flags, Named) and flags.path == "cv2.IMREAD_GRAYSCALE")
    colour = flags == 1 or (isinstance(flags, Named) and flags.path == "cv2.IMREAD_COLOR")
    return call.array((*_ANY_SIZE, *((3,) if colour else ())), "uint8") if grey or colour else _FROM_FILE


@makes_data("cv2.resize", signature="src, dsize=None, dst=None, fx=0, fy=0, interpolation=1")
def cv2_resize(call: Call) -> Value:
    """OpenCV says the width first, and drops the axis of a single channel."""
    source, size = call.tensor("src"), pair(call.plain("dsize"))[::-1]
    if source is None or not isinstance(source.tensor.shape, tuple) or len(source.tensor.shape) not in (2, 3):
        return call.unknown("what is resized is not known")
    rest = source.tensor.shape[2:]
    return call.gives(call.array((*size, *(() if rest == (1,) else rest)), source.tensor.dtype))


@makes_data(
    "skimage.transform.resize",
    signature="image, output_shape, order=None, mode='reflect', cval=0, clip=True, preserve_range=False, "
    "anti_aliasing=None, anti_aliasing_sigma=None",
)
def skimage_resize(call: Call) -> Value:
    """The shape asked for; one without channels leaves those of the picture as they are."""
    shape, source = call.plain("output_shape"), call.tensor("image")
    if not isinstance(shape, tuple) or not all(isinstance(size, int) for size in shape):
        return call.unknown("the size asked for is not known")
    if len(shape) == 2:
        if source is None or not isinstance(source.tensor.shape, tuple):
            return call.unknown("whether the picture has channels is not known")
        shape = (*shape, *source.tensor.shape[2:])
    return call.gives(call.array(shape, "float64"))


@makes_data("cv2.cvtColor", signature="src, code, dst=None, dstCn=0")
def cvt_color(call: Call) -> Value:
    """Grey has no axis for its channel; from one colour space to another it stays."""
    source, code = call.tensor("src"), call["code"]
    if source is None or not isinstance(source.tensor.shape, tuple) or not isinstance(code, Named):
        return call.unknown("what is converted is not known")
    target = code.path.rpartition("2")[2]
    rest: Dims = {"GRAY": (), "RGB": (3,), "BGR": (3,), "RGBA": (4,), "BGRA": (4,), "HSV": (3,), "LAB": (3,)}.get(
        target, (call.unknown("the colour space is not known"),)
    )
    return call.gives(call.array((*source.tensor.shape[:2], *rest), source.tensor.dtype))
