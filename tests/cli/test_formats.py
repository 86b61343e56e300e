"""GitHub workflow commands and SARIF."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.invocation import invoke

from shapelens.diagnostics.registry import CHECKS

PROGRAM = (
    "from keras import Input, layers\n"
    "encode = layers.Conv2D(16, 3)\n"
    "photo = encode(Input(shape=(64, 64, 3)))\n"
    "sketch = encode(\n"
    "    Input(shape=(64, 64, 1)))\n"
    "layers.Dense(unit=3)\n"
    "pooled = layers.MaxPooling2D(2, strides=1)(photo)\n"
)


def test_github_commands(tmp_path: Path) -> None:
    path = tmp_path / "a,b.py"
    path.write_text(PROGRAM)
    result = invoke("check", path, "--output-format", "github")
    assert result.exit_code == 1
    name = str(path).replace(",", "%2C")
    several, single, note = result.stdout.splitlines()
    assert several.startswith(
        f"::error file={name},line=4,endLine=5,title=SL203 axis-mismatch::Conv2D needs 3 on the last axis"
    )
    assert single == (
        f"::error file={name},line=6,endLine=6,col=14,endColumn=20,title=SL301 unknown-argument::"
        "Dense has no argument `unit`. Did you mean `units`?"
    )
    assert note.startswith(f"::notice file={name},line=7,")


def test_sarif(tmp_path: Path) -> None:
    path = tmp_path / "a b.py"
    path.write_text(PROGRAM)
    log = json.loads(invoke("check", path, "--output-format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [check.code for check in CHECKS]
    mismatch, unknown, note = run["results"]
    assert (mismatch["level"], unknown["level"], note["level"]) == ("error", "error", "note")
    assert unknown["message"]["text"] == "Dense has no argument `unit`. Did you mean `units`?"
    assert unknown["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": path.as_uri()},
                "region": {"startLine": 6, "startColumn": 14, "endLine": 6, "endColumn": 20},
            }
        }
    ]
    [fix] = unknown["fixes"]
    assert fix["description"]["text"] == "Change to `units`"
    assert fix["artifactChanges"] == [
        {
            "artifactLocation": {"uri": path.as_uri()},
            "replacements": [
                {
                    "deletedRegion": {"startLine": 6, "startColumn": 14, "endLine": 6, "endColumn": 18},
                    "insertedContent": {"text": "units"},
                }
            ],
        }
    ]
    assert mismatch["fixes"]
    [related] = mismatch["relatedLocations"]
    assert related["message"]["text"] == "the Conv2D layer is made here"
    assert related["physicalLocation"]["region"]["startLine"] == 2


def test_a_relative_path_stays_relative_in_sarif() -> None:
    log = json.loads(
        invoke("check", "-", "--stdin-filename", "my nets/a.py", "--output-format", "sarif", stdin=PROGRAM).stdout
    )
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "my%20nets/a.py"


def test_a_clean_file_gives_no_commands_and_an_empty_log() -> None:
    clean = "from keras import Input\nx = Input(shape=(3,))\n"
    assert invoke("check", "-", "--output-format", "github", stdin=clean).stdout == ""
    log = json.loads(invoke("check", "-", "--output-format", "sarif", stdin=clean).stdout)
    assert log["runs"][0]["results"] == []
