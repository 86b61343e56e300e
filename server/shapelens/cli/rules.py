"""`shapelens rules`: what the catalogue knows of layers and operations, and what of a program it lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click

from shapelens.cli.complaints import complain_of_run
from shapelens.cli.report import Run, run
from shapelens.cli.sources import read_sources
from shapelens.interpreter.machine.library_registry import all_library_functions
from shapelens.layers.framework.registry import all_layers
from shapelens.layers.operations import all_operations
from shapelens.syntax.spans import Span

VERSION = 1
# whose functions are operations; the rest of what the interpreter calls is Python's
_LIBRARIES = ("keras.", "tensorflow.", "numpy.", "tensor.")


@dataclass(frozen=True, slots=True)
class Rule:
    """One layer or operation: its name, the first line of its rule, and whether it has one."""

    kind: str
    name: str
    rule: str
    status: str = "rule"


def rules() -> Iterator[Rule]:
    """Every layer, every operation under each of its paths, and every function that the interpreter evaluates."""
    for layer in all_layers():
        yield Rule("layer", f"keras.layers.{layer.name}", _first_line(layer.documentation))
    named = {}
    for entry in all_operations():
        status = "unknown" if entry.unruled else "rule"
        for path in entry.paths:
            named[path] = Rule("operation", path, _first_line(entry.documentation), status)
    for path, function in all_library_functions().items():
        # those without words are no operations: settings, initializers, names
        if path.startswith(_LIBRARIES) and path not in named and function.__doc__:
            named[path] = Rule("operation", path, _first_line(function.__doc__), "evaluated")
    yield from (named[path] for path in sorted(named))


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--missing", is_flag=True, help="List what the programs at PATH... use that has no rule.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], missing: bool, output_format: str) -> None:
    """Print every layer and operation with the first line of its rule.

    `rule` stands for one that is known, `evaluated` for a function that is read with the values it is given, `unknown`
    for an operation whose result no rule can give, with the reason. With --missing: what the programs at PATH... use
    and no rule describes, with its calls; the exit code is then 2 where a path could not be read.
    """
    if bool(paths) != missing:
        raise click.UsageError("PATH... and --missing go together")
    if missing:
        outcome = run(read_sources(paths))
        complain_of_run(outcome)
        click.echo(_missing_json(outcome) if output_format == "json" else _missing_text(outcome), nl=False)
        context.exit(2 if outcome.unreadable else 0)
    found = list(rules())
    if output_format == "json":
        click.echo(json.dumps({"version": VERSION, "rules": [asdict(rule) for rule in found]}, ensure_ascii=False))
        return
    for rule in found:
        click.echo(f"{rule.kind:<10}{rule.status:<10}{rule.name}: {rule.rule}")


def _calls(outcome: Run) -> dict[str, list[tuple[str, Span]]]:
    """The places of the calls that have no rule, by the name of what they call."""
    found: dict[str, list[tuple[str, Span]]] = {}
    for file in outcome.files:
        for missing in file.analysis.missing:
            found.setdefault(missing.name, []).extend((file.path, span) for span in missing.calls)
    return dict(sorted(found.items()))


def _missing_text(outcome: Run) -> str:
    lines = []
    for name, calls in _calls(outcome).items():
        lines.append(f"{name}: {len(calls)} {'call' if len(calls) == 1 else 'calls'}")
        lines += [f"  {path}:{span.line}:{span.column}" for path, span in calls]
    return "".join(f"{line}\n" for line in lines) or "nothing: all that is used has a rule\n"


def _missing_json(outcome: Run) -> str:
    listed = [
        {
            "name": name,
            "count": len(calls),
            "calls": [{"path": path, "line": span.line, "column": span.column} for path, span in calls],
        }
        for name, calls in _calls(outcome).items()
    ]
    return json.dumps({"version": VERSION, "missing": listed}, ensure_ascii=False) + "\n"
