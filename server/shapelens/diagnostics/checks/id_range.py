"""SL414: ids in the data that an Embedding has no row for."""

from __future__ import annotations

from shapelens.diagnostics.check import check_of_problem
from shapelens.diagnostics.fixes.usage import make_rows
from shapelens.interpreter.domain.analysis import Finding
from shapelens.interpreter.domain.training_problems import IdRange


def message(problem: IdRange, _finding: Finding) -> str:
    """`The ids go up to 999, and this Embedding has 800 rows. ...`"""
    return (
        f"The ids that `{problem.method}` gives go up to {problem.highest:,}, and this Embedding has {problem.rows:,} "
        f"rows, for 0 to {problem.rows - 1:,}. Give it `input_dim={problem.highest + 1}`, or keep fewer ids."
    )


CHECK = check_of_problem("SL414", "id-range", "error", IdRange, message, make_rows)
