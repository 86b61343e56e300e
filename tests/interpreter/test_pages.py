"""Rows in pages against plain dicts, over random histories."""

from __future__ import annotations

import random
import sys

import pytest

from shapelens.interpreter.store.paged_vector import Fork, PagedVector


def joined(mine: str, theirs: str) -> str:
    text = f"({mine}|{theirs})"
    # one object for each text: identity is what tells versions apart
    return sys.intern(text if len(text) < 40 else "long")


@pytest.mark.parametrize("seed", range(40))
def test_does_what_copies_of_a_dict_do(seed: int) -> None:
    chance = random.Random(seed)
    pages: PagedVector[str] = PagedVector()
    plain: dict[int, str] = {}
    forks: list[tuple[Fork[str], dict[int, str]]] = []
    for step in range(1500):
        action = chance.choice(["append", "append", "set", "set", "fork", "restore", "join"])
        text = sys.intern(f"n{step}")
        if action == "append":
            assert pages.append(text) == len(plain)
            plain[len(plain)] = text
        elif action == "set" and plain:
            number = chance.randrange(len(plain))
            pages[number] = plain[number] = text
        elif action == "fork":
            forks = [*forks[-5:], (pages.fork(), dict(plain))]
        elif forks:
            fork, before = chance.choice(forks)
            lasting = {number for number in range(len(plain)) if number % 17 == 0}
            changed = {number: item for number, item in before.items() if plain[number] is not item}
            free = {number: item for number, item in changed.items() if number not in lasting}
            assert pages.differs_from(fork) == bool(changed)
            if action == "restore":
                pages.restore(fork, lasting)
                plain.update(free)
            else:
                pages.join(fork, joined, lasting)
                plain.update({number: joined(plain[number], item) for number, item in free.items()})
        assert len(pages) == len(plain)
    assert list(pages) == [plain[number] for number in range(len(plain))]
