"""Names of a library, spelled and imported as the text does it."""

from __future__ import annotations

import pytest
from tests.syntax.edits.marked import changed

from shapelens.syntax.edits.calls import read_call
from shapelens.syntax.edits.edit import Edit
from shapelens.syntax.edits.imports import alias_of, call_instead, import_name, spell_beside
from shapelens.syntax.edits.source import Source
from shapelens.syntax.spans import Span


def beside(source: Source, span: Span) -> tuple[Edit, ...] | None:
    """`Flatten()` before the call, spelled as the call is."""
    call = read_call(source, span)
    assert call is not None
    spelled = spell_beside(source, call, "Flatten")
    if spelled is None:
        return None
    start, _ = source.lines.bounds(span)
    return (source.insertion(start, f"{spelled.text}(), "), *spelled.edits)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[‹tf.keras.layers.Dense(1)›]", "[tf.keras.layers.Flatten(), tf.keras.layers.Dense(1)]"),
        ("[‹L.Dense(1)›]", "[L.Flatten(), L.Dense(1)]"),
        ("from k import Dense, Input\n[‹Dense(1)›]", "from k import Dense, Flatten, Input\n[Flatten(), Dense(1)]"),
        ("from k import Input, Dense\n[‹Dense(1)›]", "from k import Input, Dense, Flatten\n[Flatten(), Dense(1)]"),
        ("from k import Dense, Flatten\n[‹Dense(1)›]", "from k import Dense, Flatten\n[Flatten(), Dense(1)]"),
        ("from k import Dense as D\n[‹D(1)›]", "from k import Dense as D, Flatten\n[Flatten(), D(1)]"),
        (
            "from k import (\n    Conv2D,\n    Dense,\n    Input,\n)\n[‹Dense(1)›]",
            "from k import (\n    Conv2D,\n    Dense,\n    Flatten,\n    Input,\n)\n[Flatten(), Dense(1)]",
        ),
        ("from k import *\n[‹Dense(1)›]", "from k import *\n[Flatten(), Dense(1)]"),
        (
            "def f():\n    from k import Dense\n    [‹Dense(1)›]",
            "def f():\n    from k import Dense, Flatten\n    [Flatten(), Dense(1)]",
        ),
        ("Dense = k.Dense\n[‹Dense(1)›]", None),
        ("[‹k[0](1)›]", None),
    ],
)
def test_a_layer_is_spelled_as_its_neighbour(before: str, after: str | None) -> None:
    assert changed(before, beside) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("‹›x = 1\n", "from u import cat\nx = 1\n"),
        ('‹›"""Doc."""\nx = 1\n', '"""Doc."""\nfrom u import cat\nx = 1\n'),
        (
            "‹›# hello\n\nimport a\nfrom b import c  # c\n\nx = 1\nimport d\n",
            "# hello\n\nimport a\nfrom b import c  # c\nfrom u import cat\n\nx = 1\nimport d\n",
        ),
        ("‹›import a\r\nx = 1\r\n", "import a\r\nfrom u import cat\r\nx = 1\r\n"),
        ("‹›from u import dog\n", "from u import cat, dog\n"),
        ("‹›from u import cat\n", "from u import cat\n"),
        ("‹›from u import *\n", "from u import *\n"),
        ("‹›from .u import dog\n", "from .u import dog\nfrom u import cat\n"),
        ("‹›def f():\n    from u import dog\n", "from u import cat\ndef f():\n    from u import dog\n"),
    ],
)
def test_a_name_is_imported_once(before: str, after: str) -> None:
    assert changed(before, lambda source, _: import_name(source, "u", "cat")) == after


def instead(source: Source, span: Span) -> tuple[Edit, ...] | None:
    call = read_call(source, span)
    assert call is not None
    return call_instead(source, call, "New")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import k\n‹k.Old(1)›", "import k\nk.New(1)"),
        ("from k import Old\n‹Old(1)›", "from k import New\nNew(1)"),
        ("from k import A, Old\n‹Old(1)›", "from k import A, New\nNew(1)"),
        ("from k import A, Old\n‹Old(1)›\nOld(2)", "from k import A, New, Old\nNew(1)\nOld(2)"),
        ("from k import New, Old\n‹Old(1)›\nOld(2)", "from k import New, Old\nNew(1)\nOld(2)"),
        ("from k import New, Old\n‹Old(1)›", "from k import New\nNew(1)"),
        ("from k import Old\nfrom l import New\n‹Old(1)›", "from l import New\nNew(1)"),
        ("from k import Old as O\n‹O(1)›\nO(2)", "from k import New as O\nO(1)\nO(2)"),
        ("from k import *\n‹Old(1)›", "from k import *\nNew(1)"),
        ("from k import Old\n‹Old(Old=1)›\nx.Old", "from k import New\nNew(Old=1)\nx.Old"),
        ("Old = k.Old\n‹Old(1)›", None),
    ],
)
def test_another_function_of_the_module_is_called(before: str, after: str | None) -> None:
    assert changed(before, instead) == after


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("import numpy as np", "np"),
        ("import os, numpy", "numpy"),
        ("import numpy.random", None),
        ("from numpy import zeros", None),
    ],
)
def test_the_name_of_a_module(text: str, alias: str | None) -> None:
    assert alias_of(Source(text), "numpy") == alias
