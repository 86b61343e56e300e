"""Attention: MultiHeadAttention, GroupQueryAttention, Attention, AdditiveAttention (keras.src.layers.attention)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import (
    require_defined,
    require_rank,
    require_size,
    several,
    single,
)
from shapelens.layers.framework.problems import AxisMismatch, RankMismatch, Reject
from shapelens.layers.framework.registry import example, layer
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.values import is_opaque, is_symbolic
from shapelens.shapes.expressions import Polynomial, Size, product
from shapelens.shapes.tensors import Dims, NamedTensors, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown

PROJECTIONS = """kernel_initializer="glorot_uniform", bias_initializer="zeros", kernel_regularizer=None,
    bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, use_gate=False,
    seed=None"""
CALL = """query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None,
    return_attention_scores=False, training=None, use_causal_mask=False"""


def _projection(arguments: Arguments, name: str, kernel: Dims, bias: Dims) -> list[Weight]:
    """A kernel, and its bias where the layer has one."""
    use_bias = arguments.flag("use_bias")
    weights = [Weight(f"{name}/kernel", kernel)]
    if isinstance(use_bias, Unknown):
        return [*weights, Weight(f"{name}/bias", (use_bias,))]
    return [*weights, Weight(f"{name}/bias", bias)] if use_bias else weights


def _check_options(arguments: Arguments) -> None:
    """What both multi-head layers demand beside their sizes."""
    rate = arguments.number("dropout", minimum=0, maximum=1)
    if isinstance(rate, (int, float)) and rate > 0:
        arguments.seed()
        if arguments.flag("flash_attention") is True:
            arguments.reject("dropout", "0 with flash attention")
    if arguments["sliding_window"] is not None:
        arguments.integer("sliding_window", minimum=1)
    for name in ("kernel_initializer", "bias_initializer"):
        if arguments[name] is None:
            arguments.reject(name, "an initializer")


def _three_shapes(inputs: Structure, arguments: Arguments) -> tuple[Dims, Dims, Dims] | Unknown:
    """The shapes of query, value and key (which is the value unless given)."""
    shapes: list[Dims] = []
    value = arguments.call.get("value", Unknown("the value is not given here"))
    key = arguments.call.get("key")
    for tensor in (inputs, value, value if key is None else key):
        if not isinstance(tensor, (Tensor, tuple, NamedTensors)):
            # an argument may be anything that the program names
            return tensor if isinstance(tensor, Unknown) else Unknown("what attention is given is not known")
        shape = single(tensor).shape
        if isinstance(shape, Unknown):
            return shape
        require_rank(shape, at_least=1)
        shapes.append(shape)
    return shapes[0], shapes[1], shapes[2]


def require_same_as_keras(left: Dims, right: Dims, first: int, last: int | None, reason: str) -> None:
    """Reject shapes that differ from axis `first` to `last`; as in Keras, an open axis equals only an open one."""
    if len(left) != len(right):
        raise Reject(RankMismatch(len(right), right, (len(left),), because=reason))
    for index in range(len(left))[first:last]:
        a, b = left[index], right[index]
        known = not isinstance(a, Unknown) and not isinstance(b, Unknown)
        if known and a != b and not (is_open(a) and is_open(b)):
            raise Reject(AxisMismatch(index, a, b, right, reason))


@layer(
    f"""MultiHeadAttention(num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None,
    attention_axes=None, sliding_window=None, flash_attention=None, {PROJECTIONS}, **kwargs)""",
    call=CALL,
    examples=(
        example(
            "MultiHeadAttention(2, 16)", {"query": (None, 8, 32), "value": (None, 4, 32)}, (None, 8, 32), params=4224
        ),
        example(
            "MultiHeadAttention(2, 16, value_dim=8, output_shape=5, use_bias=False)",
            {"query": (None, 8, 32), "value": (None, 4, 24), "key": (None, 4, 20)},
            (None, 8, 5),
            params=2128,
        ),
    ),
    added={"seed": (3, 4), "flash_attention": (3, 7), "use_gate": (3, 14), "sliding_window": (3, 15)},
)
def multi_head_attention(inputs: Structure, arguments: Arguments) -> Result:
    """`num_heads` times: queries of `key_dim` look up values; the output has the query's shape, or `output_shape`."""
    heads = arguments.integer("num_heads", minimum=1)
    key_dim = arguments.integer("key_dim", minimum=1)
    value_dim = key_dim if arguments["value_dim"] is None else arguments.integer("value_dim", minimum=1)
    last_axes = _output_shape(arguments)
    attention_axes = _attention_axes(arguments)
    _check_options(arguments)
    dtype = arguments.compute_dtype()
    shapes = _three_shapes(inputs, arguments)
    if isinstance(shapes, Unknown):
        return _with_scores(Tensor(shapes, dtype), [], arguments, shapes, 0)
    query, value, key = shapes
    require_same_as_keras(value, key, 1, -1, "as the value has")
    axes = _attended(arguments, query, attention_axes)
    # axes that could not be determined are none
    if attention_axes or arguments["attention_axes"] is None:
        _check_run(arguments, shapes, axes)
    for axis in attention_axes:
        if not -len(value) <= (axis if axis >= 0 else len(value) + axis) <= len(value):
            arguments.reject("attention_axes", f"axes of a value with {len(value)} axes")
    features = [require_defined(shape, -1, "a projection") for shape in (query, key, value)]
    output_axes = (query[-1],) if last_axes == () else last_axes
    weights = [
        *_projection(arguments, "query", (features[0], heads, key_dim), (heads, key_dim)),
        *_projection(arguments, "key", (features[1], heads, key_dim), (heads, key_dim)),
        *_projection(arguments, "value", (features[2], heads, value_dim), (heads, value_dim)),
    ]
    if arguments.flag("use_gate"):
        weights += _projection(arguments, "gate", (features[0], heads, value_dim), (heads, value_dim))
    if isinstance(output_axes, Unknown):
        return Result(Tensor(output_axes, dtype), (*weights, Weight("attention_output/kernel", (output_axes,))))
    weights += _projection(arguments, "attention_output", (heads, value_dim, *output_axes), output_axes)
    output = Tensor((_batch(query, key, value), *query[1:-1], *output_axes), dtype)
    macs = _projection_work(weights, query, key, value)
    macs = macs + _attention_work(query, key, axes, heads * (key_dim + value_dim))
    scores = _scores(query, key, heads, axes)
    return _with_scores(output, weights, arguments, scores, macs)


