"""What is made of texts is kept by their length together."""

from __future__ import annotations

from shapelens.syntax.caching import kept_by_text


def test_the_texts_used_last_are_kept_as_far_as_they_fit() -> None:
    made: list[tuple[str, int]] = []

    @kept_by_text(10)
    def size(text: str, times: int = 1) -> int:
        """How long it is."""
        made.append((text, times))
        return len(text) * times

    assert [size("aaaa"), size("bbbb", 2), size("aaaa"), size("bbbb", 2)] == [4, 8, 4, 8]
    assert made == [("aaaa", 1), ("bbbb", 2)]
    # the other arguments count
    assert size("aaaa", 3) == 12
    assert size.characters == 8
    made.clear()
    assert [size("aaaa", 3), size("bbbb", 2), size("aaaa")] == [12, 8, 4]
    assert made == [("aaaa", 1)]
    # what is longer than all that may be kept is made anew every time
    made.clear()
    assert [size("c" * 11), size("c" * 11)] == [11, 11]
    assert len(made) == 2
    assert size.characters == 0
    size.cache_clear()
    assert size.__doc__ == "How long it is."
