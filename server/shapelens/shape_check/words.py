"""What to tell the user when a check did not go through: what happened, and what to do about it."""

from __future__ import annotations

import re

from shapelens.shape_check.check import CheckError, Measurements, Status

OLD_PYTHON_EXIT = 3
LAST_LINES = 5
ENDINGS: dict[Status, str] = {
    "cancelled": "The check was cancelled.",
    "memory": "The check was stopped because it used more memory than shapelens.check.memoryLimitMb allows (where it "
    "is not set, three quarters of the machine's).",
    "disk": "The check was stopped because it wrote more than 1 GB, or more than 20,000 files, into its own folder.",
}


# as their makers write them
LIBRARIES = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}


def backend_words(backend: str | None) -> str:
    """`TensorFlow 2.21.0`, `JAX 0.6.1`: what computed, with its version."""
    name, _, version = (backend or "tensorflow").partition(" ")
    return f"{LIBRARIES.get(name, name)} {version}".rstrip()


def failure(outcome: Measurements, *, static_count: int, measured: bool) -> CheckError | None:
    """The error of a report; None where the check ran and had something to compare."""
    if outcome.status == "finished":
        if outcome.error is not None or measured or not static_count:
            return outcome.error
        return CheckError("nothing-run", nothing_run(outcome))
    line = crash_line(outcome) if outcome.status == "crashed" else None
    return CheckError(outcome.status, explain(outcome), line=line)


def explain(outcome: Measurements) -> str:
    tell = {
        "no-tensorflow": no_tensorflow,
        "broken-tensorflow": broken_tensorflow,
        "no-interpreter": no_interpreter,
        "deadline": deadline,
        "crashed": crashed,
    }.get(outcome.status)
    return tell(outcome) if tell is not None else ENDINGS[outcome.status]


def named(outcome: Measurements) -> str:
    return outcome.interpreter + (f" (Python {outcome.python})" if outcome.python else "")


def no_tensorflow(outcome: Measurements) -> str:
    return (
        f"TensorFlow is not installed for {named(outcome)}. Install it with: {outcome.interpreter} -m pip install "
        "tensorflow, or choose another interpreter with shapelens.check.interpreter / --python."
    )


def broken_tensorflow(outcome: Measurements) -> str:
    detail = outcome.error.message if outcome.error is not None else ""
    return f"Keras cannot be used with {named(outcome)}: {detail}"


def no_interpreter(outcome: Measurements) -> str:
    return (
        f"{outcome.interpreter} cannot be started ({outcome.output}). "
        "Choose a Python with shapelens.check.interpreter / --python."
    )


def deadline(outcome: Measurements) -> str:
    return (
        f"The check was stopped after {outcome.seconds:.0f} s. A program that trains or loads data by itself may need "
        "longer: shapelens.check.timeoutSeconds / --timeout."
    )


def crashed(outcome: Measurements) -> str:
    if outcome.python is None:
        if outcome.exit_code == OLD_PYTHON_EXIT and "Python 3.9 or newer" in outcome.output:
            return f"{outcome.interpreter} is older than Python 3.9, which the check needs."
        return f"{outcome.interpreter} is not a Python that runs the check. " + last_words(outcome)
    if outcome.error is not None:
        kind = f"{outcome.error.type}: " if outcome.error.type else ""
        return f"The check itself failed: {kind}{outcome.error.message}"
    code = outcome.exit_code or 0
    how = f"was killed by signal {-code}" if code < 0 else f"ended by itself with code {code}"
    return f"The program {how} before its models could be run. {last_words(outcome)}".rstrip()


def last_words(outcome: Measurements) -> str:
    lines = [line for line in outcome.output.splitlines() if line.strip()]
    return "It said last: " + " / ".join(lines[-LAST_LINES:]) if lines else ""


def crash_line(outcome: Measurements) -> int | None:
    """The line of the program where a fault in native code struck, as Python's fault handler tells it."""
    fault = outcome.output.rpartition("Fatal Python error:")[2]
    found = re.search(r'File "<?[^"]*", line (\d+) in <module>', fault) if fault != outcome.output else None
    return int(found.group(1)) if found else None


def nothing_run(outcome: Measurements) -> str:
    if not outcome.models:
        return "The program makes no model and calls no layer when it is run."
    reasons = [f"{model.name}: {model.reason}" for model in outcome.models if model.reason]
    return "No model could be run. " + "; ".join(reasons)