def _scores(query: Dims, key: Dims, heads: Size, axes: Sequence[int]) -> Dims | Unknown:
    """What is not attended to, then the `axes` of the query and those of the key.

    Symbolically Keras gives the length of the query twice; a run gives that of the key.
    """
    if any(axis >= len(query) - 1 for axis in axes):
        return Unknown("attention runs over the features as well")
    kept = [size for place, size in enumerate((_batch(query, key), *query[1:-1], heads)) if place not in axes]
    return (*kept, *(query[axis] for axis in axes), *(key[axis] for axis in axes))


def _batch(*shapes: Dims) -> Size:
    """The batch of what is multiplied: a batch of one is stretched to that of the others."""
    return next((shape[0] for shape in shapes if shape[0] != 1), 1)


def _projection_work(weights: Sequence[Weight], query: Dims, key: Dims, value: Dims) -> Size:
    """The multiply-adds of the projections: each kernel at every position of what it reads."""
    read = {"key": key, "value": value}
    total: Size = 0
    for weight in weights:
        name, _, kind = weight.name.partition("/")
        if kind == "kernel":
            total = total + weight.count * product(read.get(name, query)[1:-1])
    return total


def _attention_work(query: Dims, key: Dims, attended: Sequence[int], width: Size) -> Size:
    """The multiply-adds of the scores and of the mix: `width` for each query and each key on the `attended` axes."""
    rank = len(query)
    if len(key) != rank:
        return Unknown("the query and the key have different numbers of axes")
    apart = product(query[axis] for axis in range(1, rank - 1) if axis not in attended)
    pairs = product(query[axis] * key[axis] for axis in range(1, rank - 1) if axis in attended)
    return apart * pairs * width


def _attended(arguments: Arguments, query: Dims, attention_axes: tuple[int, ...]) -> tuple[int, ...]:
    """The axes over which is attended, counted from the front: all between the batch and the features by default."""
    if arguments["attention_axes"] is None:
        return tuple(range(1, len(query) - 1))
    return tuple(axis + len(query) if axis < 0 else axis for axis in attention_axes)


def _check_run(arguments: Arguments, shapes: tuple[Dims, Dims, Dims], axes: tuple[int, ...]) -> None:
    """Reject what Keras takes for symbolic tensors, and no run does."""
    query, value, _ = shapes
    window = arguments["sliding_window"]
    if len(axes) > 1 and isinstance(window, int):
        arguments.reject("sliding_window", "None where attention runs over several axes")
    if any(axis >= len(query) - 1 for axis in axes):
        return
    if not axes and arguments["attention_axes"] is None:
        raise Reject(RankMismatch(len(query), query, at_least=3))
    if len(query) != len(value):
        raise Reject(RankMismatch(len(value), value, (len(query),), because="as the query has"))
    for axis in range(len(query) - 1):
        stretched = _stretches(arguments) and len(query) == 3 and 1 in (query[axis], value[axis])
        if axis not in axes and not stretched:
            require_size(value, axis, query[axis], "as the query has")


