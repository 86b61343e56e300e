"""Run cases of one operation through our rule and through the real library, and count."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import dataclass, field

from tests.operations.cases import Case, draw_case, open_axes
from tests.operations.differences import accepted_difference
from tests.operations.libraries import eager_outcome, symbolic_outcome
from tests.operations.outcomes import Outcome, Verdict, judge, judge_symbolic, our_outcome
from tests.operations.tensors import with_dtype

from shapelens.layers.operations import Operation

WRONG = (Verdict.DIFFERENT, Verdict.FALSE_ERROR, Verdict.MISSED)


@dataclass
class Tally:
    """How the cases of one operation came out; `accepted` counts those that the library accepted."""

    path: str
    counts: Counter[Verdict] = field(default_factory=Counter)
    accepted: int = 0
    wrong: list[tuple[int, str, Case, Outcome, Outcome]] = field(default_factory=list)


def compare(entry: Operation, numbers: range) -> Tally:
    """The cases `numbers` of an operation: as they are, and with some sizes open."""
    tally = Tally(entry.path)
    for number in numbers:
        case = draw_case(entry, number)
        real = eager_outcome(case.path, case.positional, case.keywords)
        tally.accepted += real.rejected is None
        given_up = False
        for how, seen, ours, theirs in _views(entry, number, case, real):
            verdict = judge_symbolic(ours, theirs, real) if how == "open" else judge(ours, theirs)
            if verdict is Verdict.MISSED and _refuses_only_the_dtype(case):
                verdict = Verdict.DTYPE_REFUSED
            if how == "open, then numbers" and given_up:
                continue
            given_up = given_up or verdict is Verdict.UNKNOWN
            if verdict in WRONG and accepted_difference(seen, how, ours, theirs):
                verdict = Verdict.EXCUSED
            tally.counts[verdict] += 1
            if verdict in WRONG:
                tally.wrong.append((number, how, seen, ours, theirs))
                break
    return tally


def _refuses_only_the_dtype(case: Case) -> bool:
    """Whether the library takes the same call with tensors of another dtype: what we leave to it."""
    for dtype, numbers in itertools.product(("float32", "int32", "bool", "complex64"), (False, True)):
        positional = with_dtype(case.positional, dtype, numbers=numbers)
        keywords = with_dtype(case.keywords, dtype, numbers=numbers)
        without = {name: value for name, value in keywords.items() if name != "dtype"}
        if any(eager_outcome(case.path, positional, given).rejected is None for given in (keywords, without)):
            return True
    return False


def _views(entry: Operation, number: int, case: Case, real: Outcome) -> list[tuple[str, Case, Outcome, Outcome]]:
    """The case with numbers, with open sizes replaced by numbers in our result, and (Keras) with open sizes."""
    ours = our_outcome(entry, case.positional, case.keywords)
    views = [("numbers", case, ours, real)]
    opened, values = open_axes(case, random.Random(number))
    if values and real.rejected is None:
        replaced = our_outcome(entry, opened.positional, opened.keywords, values)
        views.append(("open, then numbers", opened, replaced, real))
    if case.path.startswith("keras.ops.") and not isinstance(ours.result, (int, float)):
        symbolic = symbolic_outcome(opened.path, opened.positional, opened.keywords)
        views.append(("open", opened, our_outcome(entry, opened.positional, opened.keywords), symbolic))
    return views
