"""Strings in tensors: `tf.strings`. Element by element they keep the shape; what splits them gives ragged rows."""

from __future__ import annotations

from shapelens.layers.operations.framework.arguments import Arguments
from shapelens.layers.operations.framework.dtypes import fixed, requested
from shapelens.layers.operations.framework.registry import Shapes, operation
from shapelens.layers.operations.numpy.elementwise import broadcast_all, shape_of_x, table
from shapelens.layers.operations.numpy.reductions import reduced
from shapelens.shapes.expressions import maximum
from shapelens.shapes.tensors import Dims
from shapelens.shapes.unknown import Unknown

STRING = fixed("string")
table(
    {
        "tensorflow.strings.{}(input: x, encoding='', name=None)": "lower upper",
        "tensorflow.strings.strip(input: x, name=None)": "strip",
        "tensorflow.strings.regex_replace(input: x, pattern, rewrite, replace_global=True, name=None)": "regex_replace",
        "tensorflow.strings.unicode_transcode(input: x, input_encoding, output_encoding, errors='replace', "
        "replacement_char=65533, replace_control_characters=False, name=None)": "unicode_transcode",
        "tensorflow.[strings.]as_string(input: x, precision=-1, scientific=False, shortest=False, width=-1, fill='', "
        "name=None)": "as_string",
        "tensorflow.io.{}_base64(input: x, name=None)": "decode",
        "tensorflow.io.encode_base64(input: x, pad=False, name=None)": "encode_base64",
    },
    shape_of_x,
    STRING,
    "A string for each.",
    "strings",
)
for _dtype, _entries in {
    "int32": {
        "tensorflow.strings.length(input: x, unit='BYTE', name=None)": "length",
        "tensorflow.strings.unicode_script(input: x, name=None)": "unicode_script",
    },
    "int64": {
        "tensorflow.strings.to_hash_bucket(input: x, num_buckets, name=None)": "to_hash_bucket",
        "tensorflow.strings.to_hash_bucket_fast(input: x, num_buckets, name=None)": "to_hash_bucket_fast",
        "tensorflow.strings.to_hash_bucket_strong(input: x, num_buckets, key, name=None)": "to_hash_bucket_strong",
    },
    "bool": {"tensorflow.strings.regex_full_match(input: x, pattern, name=None)": "regex_full_match"},
}.items():
    table(_entries, shape_of_x, fixed(_dtype), "Something of each string.", "strings")
table(
    {"tensorflow.strings.to_number(input: x, out_type: dtype='float32', name=None)": "to_number"},
    shape_of_x,
    requested(fixed("float32")),
    "The number that each string is.",
    "strings",
)


@operation(
    "tensorflow.strings.substr(input: x, pos, len, unit='BYTE', name=None)",
    dtype=STRING,
    examples=("tensorflow.strings.substr(string[3], 0, 1) -> string[3]",),
)
def substr(arguments: Arguments) -> Shapes:
    """A part of each string."""
    return broadcast_all(operand.shape for operand in arguments.operands("x", "pos", "len"))


@operation(
    "tensorflow.strings.join(inputs, separator='', name=None)",
    dtype=STRING,
    examples=("tensorflow.strings.join([string[3], 'a']) -> string[3]",),
)
def join(arguments: Arguments) -> Shapes:
    """Strings joined, element by element; a single one with each."""
    shapes = [operand.shape for operand in arguments.several("inputs")]
    return next((shape for shape in shapes if shape != ()), ())


@operation(
    "tensorflow.strings.reduce_join(inputs: x, axis=None, keepdims=False, separator='', name=None)",
    dtype=STRING,
    examples=("tensorflow.strings.reduce_join(string[3, 4], 1) -> string[3]",),
)
def reduce_join(arguments: Arguments) -> Shapes:
    """Strings joined along axes."""
    return reduced(arguments)


@operation("tensorflow.strings.format(template, inputs, placeholder='{}', summarize=3, name=None)", dtype=STRING)
def formatted(_: Arguments) -> Shapes:
    """One string with tensors in it."""
    return ()


@operation(
    "tensorflow.strings.ngrams(data: x, ngram_width, separator=' ', pad_values=None, padding_width=None, "
    "preserve_short_sequences=False, name=None)",
    dtype=STRING,
    examples=("tensorflow.strings.ngrams(string[3, 5], 2) -> string[3, 4]",),
)
def ngrams(arguments: Arguments) -> Shapes:
    """The runs of neighbours along the last axis."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    if arguments["pad_values"] is not None or not isinstance(arguments["ngram_width"], int):
        return Unknown("ends are padded, or runs of several lengths are made")
    count = maximum([shape[-1] - arguments.integer("ngram_width", minimum=1) + 1, 0])
    return (*shape[:-1], count)


@operation(
    "tensorflow.strings.unsorted_segment_join(inputs: x, segment_ids, num_segments, separator='', name=None)",
    dtype=STRING,
    examples=("tensorflow.strings.unsorted_segment_join(string[3], int32[3], 2) -> string[2]",),
)
def unsorted_segment_join(arguments: Arguments) -> Shapes:
    """The strings of each segment joined."""
    shape: Dims = arguments.shape("x")
    return (arguments.integer("num_segments", minimum=0), *shape[len(arguments.shape("segment_ids")) :])


@operation(
    "tensorflow.strings.unicode_encode(input: x, output_encoding, errors='replace', replacement_char=65533, name=None)",
    dtype=STRING,
    examples=("tensorflow.strings.unicode_encode(int32[4, 3], 'UTF-8') -> string[4]",),
)
def unicode_encode(arguments: Arguments) -> Shapes:
    """A string for the characters along the last axis."""
    shape = arguments.shape("x")
    arguments.require_rank(shape, at_least=1)
    return shape[:-1]
