"""Calls of string functions."""

from __future__ import annotations

from typing import Any

from tests.operations.draws import Call, Draw
from tests.operations.tensors import Given

OPTIONS: dict[str, Any] = {
    "pattern": "a", "rewrite": "b", "input_encoding": "UTF-8", "output_encoding": "UTF-8", "num_buckets": 5,
    "key": [1, 2], "dtype": None, "pos": 0, "len": 0, "template": "{}",
}  # fmt: skip


def _strings(draw: Draw) -> dict[str, Any]:
    name = draw.path.rpartition(".")[2]
    dtype = "int32" if name in ("as_string", "unicode_script", "unicode_encode") else "string"
    least = 1 if name in ("unicode_encode", "ngrams") and not draw.odd else 0
    return {"x": Given(draw.sizes(draw.whole(least, 3), 1, 5), dtype), **OPTIONS}


def _joined(draw: Draw) -> dict[str, Any]:
    strings = Given(draw.shape, "string")
    return {"inputs": [strings, draw.pick(strings, "a")]}


def _reduced(draw: Draw) -> dict[str, Any]:
    return {"x": Given(draw.shape, "string"), "axis": draw.pick(None, draw.axis()), "keepdims": draw.pick(True, False)}


def _segments(draw: Draw) -> dict[str, Any]:
    shape = draw.sizes(draw.whole(1, 2))
    return {"x": Given(shape, "string"), "segment_ids": Given(shape[:1], "int32"), "num_segments": draw.whole(1, 3)}


PLAIN = (
    "as_string length lower regex_full_match regex_replace strip to_hash_bucket to_hash_bucket_fast "
    "to_hash_bucket_strong unicode_script unicode_transcode upper"
)
CALLS: dict[str, Call] = {
    **{f"tensorflow.strings.{name}": _strings for name in PLAIN.split()},
    "tensorflow.as_string": _strings,
    "tensorflow.io.decode_base64": _strings,
    "tensorflow.io.encode_base64": _strings,
    "tensorflow.strings.to_number": lambda _: {"x": ["1", "2"], "dtype": None},
    "formatted": lambda d: {"template": "{}", "inputs": [Given(d.shape)]},
    "join": _joined,
    "ngrams": lambda d: {**_strings(d), "ngram_width": d.whole(1, 3)},
    "reduce_join": _reduced,
    "substr": _strings,
    "unicode_encode": _strings,
    "unsorted_segment_join": _segments,
}
