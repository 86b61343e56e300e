"""`python -m tests.fuzz [RUNS] [SEED]`: mutate programs and print what fails; the last line says how many did."""

from __future__ import annotations

import sys

from tests.fuzz.run import failures


def main(runs: int, seed: int) -> int:
    """Run the fuzzing; 1 where anything failed."""
    failed = 0
    for failure in failures(runs, seed):
        failed += 1
        print(f"seed {failure.seed}\n{failure.error}", flush=True)
    print(f"{runs} runs from seed {seed}: {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [20_000, 1][len(numbers) :])))
