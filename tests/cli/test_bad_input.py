"""Input that is not as one would wish: a clear line on standard error, and never a traceback."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest
from tests.cli.invocation import check_json, invoke, start

from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.incremental.history import History

PROGRAM = "# a program\nfrom keras import Input, layers\nname = 'é'; x = layers.Dense(8)(Input(shape=(4,)))\n"
HINTS = [(3, 17, "Dense"), (3, 33, "Input")]


def hints_of(path: Path) -> list[tuple[int, int, str]]:
    [file] = check_json(path)["files"]
    assert file["diagnostics"] == []
    return [(hint["line"], hint["column"], hint["layer"]) for hint in file["hints"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"x = 1\ny = '\xff'\n", "line 2 is not UTF-8 (byte 0xff); save it as UTF-8"),
        (b"# coding: klingon\nx = 1\n", "unknown encoding: klingon; save the file as UTF-8"),
        (b"# coding: ascii\ny = '\xc3\xa9'\n", "line 2 is not ascii (byte 0xc3); save it as UTF-8"),
    ],
)
def test_an_encoding_that_fails_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "model.py"
    path.write_bytes(content)
    result = invoke("check", path)
    assert result.exit_code == 2
    assert result.stderr == f"shapelens: {path}: {reason}\n"


@pytest.mark.parametrize(
    "content",
    [
        PROGRAM.encode(),
        codecs.BOM_UTF8 + PROGRAM.encode(),
        PROGRAM.replace("\n", "\r\n").encode(),
        PROGRAM.replace("\n", "\r").encode(),
        PROGRAM.replace("a program", "coding: latin-1").encode("latin-1"),
    ],
    ids=["plain", "byte order mark", "CRLF", "CR", "latin-1 with a coding comment"],
)
def test_what_python_reads_is_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.py"
    path.write_bytes(content)
    assert hints_of(path) == HINTS


def test_tabs_count_as_one_column(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text("from keras import Input\nif True:\n\tx =\tInput(shape=(4,))\n")
    assert hints_of(path) == [(3, 6, "Input")]


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"# nothing\n", b"\x00\x01\x02"])
def test_a_file_without_a_program_has_no_hints(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.py"
    path.write_bytes(content)
    result = invoke("check", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("1 file, 0 hints, ")


def test_lines_that_do_not_parse_cost_themselves_alone(tmp_path: Path) -> None:
    path = tmp_path / "typing.py"
    path.write_text(f"{PROGRAM}\ny = layers.Dense(\nz = layers.Dense(2)(x)\n")
    [file] = check_json(path)["files"]
    assert [hint["line"] for hint in file["hints"]] == [3, 3, 6]
    [note] = file["diagnostics"]
    assert (note["code"], note["severity"], note["line"]) == ("SL101", "information", 5)


def test_ten_thousand_lines_are_read(tmp_path: Path) -> None:
    block = "x = layers.Conv2D(8, 3, padding='same')(x)\nprint('one more')\n"
    path = tmp_path / "long.py"
    path.write_text("from keras import Input, layers\nx = Input(shape=(32, 32, 3))\n" + block * 5000)
    [file] = check_json(path)["files"]
    assert len(file["hints"]) == 5001
    assert file["hints"][-1]["shapes"] == [[None, 32, 32, 8]]


def test_a_missing_path_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    present, missing = tmp_path / "model.py", tmp_path / "gone.py"
    present.write_text(PROGRAM)
    result = invoke("check", missing, present)
    assert result.exit_code == 2
    assert result.stderr == f"shapelens: {missing}: no such file or folder\n"
    assert result.stdout.startswith("1 file, 2 hints, no problems")


def test_a_folder_without_python_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    result = invoke("check", tmp_path)
    assert result.exit_code == 2
    assert result.stderr == f"shapelens: {tmp_path}: no Python files and no notebooks in this folder\n"


def test_one_unreadable_file_of_a_folder_is_named_and_does_not_fail_the_rest(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_text(PROGRAM)
    (tmp_path / "latin.py").write_bytes(b"y = '\xe9'\n")
    result = invoke("check", tmp_path)
    assert result.exit_code == 0
    assert result.stderr == f"shapelens: {tmp_path}/latin.py: line 1 is not UTF-8 (byte 0xe9); save it as UTF-8\n"


def test_nothing_but_unreadable_files_fails(tmp_path: Path) -> None:
    (tmp_path / "latin.py").write_bytes(b"y = '\xe9'\n")
    assert invoke("check", tmp_path).exit_code == 2


def test_json_stays_json_where_nothing_was_read(tmp_path: Path) -> None:
    document = check_json(tmp_path / "gone.py")
    assert document["files"] == []
    assert document["summary"]["files"] == 0


def test_a_fault_of_ours_costs_that_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.py").write_text(PROGRAM)
    (tmp_path / "b.py").write_text(PROGRAM)

    def fail_on_the_first(_history: History, text: str, path: str, **_options: object) -> Analysis:
        if path.endswith("a.py"):
            raise RecursionError("too deep")
        return analyze(text, path)

    monkeypatch.setattr("shapelens.cli.report.analyze_again", fail_on_the_first)
    result = invoke("check", tmp_path)
    assert "a.py: internal error, please report it: RecursionError: too deep" in result.stderr
    assert result.stdout.startswith("1 file, 2 hints")
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "--output-format", "xml", "."],
        ["annotate"],
        ["confirm", "a.py", "--timeout", "0"],
        ["chek"],
    ],
)
def test_bad_usage_exits_with_2(arguments: list[str]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/mod\xffel.py"
    with open(path, "wb") as file:
        file.write(b"from keras import layers\nlayers.Dense(unit=3)\n")
    for output_format in ("text", "json", "github", "sarif"):
        outcome = start("check", os.fsdecode(path), "--output-format", output_format)
        assert outcome.returncode == 1, outcome.stderr
        assert b"SL301" in outcome.stdout


def test_a_narrow_encoding_of_the_terminal_does_not_fail(tmp_path: Path) -> None:
    path = tmp_path / "model.py"
    path.write_text(PROGRAM)
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    outcome = start("annotate", path, environment=environment)
    assert outcome.returncode == 0, outcome.stderr
    assert "→ (None, 8)".encode() in outcome.stdout