def _stretches(arguments: Arguments) -> bool:
    """Whether a batch of one may be stretched: the scores are made, as `keras.ops.dot_product_attention` does not."""
    rate = arguments.number("dropout")
    return bool(arguments.call.get("return_attention_scores")) or isinstance(rate, Unknown) or rate > 0


def _with_scores(
    output: Tensor, weights: list[Weight], arguments: Arguments, scores: Dims | Unknown, macs: Size
) -> Result:
    """The output, and the scores where the call asks for them."""
    wanted = arguments.call.get("return_attention_scores", False)
    if is_symbolic(wanted) or is_opaque(wanted):
        return Result(Unknown("`return_attention_scores` could not be determined"), tuple(weights))
    return Result((output, Tensor(scores, output.dtype)) if wanted else output, tuple(weights), macs=macs)


def _output_shape(arguments: Arguments) -> tuple[Size, ...] | Unknown:
    """`output_shape` as a tuple; empty where the query's own last axis stays."""
    value = arguments["output_shape"]
    if isinstance(value, (Unknown, Polynomial)) or is_opaque(value):
        return arguments.undetermined("output_shape") or (value,)
    if not value:
        return ()
    sizes = (value,) if isinstance(value, int) else value
    if not isinstance(sizes, (tuple, list)):
        arguments.reject("output_shape", "an integer or a tuple of integers")
    for size in sizes:
        if is_opaque(size):
            return Unknown("`output_shape` could not be determined")
        if not is_symbolic(size) and (not isinstance(size, int) or size < 0):
            arguments.reject("output_shape", "an integer or a tuple of integers")
    return tuple(int(size) if isinstance(size, int) else size for size in sizes)


def _attention_axes(arguments: Arguments) -> tuple[int, ...]:
    """`attention_axes` as a tuple; empty where it is not given, or not known."""
    value: Any = arguments["attention_axes"]
    if value is None or is_symbolic(value) or is_opaque(value):
        return ()
    if isinstance(value, int):
        return (int(value),)
    if not isinstance(value, (tuple, list)):
        if value:
            arguments.reject("attention_axes", "an integer or several")
        return ()
    if any(is_symbolic(axis) or is_opaque(axis) for axis in value):
        return ()
    if not all(isinstance(axis, int) for axis in value):
        arguments.reject("attention_axes", "an integer or several")
    return tuple(int(axis) for axis in value)


@layer(
    f"""GroupQueryAttention(head_dim, num_query_heads, num_key_value_heads, dropout=0.0, use_bias=True,
    sliding_window=None, flash_attention=None, {PROJECTIONS}, **kwargs)""",
    call=CALL,
    examples=(
        example(
            "GroupQueryAttention(16, 4, 2)",
            {"query": (None, 8, 32), "value": (None, 4, 32)},
            (None, 8, 32),
            params=6304,
        ),
    ),
    added={"flash_attention": (3, 7), "seed": (3, 7), "use_gate": (3, 14), "sliding_window": (3, 15)},
)
def group_query_attention(inputs: Structure, arguments: Arguments) -> Result:
    """`num_query_heads` share `num_key_value_heads`; the output has the shape of the query."""
    size = arguments.integer("head_dim", minimum=1)
    queries = arguments.integer("num_query_heads", minimum=0)
    groups = arguments.integer("num_key_value_heads", minimum=1)
    if isinstance(queries, int) and isinstance(groups, int) and queries % groups:
        arguments.reject("num_key_value_heads", f"a divisor of num_query_heads={queries}")
    _check_options(arguments)
    dtype = arguments.compute_dtype()
    shapes = _three_shapes(inputs, arguments)
    if isinstance(shapes, Unknown):
        return _with_scores(Tensor(shapes, dtype), [], arguments, shapes, 0)
    for shape in shapes:
        # the equations of the projections name three axes; Keras lets more pass, and no run does
        require_rank(shape, exactly=3)
    query, value, key = shapes
    features = [require_defined(shape, 2, "a projection") for shape in (query, key, value)]
    require_size(value, -1, require_defined(query, -1, "a projection"), "as the query has")
    require_same_as_keras(value, key, 1, -1, "as the value has")
    weights = [
        *_projection(arguments, "query", (features[0], queries, size), (queries, size)),
        *_projection(arguments, "key", (features[1], groups, size), (groups, size)),
        *_projection(arguments, "value", (features[2], groups, size), (groups, size)),
    ]
    if arguments.flag("use_gate"):
        weights += _projection(arguments, "gate", (features[0], queries, size), (queries, size))
    weights += _projection(arguments, "attention_output", (queries, size, query[-1]), (query[-1],))
    macs = _projection_work(weights, query, key, value) + _attention_work(query, key, (1,), 2 * queries * size)
    return _with_scores(Tensor(query, dtype), weights, arguments, (query[0], queries, query[1], key[1]), macs)


