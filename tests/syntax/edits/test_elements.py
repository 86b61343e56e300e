"""Elements of a list: inserted and removed, on one line and on many."""

from __future__ import annotations

import pytest
from tests.syntax.edits.marked import changed

from shapelens.syntax.edits.elements import insert_element, remove_element


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m = S([a, ‹b›, c])", "m = S([a, N(), b, c])"),
        ("m = S([‹a›])", "m = S([N(), a])"),
        ("m = S((a, ‹b›))", "m = S((a, N(), b))"),
        ("m = a, ‹b›", "m = a, N(), b"),
        ("m = S([\n    a,\n    ‹b(1)›,  # two\n])", "m = S([\n    a,\n    N(),\n    b(1),  # two\n])"),
        (
            "m = S([\n    # one\n    ‹a(\n        1,\n    )›\n])",
            "m = S([\n    # one\n    N(),\n    a(\n        1,\n    )\n])",
        ),
        ("m = S([‹a›,\n       b,\n       c])", "m = S([N(),\n       a,\n       b,\n       c])"),
        ("m = S([a,\n       ‹b›])", "m = S([a,\n       N(),\n       b])"),
        ("m = [\r\n\ta,\r\n\t‹b›,\r\n]\r\n", "m = [\r\n\ta,\r\n\tN(),\r\n\tb,\r\n]\r\n"),
        ("m = [a, (‹b›)]", "m = [a, N(), (b)]"),
        ('m = ["日本", ‹b›]', 'm = ["日本", N(), b]'),
        ("f(‹b›)", None),
        ("m = ‹b›", None),
        ("m = [*‹b›]", None),
    ],
)
def test_an_element_before(before: str, after: str | None) -> None:
    assert changed(before, lambda source, span: insert_element(source, span, "N()")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m = [a, ‹b›, c]", "m = [a, b, N(), c]"),
        ("m = [a, ‹b›]", "m = [a, b, N()]"),
        ("m = [\n    a,\n    ‹b›,  # two\n]", "m = [\n    a,\n    b,  # two\n    N(),\n]"),
        ("m = [\n    ‹a›,  # one\n    b\n]", "m = [\n    a,  # one\n    N(),\n    b\n]"),
    ],
)
def test_an_element_behind(before: str, after: str) -> None:
    assert changed(before, lambda source, span: insert_element(source, span, "N()", behind=True)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m = [a, ‹b(1)›, c]", "m = [a, c]"),
        ("m = [a, ‹b›]", "m = [a]"),
        ("m = [\n    a,\n    ‹b(\n        1\n    )›,\n    c,\n]", "m = [\n    a,\n    c,\n]"),
        ("m = [\n    a,\n    ‹b›,  # two\n]", "m = [\n    a,\n    # two\n]"),
        ("f(‹b›)", None),
    ],
)
def test_an_element_fewer(before: str, after: str | None) -> None:
    assert changed(before, remove_element) == after
