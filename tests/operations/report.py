"""The comparison of all operations as docs/operations-fidelity.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from tests.operations.compare import WRONG, Tally
from tests.operations.libraries import keras, numpy, tensorflow
from tests.operations.outcomes import Verdict

HEAD = """# How far the rules of operations agree with the real libraries

Written by `python -m tests.operations --cases {cases}` ({seconds:.0f} s). Each of the {functions:,} functions with a
rule is called {cases} times with random arguments: on zeros in Keras {keras}, TensorFlow {tensorflow} and
numpy {numpy}, with some sizes open and then replaced by numbers, and (`keras.ops`) symbolically. That
makes {views:,} comparisons; the libraries accept {accepted:,} of the calls.

- **agree**: both give the same shape and dtype, or both reject.
- **shape alone**: the shape agrees, and of the dtype the rule says nothing.
- **dtype refused**: the library refuses the dtype alone, which the rules leave to it.
- **unknown**: the rule says why it does not know.
- **excused**: a fault of the library, named in `tests/operations/differences.py`, or what only Keras' symbols say.
- **differ**: another shape or dtype, an error on what the library accepts, or none on what it rejects.
"""
SHOWN = (Verdict.AGREED, Verdict.NO_DTYPE, Verdict.DTYPE_REFUSED, Verdict.UNKNOWN, Verdict.EXCUSED)


def format_report(tallies: Sequence[tuple[str, Tally]], cases: int, seconds: float) -> str:
    """The page: one row for each family of operations, the sum, and what differs by name."""
    total = _sum(tally for _, tally in tallies)
    versions = {"keras": keras.__version__, "tensorflow": tensorflow.__version__, "numpy": numpy.__version__}
    lines = [
        HEAD.format(
            cases=cases, seconds=seconds, functions=len(tallies), views=sum(total.counts.values()),
            accepted=total.accepted, **versions,
        ),
        "| family | functions | accepted | agree | shape alone | dtype refused | unknown | excused | differ |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]  # fmt: skip
    for family, members in groupby(sorted(tallies, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        inside = [tally for _, tally in members]
        lines.append(_row(family.replace("_", " "), len(inside), _sum(inside)))
    lines.append(_row("**all**", len(tallies), total))
    wrong = [tally for _, tally in tallies if tally.wrong]
    lines += ["", "What differs:" if wrong else "Nothing differs.", ""]
    for tally in wrong:
        _, how, case, ours, real = tally.wrong[0]
        lines.append(f"- `{case}` ({how}), and {len(tally.wrong) - 1} more of it: ours {ours}, the library {real}")
    return "\n".join(lines).rstrip() + "\n"


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally("all", Counter())
    for tally in tallies:
        total.counts.update(tally.counts)
        total.accepted += tally.accepted
    return total


def _row(name: str, functions: int, tally: Tally) -> str:
    counts = [tally.counts[verdict] for verdict in SHOWN]
    counts.append(sum(tally.counts[verdict] for verdict in WRONG))
    return f"| {name} | {functions} | {tally.accepted:,} | {' | '.join(f'{count:,}' for count in counts)} |"
