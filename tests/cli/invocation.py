"""Run the command line: in this process where that is enough, in one of its own where streams or exit codes count."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from click.testing import CliRunner, Result

from shapelens.cli.main import shapelens

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


def invoke(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Run a command in this process; what it raises other than its exit is raised here."""
    return CliRunner().invoke(shapelens, [str(argument) for argument in arguments], stdin, catch_exceptions=False)


def start(
    *arguments: str | Path, stdin: bytes = b"", environment: Mapping[str, str] | None = None, folder: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m shapelens` as a process of its own."""
    command = [sys.executable, "-m", "shapelens", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, cwd=folder, check=False)


def check_json(*paths: str | Path, stdin: str | bytes | None = None) -> dict[str, Any]:
    """The JSON of `check`, after a look at its schema."""
    document = json.loads(invoke("check", "--output-format", "json", *paths, stdin=stdin).stdout)
    validate(document, "check")
    assert isinstance(document, dict)
    return document


def validate(document: object, schema: str) -> None:
    """Hold a document to one of the published schemas."""
    jsonschema.Draft202012Validator(_schema(schema)).validate(document)


@cache
def _schema(name: str) -> Any:
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema
