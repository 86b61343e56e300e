"""Signatures read from text, against Python itself: calls are drawn, and both must refuse the same."""

from __future__ import annotations

import inspect
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.signatures.public import public, python_signature

from shapelens.interpreter.analyze import HOOKS
from shapelens.interpreter.machine.machine import Machine
from shapelens.interpreter.machine.module_search import search_for
from shapelens.interpreter.modules.signatures import ReadSignature, read_signature
from shapelens.layers.framework.signature import bind

CALLS_OF_EACH = 40
PUBLIC = dict(public())


@pytest.fixture(scope="module")
def read() -> dict[str, ReadSignature]:
    machine = Machine(HOOKS, search=search_for(__file__, sys.executable))
    found = {path: read_signature(machine, path) for path in PUBLIC}
    return {path: signature for path, signature in found.items() if signature is not None}


def drawn(real: inspect.Signature, chance: random.Random) -> Iterator[tuple[list[int], dict[str, int]]]:
    """Calls: some fill what is required, some have a name too many, one twice, or one position too many."""
    names = [name for name, each in real.parameters.items() if each.kind is not each.VAR_POSITIONAL and name != "self"]
    for _ in range(CALLS_OF_EACH):
        positional = chance.randint(0, min(len(names) + 1, 6))
        wanted = [name for name in names[positional:] if chance.random() < 0.7]
        wanted += chance.sample(names, min(len(names), 1)) if chance.random() < 0.2 else []
        wanted += ["nothing_has_this"] if chance.random() < 0.2 else []
        yield [0] * positional, dict.fromkeys(wanted, 0)


def binds(real: inspect.Signature, positional: list[int], keywords: dict[str, int], *, receives: bool) -> bool:
    try:
        real.bind(*([None] if receives else []), *positional, **keywords)
    except TypeError:
        return False
    return True


def receives(value: Callable[..., Any], read: ReadSignature) -> bool:
    return inspect.isclass(value) or read.of_instance


def make(value: Callable[..., Any], keywords: dict[str, int]) -> None:
    value(**keywords)


def test_nearly_all_are_read(read: dict[str, ReadSignature]) -> None:
    assert len(read) >= 0.94 * len(PUBLIC)
    assert len(read) > 500


def test_what_python_refuses_is_refused_and_nothing_else(read: dict[str, ReadSignature]) -> None:
    chance, refused, wrong = random.Random(15), 0, []
    for path, signature in read.items():
        real = python_signature(PUBLIC[path])
        takes_any = any(each.kind is each.VAR_KEYWORD for each in real.parameters.values())
        for positional, keywords in drawn(real, chance):
            given = [] if signature.starred else positional
            ours = isinstance(bind(signature.signature, given, keywords, complete=not signature.starred), dict)
            python = binds(real, positional, keywords, receives=receives(PUBLIC[path], signature))
            refused += not python
            # what a constructor hands on, its bases refuse when it runs: the next test
            if ours != python and not (takes_any and python) and not (signature.starred and ours):
                wrong.append((path, positional, keywords, ours))
    assert wrong == []
    assert refused > 1000


def test_what_a_constructor_hands_on_is_refused_by_keras_too(read: dict[str, ReadSignature]) -> None:
    tried = 0
    for path, signature in read.items():
        value: Any = PUBLIC[path]
        if not isinstance(value, type) or signature.signature.required or signature.starred:
            continue
        real = python_signature(value)
        if not any(each.kind is each.VAR_KEYWORD for each in real.parameters.values()):
            continue
        refuses = not isinstance(bind(signature.signature, [], {"nothing_has_this": 0}), dict)
        tried += refuses
        if refuses:
            with pytest.raises((TypeError, ValueError)):
                make(value, {"nothing_has_this": 0})
    assert tried > 10
