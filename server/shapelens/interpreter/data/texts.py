"""Texts as numbers: `Tokenizer`, and the old functions of `keras.preprocessing.text`."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data, tool_at
from shapelens.interpreter.domain.objects import DictObject, ListObject, ToolObject
from shapelens.interpreter.domain.values import CallArguments, Ref, TensorValue, Value
from shapelens.interpreter.language.container_items import items_of
from shapelens.interpreter.language.elements import MAX_UNROLLED
from shapelens.interpreter.machine.library_registry import attribute, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.expressions import Size
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_TOKENIZER = "keras.preprocessing.text.Tokenizer"
_LENGTH = Unknown("it is the number of words in a text")
_WORDS = Unknown("it is the number of words in the texts")


@makes_data(
    _TOKENIZER,
    "keras.legacy.preprocessing.text.Tokenizer",
    signature="num_words=None, filters=None, lower=True, split=' ', char_level=False, oov_token=None, analyzer=None",
)
def tokenizer(call: Call) -> Value:
    return call.machine.heap.new(ToolObject(_TOKENIZER, call.span, {"num_words": call["num_words"]}))


@library(f"{_TOKENIZER}.fit_on_texts", f"{_TOKENIZER}.fit_on_sequences", spread=True)
def _fit(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return None


@attribute(f"{_TOKENIZER}.word_index", f"{_TOKENIZER}.index_word", f"{_TOKENIZER}.word_counts")
def _words(machine: Machine, value: Value, span: Span) -> Value:
    return machine.heap.new(DictObject(_WORDS))


@attribute(f"{_TOKENIZER}.num_words")
def _num_words(machine: Machine, value: Value, span: Span) -> Value:
    tool = tool_at(machine, value)
    assert tool is not None
    return tool.settings["num_words"]


def count_of(machine: Machine, value: Value) -> Size:
    """How many texts there are."""
    if isinstance(value, TensorValue):
        shape = value.tensor.shape
        return shape if isinstance(shape, Unknown) else shape[0] if shape else Unknown("they are no texts")
    content = machine.heap[value] if isinstance(value, Ref) else None
    if isinstance(content, ListObject) and isinstance(content.items, Unknown):
        return content.count
    items = items_of(machine, value)
    return len(items) if items is not None else Unknown("how many texts there are is not known")


@makes_data(f"{_TOKENIZER}.texts_to_sequences", signature="self, texts")
def texts_to_sequences(call: Call) -> Value:
    """A list of lists, one of word numbers for each text: what makes an array of it makes one of two axes."""
    count, heap = count_of(call.machine, call["texts"]), call.machine.heap

    def words() -> Value:
        return heap.new(ListObject(_LENGTH, each=call.array((), "int64"), count=_LENGTH))

    if isinstance(count, int) and count <= MAX_UNROLLED:
        return heap.new(ListObject(tuple(words() for _ in range(count))))
    reason = call.unknown("it has more items than are followed one by one")
    return heap.new(ListObject(reason, each=words(), count=count))


@makes_data(f"{_TOKENIZER}.texts_to_matrix", signature="self, texts, mode='binary'")
def texts_to_matrix(call: Call) -> Value:
    """A row for each text, with a column for each word that is kept."""
    return _matrix(call, "texts")


@makes_data(f"{_TOKENIZER}.sequences_to_matrix", signature="self, sequences, mode='binary'")
def sequences_to_matrix(call: Call) -> Value:
    return _matrix(call, "sequences")


def _matrix(call: Call, name: str) -> Value:
    words = call.tool().settings["num_words"]
    width: Size = words if isinstance(words, int) and words else _WORDS
    return call.gives(call.array((count_of(call.machine, call[name]), width), "float64"))
