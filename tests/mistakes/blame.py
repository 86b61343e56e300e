"""`python -m tests.mistakes.blame`: how often the first error stands on a line that the repair touched, and where not.

The pairs are in two halves, by a hash of their names: a rule is made looking at one, and holds if the other gains too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

from tests.fixes.measured.repair import Case
from tests.mistakes.corpus import PAIRS, Pair
from tests.mistakes.test_mistakes import grave

# what a line is for, by the first of these that it has
_KINDS = {
    "fit": r"\.(fit|evaluate|predict|train_on_batch)\(",
    "compile or loss": r"\bcompile\(|loss|metric",
    "Input": r"\bInput\(|input_shape|input_dim",
    "layer": r"\b(Dense|\w+[123]D|LSTM|GRU|Bidirectional|Reshape|Flatten|\w*Attention|Dot|Add|[Cc]oncatenate)\(",
    "model": r"\bModel\(|\bSequential\(",
    "data": r"\bnp\.|\btf\.data|from_directory|reshape|random|zeros|\[|=",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A pair, with the line to blame and those that its repair touched."""

    pair: Pair
    blamed: int
    touched: frozenset[int]
    hit: bool

    @property
    def half(self) -> int:
        return sha256(self.pair.name.encode()).digest()[-1] % 2

    @property
    def reason(self) -> str:
        """`layer -> Input`: what the blamed line is for, and what that is for which the repair touched."""
        lines = self.pair.broken.text.split("\n")
        there = [kind_of(lines[number - 1]) for number in sorted(self.touched) if 0 < number <= len(lines)]
        return f"{kind_of(lines[self.blamed - 1])} -> {' and '.join(dict.fromkeys(there))}"


def kind_of(line: str) -> str:
    """What a line of a program is for."""
    return next((kind for kind, words in _KINDS.items() if re.search(words, line)), "other")


def outcome_of(pair: Pair) -> Outcome:
    """Where the first error or warning of a pair stands."""
    touched = Case(pair.name, pair.broken.path, pair.broken.text, pair.repaired.text).touched()
    span = grave(pair.broken)[0].span
    hit = not touched.isdisjoint(range(span.line, span.end_line + 1))
    return Outcome(pair, span.line, touched, hit)


def share_text(outcomes: list[Outcome]) -> str:
    """`78 of 119 (65.5 %)`."""
    hits = sum(each.hit for each in outcomes)
    return f"{hits} of {len(outcomes)} ({100 * hits / max(len(outcomes), 1):.1f} %)"


def main() -> None:
    """Print the shares, and the pairs that miss by their reason."""
    outcomes = [outcome_of(pair) for pair in PAIRS]
    print(f"blamed on a line that the repair touched: {share_text(outcomes)}")
    for half in (0, 1):
        print(f"  half {half}: {share_text([each for each in outcomes if each.half == half])}")
    missing: dict[str, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        if not each.hit:
            missing[each.reason].append(each)
    for reason, several in sorted(missing.items(), key=lambda item: -len(item[1])):
        print(f"\n{reason}: {len(several)}")
        for each in several:
            lines = ", ".join(map(str, sorted(each.touched)))
            print(f"  {each.pair.code} {each.pair.name} (half {each.half}): line {each.blamed}, repaired in {lines}")


if __name__ == "__main__":
    main()