def _attend(inputs: Structure, arguments: Arguments, weights: list[Weight], *, products: bool) -> Result:
    """[query, value] or [query, value, key] -> the query's axes with the last one of the value.

    `products` says that a score is a sum of products: of query and key, or of their sum and the scale.
    """
    dtype = arguments.compute_dtype()
    tensors = several(inputs)
    if isinstance(tensors, Unknown):
        return _with_scores(Tensor(tensors, dtype), weights, arguments, tensors, 0)
    shapes: list[Dims] = []
    for tensor in tensors:
        if isinstance(tensor.shape, Unknown):
            return _with_scores(Tensor(tensor.shape, dtype), weights, arguments, tensor.shape, 0)
        shapes.append(tensor.shape)
    query, value, key = shapes[0], shapes[1], shapes[-1]
    for shape in (query, value):
        require_rank(shape, at_least=1)
    scores: Dims = ()
    if arguments.call.get("return_attention_scores"):
        require_rank(key, at_least=2)
        scores = (*query[:-1], key[-2])
    macs: Size = Unknown("an input has no steps")
    if min(len(query), len(key), len(value)) >= 3:
        # the scores, and the mix of the values
        macs = product(query[1:-1]) * key[-2] * ((query[-1] if products else 0) + value[-1])
    return _with_scores(Tensor((*query[:-1], value[-1]), dtype), weights, arguments, scores, macs)


def _check_attention(inputs: Structure, arguments: Arguments) -> None:
    rate = arguments.number("dropout")
    if isinstance(rate, (int, float)) and rate > 0:
        arguments.seed()
    arguments.choice("score_mode", ("dot", "concat"), fold_case=False)
    tensors = several(inputs)
    if not isinstance(tensors, Unknown) and len(tensors) not in (2, 3):
        several(inputs, exactly=2)


ATTENTION_CALL = """inputs, mask=None, training=False, return_attention_scores=False, use_causal_mask=False"""


@layer(
    'Attention(use_scale=False, score_mode="dot", dropout=0.0, seed=None, **kwargs)',
    takes_list=True,
    call=ATTENTION_CALL,
    examples=(
        example("Attention()", [(None, 8, 16), (None, 4, 16)], (None, 8, 16)),
        example("Attention(use_scale=True)", [(None, 8, 16), (None, 4, 5), (None, 4, 16)], (None, 8, 5), params=1),
    ),
)
def attention(inputs: Structure, arguments: Arguments) -> Result:
    """Answers each query by a mix of the values, weighed by products; takes [query, value] or [query, value, key]."""
    _check_attention(inputs, arguments)
    concat = arguments["score_mode"] == "concat"
    names = (("scale", arguments.flag("use_scale")), ("concat_score_weight", concat))
    weights = [Weight(name, ()) for name, wanted in names if wanted]
    return _attend(inputs, arguments, weights, products=not concat)


@layer(
    "AdditiveAttention(use_scale=True, dropout=0.0, **kwargs)",
    takes_list=True,
    hidden={"score_mode": "dot", "seed": None},
    call=ATTENTION_CALL,
    examples=(example("AdditiveAttention()", [(None, 8, 16), (None, 4, 16)], (None, 8, 16), params=16),),
)
def additive_attention(inputs: Structure, arguments: Arguments) -> Result:
    """Answers each query by a mix of the values, weighed by sums; takes [query, value] or [query, value, key]."""
    _check_attention(inputs, arguments)
    use_scale = arguments.flag("use_scale")
    tensors = several(inputs)
    if use_scale is False:
        return _attend(inputs, arguments, [], products=False)
    shape = tensors if isinstance(tensors, Unknown) else tensors[0].shape
    if isinstance(use_scale, Unknown) or isinstance(shape, Unknown):
        unknown = Unknown("the scale could not be determined")
        return _attend(inputs, arguments, [Weight("scale", (unknown,))], products=True)
    require_rank(shape, at_least=1)
    return _attend(inputs, arguments, [Weight("scale", (require_defined(shape, -1, "the scale"),))], products=True)
