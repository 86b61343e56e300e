"""Fixes of the arguments of a call: another name, one fewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from shapelens.diagnostics.diagnostic import Diagnostic, Fix
from shapelens.diagnostics.fixes.meant import write_a_tuple
from shapelens.diagnostics.fixes.program import Program, fix
from shapelens.interpreter.domain.analysis import Finding
from shapelens.layers.framework.problems import (
    InvalidArgument,
    MissingArgument,
    TooManyArguments,
    UnknownArgument,
    WrongInputs,
)
from shapelens.syntax.edits.calls import Argument, Call
from shapelens.syntax.edits.imports import spell_beside
from shapelens.syntax.edits.strings import texts_of
from shapelens.syntax.spans import Span

# what people write most where they write anything; the sizes that follow from others are completed by their own fixes
_USUAL = {
    "kernel_size": "3",
    "filters": "32",
    "units": "1",
    "output_dim": "64",
    "input_dim": "10000",
    "rate": "0.5",
    "n": "1",
    "num_heads": "4",
    "key_dim": "64",
    "stddev": "0.1",
    "pool_size": "2",
    "target_shape": "(-1,)",
    "axes": "-1",
    "height": "224",
    "width": "224",
    "scale": "1 / 255",
    "factor": "0.1",
    "buffer_size": "1000",
    "decay_rate": "0.96",
    "decay_steps": "1000",
}
_PLAIN_STRING = re.compile(r"""(["'])([^"'{}\\]*)\1""")
_NUMBER = re.compile(r"-?\d+(\.\d+)?$")
_CLOSE = 0.5
# arguments that change what is computed, and of which tensor: without them the call means something else
_TRANSPOSING = {"transpose_a": 0, "transpose_b": 1, "adjoint_a": 0, "adjoint_b": 1}


def take_another_name(problem: UnknownArgument, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`Conv2D(filter=32)`: the name that is nearest; else, or if it was never meant, none."""
    call = program.constructor(finding)
    if call is None:
        return
    if problem.suggestion is not None:
        yield fix(f"Change to `{problem.suggestion}`", call.rename(problem.argument, problem.suggestion))
    yield fix(f"Remove `{problem.argument}`", call.remove(problem.argument))


def swap_or_rename(problem: UnknownArgument, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """An argument that says what is computed is written in another way; any other has another name."""
    call = program.constructor(finding)
    if problem.argument not in _TRANSPOSING or call is None:
        yield from take_another_name(problem, finding, program)
    else:
        yield _transposed(problem.argument, call)


def _transposed(name: str, call: Call) -> Fix | None:
    """`ops.matmul(a, b, transpose_b=True)`: the tensor with its last two axes swapped, where TensorFlow is told to."""
    given, told = call.positional(_TRANSPOSING[name]), call.keyword(name)
    library, _, function = call.name.rpartition(".")
    if given is None or told is None or function != "matmul" or call.text(told) != "True":
        return None
    swapped = call.source.wrapping(given.value, f"{library}.swapaxes(", ", -1, -2)")
    return fix("Swap the last two axes", swapped, call.remove(name))


def give_it_once(problem: TooManyArguments, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """An argument that is given by its position and by its name: one of the two."""
    call = program.constructor(finding)
    if call is not None and problem.twice is not None:
        yield fix(f"Remove `{problem.twice}=`", call.remove(problem.twice))


def write_one_list(_problem: WrongInputs, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """`Add()(a, b)`: both as one list."""
    call = program.failing_call(finding)
    first = None if call is None else call.positional(0)
    if call is not None and first is not None and call.positional_count == 1:
        yield from _join_or_add(_problem, finding, first.value, program)
        return
    last = None if call is None else call.positional(call.positional_count - 1)
    if call is None or first is None or last is None or call.positional_count < 2:
        return
    inputs = Span(first.span.line, first.span.column, last.span.end_line, last.span.end_column)
    yield fix("Write the inputs as one list", program.source.wrapping(inputs, "[", "]"))


def _join_or_add(problem: WrongInputs, finding: Finding, place: Span, program: Program) -> Iterator[Fix | None]:
    """`Dense(8)([a, b])`: both joined before; `Add()(a)`: with the tensor that nothing uses."""
    if problem.takes == "tensor":
        named = program.constructor(finding)
        spelled = None if named is None else spell_beside(program.source, named, "Concatenate")
        if spelled is not None:
            edits = program.source.wrapping(place, f"{spelled.text}()(", ")")
            yield fix("Put Concatenate before it", edits, spelled.edits or ())
    elif problem.takes == "list":
        written = program.source.slice(place)
        for name in program.unused_names(place):
            text = f"[{written}, {name}]"
            yield fix(f"Give {text}", program.source.replacement(place, text))


def leave_out_strides(diagnostic: Diagnostic, program: Program) -> Iterator[Fix | None]:
    """A pool whose strides are its size."""
    call = program.call_at(diagnostic.span)
    if call is not None:
        yield fix("Remove `strides`", (program.call_at(call.function) or call).remove("strides"))


def give_what_is_missing(problem: MissingArgument, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """A usual value for an argument that has no default."""
    failing = program.failing_call(finding)
    first = None if failing is None else failing.positional(0) or failing.keyword("query")
    if problem.missing == "value" and failing is not None and first is not None:
        # an attention of a sequence over itself
        yield fix("Give the query as the value, too", failing.add(f"value={failing.text(first)}"))
    call, value = program.constructor(finding), _USUAL.get(problem.missing)
    if call is None or value is None:
        return
    is_next = call.positional_count == len(call.arguments) == 1 and problem.missing == "kernel_size"
    yield fix(f"Add {problem.missing}={value}", call.add(value if is_next else f"{problem.missing}={value}"))


def take_a_valid_value(problem: InvalidArgument, finding: Finding, program: Program) -> Iterator[Fix | None]:
    """Another value of an argument: a word that Keras knows, a whole number, a list that was meant for the call."""
    call = program.constructor(finding)
    if call is None:
        return
    given = call.keyword(problem.argument) or _given(call, problem)
    if given is None:
        return
    if problem.argument == "name" and problem.since is not None:
        yield _without_slash(given, program)
    yield _inputs_meant(call, given.value)
    yield from write_a_tuple(problem, call, given.value)
    written = call.text(given)
    for text in _values(problem, written):
        yield fix(f"Write {problem.argument}={text}", program.source.replacement(given.value, text))
    if given.keyword is not None:
        yield fix(f"Remove `{given.keyword}`", call.remove(given.keyword))


def _without_slash(given: Argument, program: Program) -> Fix | None:
    """A name that Keras 2 took, without its slash, wherever it is written."""
    source = program.source
    plain = _PLAIN_STRING.fullmatch(source.slice(given.value))
    if plain is None:
        wrapped = source.wrapping(given.value, "(", ').replace("/", "_")')
        return fix('Write `.replace("/", "_")` behind it', wrapped, safe=True)
    name = plain[2].replace("/", "_")
    edits = [edit for each in texts_of(source, plain[2]) for edit in source.replacement(each.span, each.write(name))]
    return fix(f"Write {name}", edits, safe=True)


def _given(call: Call, problem: InvalidArgument) -> Argument | None:
    """The argument by position whose value the problem shows."""
    shown = problem.value.strip("'\"")
    plain = [each for each in call.arguments if each.keyword is None and not each.star]
    return next(
        (each for each in plain if call.text(each).strip("'\"") == shown), plain[0] if len(plain) == 1 else None
    )


def _inputs_meant(call: Call, place: Span) -> Fix | None:
    """`Concatenate([a, b])`: the list is what the layer is called on."""
    written = call.source.slice(place)
    if len(call.arguments) != 1 or not written.startswith("["):
        return None
    return fix("Call the layer on the list", call.source.replacement(call.arguments[0].span, f")({written}"))


def _values(problem: InvalidArgument, written: str) -> Iterator[str]:
    options = re.findall(r"'([^']*)'", problem.requirement)
    quote = '"' if not written.startswith("'") else "'"
    wanted = written.strip("'\"")
    near = get_close_matches(wanted.lower(), options, n=2, cutoff=_CLOSE)
    for option in dict.fromkeys((*near, *options[::-1])):
        yield f"{quote}{option}{quote}"
    length = re.search(r"tuple of (\d)", problem.requirement)
    sizes = written.strip("()[] ").split(",")
    if length is not None and len(sizes) > 1:
        count = int(length.group(1))
        yield f"({', '.join(size.strip() for size in (sizes * count)[:count])})"
    if "/" in written and "//" not in written:
        yield re.sub(r"\s*/\s*", " // ", written)
    if _NUMBER.match(wanted):
        whole = abs(int(float(wanted)))
        yield from dict.fromkeys((str(whole or 1), str(max(whole, 1)), "1"))
        if float(wanted) > 1:
            yield str(float(wanted) / 100)
