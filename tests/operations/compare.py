"""Run cases of one operation through our rule and through the real library, and count."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.operations.cases import Case, draw_case, open_axes
from tests.operations.differences import accepted_difference
from tests.operations.libraries import eager_outcome, symbolic_outcome
from tests.operations.outcomes import Outcome, Verdict, judge, judge_symbolic, our_outcome
from tests.operations.tensors import with_dtype

from shapelens.layers.operations import Operation

View = tuple[str, Case, Outcome, Outcome, Verdict]
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
        for how, seen, ours, theirs, verdict in _verdicts(entry, number, case, real):
            if verdict in WRONG and accepted_difference(seen, how, ours, theirs):
                verdict = Verdict.EXCUSED
            tally.counts[verdict] += 1
            if verdict in WRONG:
                tally.wrong.append((number, how, seen, ours, theirs))
                break
    return tally


def _verdicts(entry: Operation, number: int, case: Case, real: Outcome) -> Iterator[View]:
    """The case with numbers; with open sizes, replaced by numbers in our result; and (Keras) with open sizes."""
    ours = our_outcome(entry, case.positional, case.keywords)
    verdict = judge(ours, real)
    keras = case.path.startswith("keras.ops.")
    if verdict is Verdict.MISSED and _refuses_only_the_dtype(case):
        verdict = Verdict.DTYPE_REFUSED
    if verdict is Verdict.FALSE_ERROR and keras:
        # TensorFlow may compute something out of bounds where Keras itself refuses
        refused = symbolic_outcome(case.path, case.positional, case.keywords).rejected
        verdict = verdict if refused is None else Verdict.EXCUSED
    yield "numbers", case, ours, real, verdict
    if verdict in (Verdict.DTYPE_REFUSED, Verdict.EXCUSED):
        return
    opened, values = open_axes(case, random.Random(number))
    if values and real.rejected is None and verdict is not Verdict.UNKNOWN:
        replaced = our_outcome(entry, opened.positional, opened.keywords, values)
        yield "open, then numbers", opened, replaced, real, judge(replaced, real)
    if keras and not isinstance(ours.result, (int, float)):
        symbolic = symbolic_outcome(opened.path, opened.positional, opened.keywords)
        inferred = our_outcome(entry, opened.positional, opened.keywords)
        yield "open", opened, inferred, symbolic, _judge_inferred(ours, inferred, symbolic, real)


def _judge_inferred(ours: Outcome, inferred: Outcome, symbolic: Outcome, real: Outcome) -> Verdict:
    """What is wrong with numbers may be undecided while they are open."""
    verdict = judge_symbolic(inferred, symbolic, real)
    return Verdict.AGREED if verdict is Verdict.MISSED and ours.rejected is not None else verdict


def _refuses_only_the_dtype(case: Case) -> bool:
    """Whether the library takes the same call with tensors of another dtype: what we leave to it."""
    for dtype, numbers in itertools.product(("float32", "int32", "bool", "complex64"), (False, True)):
        positional = with_dtype(case.positional, dtype, numbers=numbers)
        keywords = with_dtype(case.keywords, dtype, numbers=numbers)
        without = {name: value for name, value in keywords.items() if name != "dtype"}
        if any(eager_outcome(case.path, positional, given).rejected is None for given in (keywords, without)):
            return True
    return False
