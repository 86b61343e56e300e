"""`check --fix`: the safe fixes are made in the files, said, and nothing else of a file changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.invocation import invoke

OLD = (
    "from keras.layers import CuDNNLSTM, Dropout, Input\n"
    "\n"
    "x = Input((20, 8))\n"
    "x = CuDNNLSTM(16, return_sequences=True)(x)  # über\n"
    "x = CuDNNLSTM(16)(x)\n"
    "x = Dropout(p=0.5)(x)\n"
)
TODAY = (
    "from keras.layers import Dropout, Input, LSTM\n"
    "\n"
    "x = Input((20, 8))\n"
    "x = LSTM(16, return_sequences=True)(x)  # über\n"
    "x = LSTM(16)(x)\n"
    "x = Dropout(rate=0.5)(x)\n"
)
UNSAFE = "from keras import Input, layers\n\ny = layers.Dense(unit=3)(Input((4,)))\n"


def test_safe_fixes_are_made_and_said(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(OLD, encoding="utf-8")
    result = invoke("check", path, "--fix")
    assert path.read_text(encoding="utf-8") == TODAY
    assert result.exit_code == 0
    said = sorted(line.removeprefix(f"shapelens: {path}:") for line in result.stderr.splitlines())
    assert said == [
        "4:5: fixed SL602: Write LSTM",
        "5:5: fixed SL602: Write LSTM",
        "6:13: fixed SL601: Write rate=0.5",
    ]
    assert "1 file, 4 hints, no problems" in result.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_encoding_and_the_line_ends_of_a_file_stay(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "model.py"
    coding = "# coding: latin-1\n" if encoding == "latin-1" else ""
    path.write_bytes((coding + OLD).replace("\n", newline).encode(encoding))
    invoke("check", path, "--fix")
    assert path.read_bytes() == (coding + TODAY).replace("\n", newline).encode(encoding)


def test_a_fix_that_is_not_safe_is_left_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(UNSAFE)
    result = invoke("check", path, "--fix")
    assert path.read_text() == UNSAFE
    assert result.exit_code == 1
    assert result.stderr == ""


def test_what_is_ignored_is_not_fixed(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    text = OLD.replace("(p=0.5)(x)", "(p=0.5)(x)  # shapelens: ignore[SL305]")
    path.write_text(text, encoding="utf-8")
    invoke("check", path, "--fix", "--ignore", "SL306")
    assert path.read_text(encoding="utf-8") == text


def test_json_tells_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(OLD + "x = Dropout(rates=0.5)(x)\n", encoding="utf-8")
    result = invoke("check", path, "--fix", "--output-format", "json")
    [file] = json.loads(result.stdout)["files"]
    assert [(found["code"], found["line"]) for found in file["diagnostics"]] == [("SL301", 7)]
    assert len(result.stderr.splitlines()) == 3


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.py"
    path.write_text(OLD, encoding="utf-8")

    def refuse(_self: Path, _content: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    result = invoke("check", path, "--fix")
    assert result.exit_code == 2
    assert result.stderr == f"shapelens: {path}: its fixes could not be written: permission denied\n"


def test_standard_input_cannot_be_fixed() -> None:
    result = invoke("check", "-", "--fix", stdin=OLD)
    assert result.exit_code == 2
    assert "--fix changes files, and standard input (-) is none" in result.stderr
