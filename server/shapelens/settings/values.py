"""The settings, typed: what each may be, its default, and what to say of a value that it cannot be.

A source of settings is a nested mapping (`{"inlayHints": {"format": "axes"}}`), from the editor or from
`[tool.shapelens]` in pyproject.toml. `read` turns one into checked values; `combine` makes `Settings` of several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

Source: TypeAlias = Mapping[str, Any]
Values: TypeAlias = dict[str, Any]
Check: TypeAlias = Callable[[Any], bool]

SEVERITIES = ("error", "warning", "information", "hint")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting that the server reads, with its default."""

    hint_layers: bool = True
    hint_operations: bool = True
    hint_data: bool = True
    hint_models: bool = True
    hint_format: Literal["keras", "compact", "axes"] = "keras"
    debounce_ms: int = 150
    diagnostics_run: Literal["onSave", "onType"] = "onSave"
    diagnostics_select: tuple[str, ...] = ()
    diagnostics_ignore: tuple[str, ...] = ()
    diagnostics_severity: tuple[tuple[str, Any], ...] = ()
    check_interpreter: str = ""
    check_timeout_seconds: float = 120
    check_memory_limit_mb: int | None = None
    check_keep_ready_minutes: float = 10
    step_budget: int = 200_000


DEFAULTS = Settings()


def _number(least: float, most: float = float("inf"), *, whole: bool = True) -> Check:
    kinds = (int,) if whole else (int, float)
    return lambda value: isinstance(value, kinds) and not isinstance(value, bool) and least <= value <= most


def _is_codes(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(code, str) for code in value)


def _is_severities(value: Any) -> bool:
    return isinstance(value, Mapping) and all(severity in SEVERITIES for severity in value.values())


def _one_of(*choices: str) -> Check:
    return lambda value: value in choices


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


# public name: (field of `Settings`, check, what the value must be)
KNOWN: dict[str, tuple[str, Check, str]] = {
    "inlayHints.layers": ("hint_layers", _is_flag, "true or false"),
    "inlayHints.operations": ("hint_operations", _is_flag, "true or false"),
    "inlayHints.data": ("hint_data", _is_flag, "true or false"),
    "inlayHints.models": ("hint_models", _is_flag, "true or false"),
    "inlayHints.format": ("hint_format", _one_of("keras", "compact", "axes"), '"keras", "compact" or "axes"'),
    "inlayHints.debounceMs": ("debounce_ms", _number(0, 60_000), "a number of milliseconds from 0 to 60000"),
    "diagnostics.run": ("diagnostics_run", _one_of("onSave", "onType"), '"onSave" or "onType"'),
    "diagnostics.select": ("diagnostics_select", _is_codes, "a list of codes"),
    "diagnostics.ignore": ("diagnostics_ignore", _is_codes, "a list of codes"),
    "diagnostics.severity": ("diagnostics_severity", _is_severities, f"codes with one of {', '.join(SEVERITIES)}"),
    "check.interpreter": ("check_interpreter", _is_text, "the path of a Python interpreter"),
    "check.timeoutSeconds": ("check_timeout_seconds", _number(1, 86_400, whole=False), "seconds from 1 to 86400"),
    "check.memoryLimitMb": ("check_memory_limit_mb", _number(256), "megabytes from 256, or nothing"),
    "check.keepReadyMinutes": ("check_keep_ready_minutes", _number(0, 1440, whole=False), "minutes from 0 to 1440"),
    "analysis.stepBudget": ("step_budget", _number(1000), "a number of steps from 1000"),
}

# these belong to the editor's side
ELSEWHERE = frozenset({"server.interpreter", "trace.server"})


def read(source: Source, origin: str) -> tuple[Values, list[str]]:
    """The valid values of a source by field, and what is wrong with the others; `origin` names the source in words."""
    values: Values = {}
    complaints: list[str] = []
    for name, value in _flatten(source):
        if name in ELSEWHERE or value is None:
            continue
        if name not in KNOWN:
            complaints.append(f"{origin}: shapelens has no setting `{name}`.")
            continue
        field, is_valid, requirement = KNOWN[name]
        if is_valid(value):
            values[field] = _frozen(value)
        else:
            complaints.append(
                f"{origin}: `shapelens.{name}` must be {requirement}, not {value!r}; its default is used."
            )
    return values, complaints


def combine(project: Values, editor: Values) -> Settings:
    """The project's values, with the editor's over them.

    Editors send every setting, those too that nobody set. So one that has its default value says nothing.
    """
    said = {field: value for field, value in editor.items() if value != getattr(DEFAULTS, field)}
    return replace(DEFAULTS, **{**project, **said})


def _flatten(source: Source, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in source.items():
        name = prefix + _camel_case(str(key))
        if isinstance(value, Mapping) and name not in KNOWN:
            yield from _flatten(value, f"{name}.")
        else:
            yield name, value


def _camel_case(key: str) -> str:
    """TOML keys are usually written `debounce-ms`."""
    first, *rest = key.replace("_", "-").split("-")
    return first + "".join(word.capitalize() for word in rest)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return tuple(sorted(value.items())) if isinstance(value, Mapping) else value
