"""The methods of a `tf.data.Dataset`: what each makes of the elements."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.data.streams import DATASET, ENDLESS, in_batches
from shapelens.interpreter.data.tf_data import scalar, structure
from shapelens.interpreter.domain.values import CallArguments, Stream, TensorValue, Value
from shapelens.interpreter.language.elements import arrived, as_python, first_of, handed_over, map_tensors, without_axis
from shapelens.interpreter.machine.library_registry import attribute
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.store.join import join_values
from shapelens.shapes.expressions import Polynomial, Size
from shapelens.shapes.tensors import Tensor
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span


def _self(call: Call) -> Stream:
    stream = call["self"]
    assert isinstance(stream, Stream)
    return stream


def _register_same(name: str, signature: str) -> None:
    @makes_data(f"{DATASET}.{name}", signature=f"self, {signature}")
    def same(call: Call) -> Value:
        """The same elements, in another order or at another time."""
        return _self(call)


for _name, _signature in {
    "shuffle": "buffer_size, seed=None, reshuffle_each_iteration=None, name=None",
    "prefetch": "buffer_size=None, name=None",
    "cache": "filename='', name=None",
    "with_options": "options, name=None",
    "snapshot": "path, compression='AUTO', reader_func=None, shard_func=None, name=None",
    "ignore_errors": "log_warning=False, name=None",
}.items():
    _register_same(_name, _signature)


@makes_data(
    f"{DATASET}.batch",
    signature="self, batch_size, drop_remainder=False, num_parallel_calls=None, deterministic=None, name=None",
)
def batch(call: Call) -> Value:
    """Batches; the last may be smaller unless it is dropped."""
    return call.gives(in_batches(_self(call), call.size("batch_size"), whole=call.flag("drop_remainder") is True))


@makes_data(
    f"{DATASET}.padded_batch",
    signature="self, batch_size, padded_shapes=None, padding_values=None, drop_remainder=False, name=None",
)
def padded_batch(call: Call) -> Value:
    """Batches of elements filled up to one shape: that which is declared, else the largest in each batch."""
    stream, shapes = _self(call), call.plain("padded_shapes")
    element = _padded(stream.element, shapes, call)
    whole = call.flag("drop_remainder") is True
    return call.gives(in_batches(replace(stream, element=element, first=None), call.size("batch_size"), whole=whole))


def _padded(element: Value, shapes: Value, call: Call) -> Value:
    if isinstance(element, tuple):
        parts = shapes if isinstance(shapes, tuple) and len(shapes) == len(element) else (None,) * len(element)
        return tuple(_padded(item, part, call) for item, part in zip(element, parts, strict=True))
    if isinstance(element, dict):
        named = shapes if isinstance(shapes, dict) else {}
        return {name: _padded(item, named.get(name), call) for name, item in element.items()}
    if not isinstance(element, TensorValue):
        return element
    longest = call.unknown("it is the longest in each batch")
    given = shapes if isinstance(shapes, tuple) else ()
    shape = element.tensor.shape
    if isinstance(shape, Unknown):
        known = [size if isinstance(size, int) else longest for size in given]
        return replace(element, tensor=Tensor(tuple(known) if given else shape, element.tensor.dtype))
    wanted = list(given) if len(given) == len(shape) else [None] * len(shape)
    sizes: list[Size] = []
    for own, asked in zip(shape, wanted, strict=True):
        open_size = isinstance(own, (Polynomial, Unknown))
        sizes.append(asked if isinstance(asked, int) and asked >= 0 else longest if open_size else own)
    return replace(element, tensor=Tensor(tuple(sizes), element.tensor.dtype))


@makes_data(f"{DATASET}.unbatch", signature="self, name=None")
def unbatch(call: Call) -> Value:
    stream = _self(call)
    count = call.unknown("how many elements the batches have together is not known")
    return call.gives(replace(stream, element=without_axis(stream.element), first=None, count=count, batched=False))


@makes_data(f"{DATASET}.rebatch", signature="self, batch_size, drop_remainder=False, name=None")
def rebatch(call: Call) -> Value:
    stream = _self(call)
    single = replace(stream, element=without_axis(stream.element), first=None, count=call.unknown("it is batched anew"))
    return call.gives(in_batches(single, call.size("batch_size"), whole=call.flag("drop_remainder") is True))


@makes_data(
    f"{DATASET}.map",
    signature="self, map_func, num_parallel_calls=None, deterministic=None, synchronous=None, "
    "use_unbounded_threadpool=False, name=None",
)
def map_elements(call: Call) -> Value:
    """The function on an element, and once more, silently, on the first where more is known of it."""
    stream = _self(call)
    element = _applied(call, "map_func", stream.element)
    first = None
    if stream.first is not None:
        with call.machine.silently():
            first = _applied(call, "map_func", stream.first)
    # a function may put a batch axis in front of a sample
    return call.gives(replace(stream, element=element, first=first, batched=stream.batched or None))


def _applied(call: Call, name: str, element: Value) -> Value:
    """What a function of the program gives on an element: a tuple is spread over its parameters."""
    element = handed_over(call.machine.heap, element)
    arguments = list(element) if isinstance(element, tuple) else [element]
    spans = [call.span] * len(arguments)
    with call.machine.within("in_graph"):
        given = call.machine.call(call[name], CallArguments(arguments, {}, spans), call.span)
    return structure(call.machine, given)


@makes_data(
    f"{DATASET}.flat_map",
    f"{DATASET}.interleave",
    signature="self, map_func, cycle_length=None, block_length=None, num_parallel_calls=None, deterministic=None, "
    "name=None",
)
def flat_map(call: Call) -> Value:
    """The elements of the data sets that a function makes of elements."""
    made = _applied(call, "map_func", _self(call).element)
    count = call.unknown("how many elements that gives is not known")
    if not isinstance(made, Stream):
        return call.gives(Stream(call.unknown("what the function gives is not known"), count, DATASET))
    return call.gives(Stream(made.element, count, DATASET, batched=made.batched))


@makes_data(f"{DATASET}.window", signature="self, size, shift=None, stride=1, drop_remainder=False, name=None")
def window(call: Call) -> Value:
    """Data sets of `size` elements each; the last ones are shorter unless they are dropped."""
    stream, size = _self(call), call.size("size")
    length = size if call.flag("drop_remainder") else call.unknown("the last windows are shorter")
    count = call.unknown("how many windows there are is not known")

    def windowed(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(windowed(item) for item in value)
        return Stream(value, length, DATASET)

    return Stream(windowed(stream.element), count, DATASET)


@makes_data(f"{DATASET}.filter", signature="self, predicate, name=None")
def filter_elements(call: Call) -> Value:
    stream = _self(call)
    _applied(call, "predicate", stream.element)
    return replace(stream, count=call.unknown("it depends on what the filter lets through"))


@makes_data(f"{DATASET}.apply", signature="self, transformation_func")
def apply(call: Call) -> Value:
    made = call.machine.call(call["transformation_func"], CallArguments([_self(call)], {}, [call.span]), call.span)
    return made if isinstance(made, Stream) else call.unknown("what the function gives is not known")


@makes_data(f"{DATASET}.repeat", signature="self, count=None, name=None")
def repeat(call: Call) -> Value:
    stream, times = _self(call), call["count"]
    if times in (None, -1):
        return replace(stream, count=ENDLESS)
    return replace(stream, count=stream.count * times if isinstance(times, int) else call.unknown("it is repeated"))


@makes_data(f"{DATASET}.take", signature="self, count, name=None")
def take(call: Call) -> Value:
    """The first elements; where it is not known how many there are, one there is."""
    stream, wanted = _self(call), call.size("count")
    if not isinstance(wanted, int) or wanted == -1:
        return stream
    count = stream.count
    few: Size = min(wanted, count) if isinstance(count, int) else wanted if count is ENDLESS or wanted == 1 else count
    first = first_of(stream)
    return replace(stream, count=few, element=first) if wanted == 1 else replace(stream, count=few)


@makes_data(f"{DATASET}.skip", signature="self, count, name=None")
def skip(call: Call) -> Value:
    stream, skipped = _self(call), call.size("count")
    known = isinstance(stream.count, int) and isinstance(skipped, int)
    left = max(stream.count - skipped, 0) if known else stream.count  # type: ignore[type-var]
    return replace(stream, count=left, first=None)


@makes_data(f"{DATASET}.shard", signature="self, num_shards, index, name=None")
def shard(call: Call) -> Value:
    return replace(_self(call), count=call.unknown("it is one of several parts"), first=None)


@makes_data(f"{DATASET}.enumerate", signature="self, start=0, name=None")
def enumerate_elements(call: Call) -> Value:
    stream = _self(call)
    first = None if stream.first is None else (scalar("int64"), stream.first)
    return replace(stream, element=(scalar("int64"), stream.element), first=first)


@makes_data(f"{DATASET}.concatenate", signature="self, dataset, name=None")
def concatenate(call: Call) -> Value:
    stream, other = _self(call), call["dataset"]
    if not isinstance(other, Stream):
        return call.unknown("the other data set is not known")
    return replace(stream, element=join_values(stream.element, other.element), count=stream.count + other.count)


@makes_data(f"{DATASET}.as_numpy_iterator", signature="self")
def as_numpy_iterator(call: Call) -> Value:
    stream = _self(call)

    def arrays(value: Value) -> Value:
        return map_tensors(arrived(value), lambda tensor: as_python(replace(tensor, is_array=True)))

    return replace(stream, element=arrays(stream.element), first=None if stream.first is None else arrays(stream.first))


@makes_data(f"{DATASET}.get_single_element", signature="self, name=None")
def get_single_element(call: Call) -> Value:
    return arrived(first_of(_self(call)))


@makes_data(f"{DATASET}.cardinality", "tensorflow.data.experimental.cardinality", signature="self")
def cardinality(call: Call) -> Value:
    """How many elements there are, as a number of TensorFlow."""
    return scalar("int64")


@makes_data("tensorflow.data.experimental.get_single_element", signature="dataset")
def single_element(call: Call) -> Value:
    return arrived(first_of(call["dataset"])) if isinstance(call["dataset"], Stream) else call.unknown("no data set")


@attribute(f"{DATASET}.element_spec")
def element_spec(machine: Machine, value: Value, span: Span) -> Value:
    """The declaration of its elements: to us an element."""
    assert isinstance(value, Stream)
    return value.element
