"""Vocabularies: StringLookup, IntegerLookup, TextVectorization (keras.src.layers.preprocessing.index_lookup).

How many tokens a vocabulary has is known where it is written down. Before `adapt` Keras leaves it open; after it there
is a number that depends on the data, and the vocabulary is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shapelens.layers.families.preprocessing.categorical import check_salt, one_hot, output_mode
from shapelens.layers.framework.arguments import Arguments
from shapelens.layers.framework.inputs import single, unknown_result
from shapelens.layers.framework.registry import Configured, example, layer
from shapelens.layers.framework.result import Result
from shapelens.layers.framework.values import is_opaque, is_symbolic, is_undetermined
from shapelens.shapes.expressions import Size, axis
from shapelens.shapes.tensors import Dims, Shape, Structure, Tensor, is_open
from shapelens.shapes.unknown import Unknown

MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")
SYNONYMS = {"binary": "multi_hot", "tf-idf": "tf_idf"}
HIDDEN = {"vocabulary_size": None, "has_input_vocabulary": None}


def _check_lookup(arguments: Arguments, mode: str | Unknown) -> None:
    """Reject what the constructor of every lookup rejects."""
    if arguments["max_tokens"] is not None:
        tokens = arguments.number("max_tokens")
        if isinstance(tokens, (int, float)) and tokens <= 1:
            arguments.reject("max_tokens", "greater than 1")
    elif arguments.flag("pad_to_max_tokens") is True:
        arguments.reject("pad_to_max_tokens", "False unless `max_tokens` is given")
    weights, vocabulary = arguments["idf_weights"], arguments["vocabulary"]
    if isinstance(mode, Unknown):
        return
    if weights is not None and mode != "tf_idf":
        arguments.reject("idf_weights", "None unless `output_mode` is 'tf_idf'")
    # `adapt` learns the weights with the vocabulary
    written = vocabulary is not None and not is_undetermined(vocabulary)
    if written and mode == "tf_idf" and weights is None:
        arguments.reject("idf_weights", "given with `vocabulary` where `output_mode` is 'tf_idf'")


@dataclass(frozen=True, slots=True)
class Special:
    """The special tokens before a vocabulary, and the Python type that its tokens have."""

    mask: Any
    oov: Any
    oov_count: Size
    token: type


def _tokens(arguments: Arguments, mode: str | Unknown, special: Special) -> Size:
    """The number of tokens, special ones included, or why it is not known."""
    _check_token(arguments, special)
    vocabulary: Any = arguments["vocabulary"]
    if vocabulary is None:
        size = arguments["vocabulary_size"]
        return size if isinstance(size, int) else axis("vocabulary")
    if isinstance(vocabulary, Unknown):
        return vocabulary
    if isinstance(vocabulary, str):
        return Unknown("the vocabulary is read from a file")
    if is_symbolic(vocabulary) or is_opaque(vocabulary):
        return Unknown("`vocabulary` could not be determined")
    if not isinstance(vocabulary, (list, tuple)) or not vocabulary:
        arguments.reject("vocabulary", "a list of tokens, with at least one")
    if any(is_symbolic(token) or is_opaque(token) for token in vocabulary) or not isinstance(special.oov_count, int):
        return Unknown("`vocabulary` could not be determined")
    # numpy makes strings of all where there is one among them
    fits = any if special.token is str else all
    plain = all(isinstance(token, (str, int, float)) for token in vocabulary)
    if not plain or not fits(type(token) is special.token for token in vocabulary):
        arguments.reject("vocabulary", f"a list of {'strings' if special.token is str else 'integers'}")
    masks = [special.mask] if special.mask is not None and mode == "int" else []
    return _count_tokens(arguments, vocabulary, masks + [special.oov] * special.oov_count, special.mask)


def vocabulary_of(configured: Configured) -> tuple[Any, ...] | Unknown:
    """The tokens of a lookup, special ones first, where its vocabulary is written down."""
    arguments = configured.arguments
    vocabulary: Any = arguments["vocabulary"]
    if isinstance(vocabulary, Unknown):
        return vocabulary
    if not isinstance(vocabulary, (list, tuple)):
        return Unknown("the vocabulary is not written down")
    if configured.layer.name == "TextVectorization":
        special: list[Any] = ["", "[UNK]"] if arguments["output_mode"] == "int" else ["[UNK]"]
    else:
        count, mask = arguments["num_oov_indices"], arguments["mask_token"]
        masks = [mask] if mask is not None and arguments["output_mode"] == "int" else []
        special = masks + [arguments["oov_token"]] * (count if isinstance(count, int) else 0)
    begins = bool(special) and list(vocabulary[: len(special)]) == special
    return tuple(vocabulary) if begins else (*special, *vocabulary)


def _check_token(arguments: Arguments, special: Special) -> None:
    mask = special.mask
    if mask is None or is_symbolic(mask) or is_opaque(mask):
        return
    masks = mask if isinstance(mask, (list, tuple)) else [mask]
    if not all(type(each) is special.token or is_symbolic(each) or is_opaque(each) for each in masks):
        arguments.reject("mask_token", "a string" if special.token is str else "an integer")


def _count_tokens(arguments: Arguments, vocabulary: Sequence[Any], special: list[Any], mask: Any) -> Size:
    """How many tokens there are with the special ones, which the vocabulary may begin with."""
    tokens = list(vocabulary)
    if special and tokens[: len(special)] == special:
        tokens = tokens[len(special) :]
    if len(set(map(str, tokens))) < len(tokens):
        arguments.reject("vocabulary", "a list in which no token is repeated")
    if mask is not None and mask in tokens:
        arguments.reject("vocabulary", f"a list without the mask token {mask!r}")
    count = len(special) + len(tokens)
    limit = arguments["max_tokens"]
    if isinstance(limit, (int, float)) and count > limit:
        arguments.reject("vocabulary", f"no longer than max_tokens={limit}, with {len(special)} special tokens")
    return count


def _encoded(shape: Dims, mode: str, depth: Size) -> Dims | Unknown:
    """The shape of tokens encoded as vectors of `depth`: each, or all along the last axis together."""
    return one_hot(shape, depth) if mode == "one_hot" else (*shape[:-1], depth)


def _depth(arguments: Arguments, tokens: Size) -> Size:
    padded = arguments.flag("pad_to_max_tokens")
    if isinstance(padded, Unknown):
        return padded
    return arguments.integer("max_tokens", minimum=0) if padded else tokens


def _lookup(inputs: Structure, arguments: Arguments, token: type) -> Result:
    mode = output_mode(arguments, MODES, SYNONYMS)
    arguments.choice("oov_method", ("floormod", "farmhash"), fold_case=False)
    _check_lookup(arguments, mode)
    oov_indices = arguments.integer("num_oov_indices", minimum=0)
    if arguments.flag("invert") is True and isinstance(mode, str) and mode != "int":
        arguments.reject("invert", "False unless `output_mode` is 'int'")
    special = Special(arguments["mask_token"], arguments["oov_token"], oov_indices, token)
    tokens = _tokens(arguments, mode, special)
    tensor = single(inputs)
    if isinstance(mode, Unknown):
        return unknown_result(mode, mode)
    if mode == "int" or isinstance(tensor.shape, Unknown):
        return Result(Tensor(tensor.shape, "int64" if mode == "int" else "float32"))
    return Result(Tensor(_encoded(tensor.shape, mode, _depth(arguments, tokens)), "float32"))


@layer(
    """StringLookup(max_tokens=None, num_oov_indices=1, mask_token=None, oov_token="[UNK]", vocabulary=None,
    idf_weights=None, invert=False, output_mode="int", pad_to_max_tokens=False, sparse=False, encoding="utf-8",
    name=None, salt=None, **kwargs)""",
    hidden={**HIDDEN, "oov_method": "floormod"},
    base=frozenset({"trainable", "dtype"}),
    examples=(
        example("StringLookup(vocabulary=['a', 'b'])", (None, 3), (None, 3), dtype="string"),
        example("StringLookup(vocabulary=['a', 'b'], output_mode='multi_hot')", (None, 7), (None, 3), dtype="string"),
    ),
    added={"salt": (3, 14)},
)
def string_lookup(inputs: Structure, arguments: Arguments) -> Result:
    """Strings as their numbers in a vocabulary, or as vectors as long as that."""
    check_salt(arguments)
    return _lookup(inputs, arguments, str)


@layer(
    """IntegerLookup(max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=None,
    vocabulary_dtype="int64", idf_weights=None, invert=False, output_mode="int", sparse=False,
    pad_to_max_tokens=False, oov_method="floormod", salt=None, name=None, **kwargs)""",
    hidden=HIDDEN,
    base=frozenset({"trainable", "dtype"}),
    examples=(
        example("IntegerLookup(vocabulary=[10, 20, 30])", (None, 3), (None, 3), dtype="int64"),
        example("IntegerLookup(vocabulary=[5, 7], output_mode='one_hot')", (None, 3), (None, 3, 3), dtype="int64"),
    ),
    added={"oov_method": (3, 14), "salt": (3, 14)},
)
def integer_lookup(inputs: Structure, arguments: Arguments) -> Result:
    """Integers as their numbers in a vocabulary, or as vectors as long as that."""
    arguments.choice("vocabulary_dtype", ("int64",), fold_case=False)
    salt = arguments["salt"]
    salted = salt is not None and not is_symbolic(salt) and not is_opaque(salt)
    if salted and arguments["oov_method"] == "floormod":
        arguments.reject("salt", "None unless `oov_method` is 'farmhash'")
    check_salt(arguments)
    return _lookup(inputs, arguments, int)


@layer(
    """TextVectorization(max_tokens=None, standardize="lower_and_strip_punctuation", split="whitespace", ngrams=None,
    output_mode="int", output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None,
    sparse=False, ragged=False, encoding="utf-8", name=None, **kwargs)""",
    hidden=HIDDEN,
    examples=(
        example("TextVectorization(1000, output_sequence_length=50)", (None,), (None, 50), dtype="string"),
        example("TextVectorization()", (None, 1), (None, None), dtype="string"),
        example(
            "TextVectorization(output_mode='multi_hot', vocabulary=['a', 'b'])", (None,), (None, 3), dtype="string"
        ),
    ),
)
def text_vectorization(inputs: Structure, arguments: Arguments) -> Result:
    """Texts as sequences of word numbers (`output_sequence_length` long), or as vectors as long as the vocabulary."""
    mode = output_mode(arguments, MODES, SYNONYMS)
    _check_text(arguments, mode)
    _check_lookup(arguments, mode)
    tokens = _tokens(arguments, mode, Special("", "[UNK]", 1, str))
    shape = single(inputs).shape
    if isinstance(mode, Unknown):
        return unknown_result(mode, mode)
    if isinstance(shape, Unknown):
        return unknown_result(shape, "int64" if mode == "int" else "float32")
    if mode == "int":
        texts = _tokenized(shape, arguments)
        return Result(Tensor(texts, "int64"), axes=("batch", "tokens") if _is_table(texts) else ())
    if len(shape) > 1 and shape[-1] == 1 and not is_open(shape[0]):
        # texts that are there lose an axis of one; the shape of symbols keeps it
        shape = shape[:-1]
    if arguments["split"] is not None:
        shape = (*shape, axis("tokens"))
    elif len(shape) <= 1:
        shape = (*shape, 1)
    return Result(Tensor(_encoded(shape, mode, _depth(arguments, tokens)), "float32"))


def _is_table(shape: Shape) -> bool:
    return isinstance(shape, tuple) and len(shape) == 2


def _tokenized(shape: Dims, arguments: Arguments) -> Shape:
    """The shape of texts as word numbers: an axis of tokens behind that of the texts."""
    length = arguments["output_sequence_length"]
    size: Size = axis("tokens") if length is None else arguments.integer("output_sequence_length", minimum=0)
    if shape and (is_open(shape[0]) or (len(shape) > 2 and shape[-1] != 1)):
        return (shape[0], size)
    if arguments["split"] is None:
        if length is None or not shape:
            return shape if length is None else Unknown("a text that is not split has no length")
        return (*shape[:-1], size)
    return (*(shape[:-1] if len(shape) > 1 else shape), size)


def _check_text(arguments: Arguments, mode: str | Unknown) -> None:
    """Reject what only the constructor of TextVectorization rejects."""
    for name, allowed in (
        ("standardize", ("lower_and_strip_punctuation", "lower", "strip_punctuation")),
        ("split", ("whitespace", "character")),
    ):
        if arguments[name] is not None:
            arguments.choice(name, allowed, fold_case=False)
    ngrams: Any = arguments["ngrams"]
    plain = not is_symbolic(ngrams) and not is_opaque(ngrams) and ngrams is not None
    sizes = ngrams if isinstance(ngrams, tuple) else (ngrams,)
    if plain and not all(isinstance(size, int) or is_symbolic(size) or is_opaque(size) for size in sizes):
        arguments.reject("ngrams", "None, an integer or a tuple of integers")
    length = arguments["output_sequence_length"]
    if length is not None and mode == "int":
        arguments.integer("output_sequence_length")
    stated = length is not None and not is_symbolic(length) and not is_opaque(length)
    if stated and isinstance(mode, str) and mode != "int":
        arguments.reject("output_sequence_length", "None unless `output_mode` is 'int'")
    if arguments.flag("ragged") is True and isinstance(mode, str) and mode != "int":
        arguments.reject("ragged", "False unless `output_mode` is 'int'")
