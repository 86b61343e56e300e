"""Dataclasses that are frozen to the type checker: equal, hashed, copied and sent as any frozen ones."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from shapelens.shapes.frozen import dataclass
from shapelens.syntax.spans import Span


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """One that is equal to itself alone."""

    size: int


def test_they_are_what_their_fields_are() -> None:
    span = Span(1, 2, 3, 4)
    assert span == Span(1, 2, 3, 4) == pickle.loads(pickle.dumps(span))
    assert {span: "here"}[Span(1, 2, 3, 4)] == "here"
    assert replace(span, line=2) == Span(2, 2, 3, 4) > span


def test_those_without_equality_are_themselves() -> None:
    assert Itself(1) != Itself(1)
    assert len({Itself(1), Itself(1)}) == 2


def test_what_has_no_field_of_a_name_takes_none() -> None:
    with pytest.raises((AttributeError, FrozenInstanceError)):
        Span(1, 2, 3, 4).place = 5  # type: ignore[attr-defined]
