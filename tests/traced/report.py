"""The figures of many measured programs: one row each, totals, and what is unknown by its reason."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.traced.measure import Judged, Measured

RIGHT = ("right", "sharper")


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one program, or of many."""

    programs: int
    wholly_right: int
    calls: int
    known: int
    right: int
    sharper: int
    exact: int
    ranked: int
    operations: int
    operations_known: int
    operations_right: int
    errors: int
    true_errors: int
    unreached_errors: int
    warnings: int
    cut: int

    @property
    def known_share(self) -> float:
        return share(self.known, self.calls)

    @property
    def right_share(self) -> float:
        return share(self.right, self.known)

    @property
    def exact_share(self) -> float:
        return share(self.exact, self.known)

    @property
    def ranked_share(self) -> float:
        return share(self.ranked, self.calls)


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def figures(measured: Iterable[Measured]) -> Figures:
    programs = list(measured)
    judged = [item for program in programs for item in program.calls]
    calls = Counter(item.verdict for item in judged)
    operations = Counter(item.verdict for program in programs for item in program.operations)
    right = calls["right"] + calls["sharper"]
    operations_right = operations["right"] + operations["sharper"]
    return Figures(
        programs=len(programs),
        wholly_right=sum(is_wholly_right(program) for program in programs),
        calls=calls.total(),
        known=right + calls["wrong"],
        right=right,
        sharper=calls["sharper"],
        exact=sum(item.is_exact for item in judged if item.verdict in RIGHT),
        ranked=sum(item.is_ranked for item in judged),
        operations=operations.total(),
        operations_known=operations_right + operations["wrong"],
        operations_right=operations_right,
        errors=sum(len(program.errors()) for program in programs),
        true_errors=sum(len(program.errors("true")) for program in programs),
        unreached_errors=sum(len(program.errors("not reached")) for program in programs),
        warnings=sum(len(program.warnings) for program in programs),
        cut=sum(program.cut for program in programs),
    )


def is_wholly_right(program: Measured) -> bool:
    """Whether every call is known and right, and no error is false."""
    return all(item.verdict in RIGHT for item in program.calls) and not program.errors()


def wrong_calls(program: Measured) -> list[Judged]:
    return [item for item in (*program.calls, *program.operations) if item.verdict == "wrong"]


def format_table(named: Sequence[tuple[str, Measured]]) -> str:
    """One row a program, the totals last."""
    width = max((len(name) for name, _ in named), default=5)
    rows = [f"{'program':{width}}  calls known right  ops known right  false  warn   run s  read ms"]
    for name, program in [*named]:
        rows.append(format_row(name.ljust(width), [program]))
        if program.traced.error:
            rows.append(f"{'':{width}}  did not run: {program.traced.error[:150]}")
    rows.append(format_row("total".ljust(width), [program for _, program in named]))
    total = figures(program for _, program in named)
    rows.append("")
    rows.append(
        f"{len(named)} programs; {total.known} of {total.calls} calls known ({total.known_share:.1%}), "
        f"{total.right} of them right ({total.right_share:.2%}; {total.sharper} sharper than Keras); "
        f"{total.exact} with the very numbers ({total.exact_share:.1%}); rank and a size known of {total.ranked} "
        f"({total.ranked_share:.1%}); {total.wholly_right} programs wholly right; "
        f"operations: {total.operations_known} of {total.operations} known, {total.operations_right} right; "
        f"errors: {total.errors} false, {total.true_errors} true, {total.unreached_errors} not reached; "
        f"{total.warnings} warnings; {total.cut} statements cut"
    )
    return "\n".join(rows)


def format_row(name: str, programs: Sequence[Measured]) -> str:
    count = figures(programs)
    run = sum(program.traced.seconds for program in programs)
    read = sum(program.seconds for program in programs) * 1000
    return (
        f"{name}  {count.calls:5} {count.known:5} {count.right:5}  {count.operations:3} {count.operations_known:5} "
        f"{count.operations_right:5}  {count.errors:5} {count.warnings:5}  {run:6.1f}  {read:7.0f}"
    )


def format_details(named: Sequence[tuple[str, Measured]], limit: int = 0) -> str:
    """Every wrong call and false error, then the unknown calls by reason, the costliest first."""
    lines: list[str] = []
    for name, program in named:
        for item in wrong_calls(program):
            real = item.call.symbolic or item.call.concrete or item.call.zeros
            lines.append(f"WRONG {name}:{item.call.line}: {item.source}")
            lines.append(f"      inferred {item.inferred}, Keras gives {real}")
        lines += [f"FALSE ERROR {name}: {found}" for found in program.errors()]
        lines += [f"true error {name}: {found}" for found in program.errors("true")]
        lines += [f"error not reached {name}: {found}" for found in program.errors("not reached")]
        lines += [f"{found.severity} {name}: {found}" for found in program.warnings]
        lines += [f"cut {name}: {program.cut} statements"] if program.cut else []
    groups: dict[str, list[str]] = defaultdict(list)
    for name, program in named:
        for item in (*program.calls, *program.operations):
            if item.verdict in ("unknown", "partial"):
                label = "op " if item.call.kind == "op" else ""
                groups[without_lines(item.reason) or item.verdict].append(
                    f"{label}{name}:{item.call.line}: {item.source}"
                )
    for reason, places in sorted(groups.items(), key=lambda group: -len(group[1])):
        lines += ["", f"{len(places):4}  {reason}", *(f"        {place}" for place in places[: limit or None])]
    return "\n".join(lines)


def without_lines(reason: str) -> str:
    return re.sub(r" \(line \d+\)$", "", reason)


def as_json(named: Sequence[tuple[str, Measured]]) -> dict[str, Any]:
    total = figures(program for _, program in named)
    return {
        "version": 1,
        "programs": [{"program": name, **program_json(program)} for name, program in named],
        "summary": {
            **counts(total),
            "known_share": round(total.known_share, 4),
            "right_share": round(total.right_share, 4),
            "exact_share": round(total.exact_share, 4),
            "ranked_share": round(total.ranked_share, 4),
        },
    }


def program_json(program: Measured) -> dict[str, Any]:
    return {
        **counts(figures([program])),
        "error": program.traced.error,
        "reported": [dataclasses.asdict(found) for found in program.reports],
        "not_right": [judged_json(item) for item in (*program.calls, *program.operations) if item.verdict not in RIGHT],
    }


def counts(figures: Figures) -> dict[str, int]:
    return {name: getattr(figures, name) for name in Figures.__slots__}


def judged_json(item: Judged) -> dict[str, Any]:
    call = item.call
    return {
        "path": call.path,
        "line": call.line,
        "column": call.column,
        "kind": call.kind,
        "layer": call.layer,
        "verdict": item.verdict,
        "inferred": list(item.inferred),
        "symbolic": list(call.symbolic),
        "concrete": list(call.concrete),
        "zeros": list(call.zeros),
        "reason": item.reason,
    }
