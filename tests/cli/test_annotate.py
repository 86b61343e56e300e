"""`shapelens annotate`: hints are compared as annotated source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.invocation import EXAMPLES, invoke


def annotate(program: str) -> str:
    result = invoke("annotate", "-", stdin=program)
    assert result.exit_code == 0
    return result.stdout


def test_a_sequential_model_reads_like_a_table() -> None:
    assert invoke("annotate", EXAMPLES / "cnn_b.py").stdout.split("\n\n")[2] == (
        "model = Sequential([\n"
        '    Conv2D(32, 3, padding="same", input_shape=(128, 128, 3)),   → (None, 128, 128, 32)\n'
        "    MaxPool2D(2),                                               → (None, 64, 64, 32)\n"
        "    Conv2D(64, 5, strides=2),                                   → (None, 30, 30, 64)\n"
        "    MaxPool2D(2),                                               → (None, 15, 15, 64)\n"
        "    Flatten(),                                                  → (None, 14400)\n"
        '    Dense(10, activation="softmax"),                            → (None, 10)\n'
        "])"
    )


def test_each_paragraph_has_its_own_column() -> None:
    program = (
        "from keras import Input, layers\n\n"
        "x = Input((8,))\n"
        "x = layers.Dense(4)(x)\n\n"
        'y = layers.Dense(4, activation="relu", name="a_long_name")(x)\n'
    )
    assert annotate(program).splitlines()[2:] == [
        "x = Input((8,))          → (None, 8)",
        "x = layers.Dense(4)(x)   → (None, 4)",
        "",
        'y = layers.Dense(4, activation="relu", name="a_long_name")(x)   → (None, 4)',
    ]


def test_a_very_long_line_does_not_push_the_others() -> None:
    long = f'y = layers.Dense(4, name="{"n" * 90}")(x)'
    program = f"from keras import Input, layers\n\nx = Input((8,))\n{long}\n"
    assert annotate(program).splitlines()[2:] == ["x = Input((8,))   → (None, 8)", f"{long}   → (None, 4)"]


def test_wide_characters_keep_the_column() -> None:
    program = 'from keras import Input\n\na = Input((8,), name="模型")\nb = Input((16,), name="abcd")\n'
    assert annotate(program).splitlines()[2:] == [
        'a = Input((8,), name="模型")    → (None, 8)',
        'b = Input((16,), name="abcd")   → (None, 16)',
    ]


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.py")), ids=lambda path: path.stem)
def test_without_its_hints_it_is_the_source(path: Path) -> None:
    printed = invoke("annotate", path).stdout
    assert re.sub(r" +→ .*", "", printed) == path.read_text(encoding="utf-8")


def test_what_does_not_fit_is_named_on_standard_error() -> None:
    path = EXAMPLES / "broken" / "reshape_count.py"
    result = invoke("annotate", path)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{path}:7:19: SL207 error: Reshape to (7, 7, 64) takes 3,136 elements")


def test_a_missing_file_exits_with_2(tmp_path: Path) -> None:
    result = invoke("annotate", tmp_path / "gone.py")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no such file or folder" in result.stderr


def test_a_folder_is_refused(tmp_path: Path) -> None:
    result = invoke("annotate", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "this is a folder; a Python file is needed" in result.stderr
