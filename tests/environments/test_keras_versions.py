"""Which Keras a program is for: what its project says for certain, else its interpreter, else nothing is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.environments.places import LIBRARY, environment, write

from shapelens.environments import packages
from shapelens.environments.keras_versions import FIRST_OF_KERAS_2, SINCE_KERAS_3, keras_in_use
from shapelens.environments.versions import ANY_VERSION, KERAS_3, Versions, specified
from shapelens.interpreter.analyze import analyze
from shapelens.interpreter.machine.module_search import search_for

KERAS_315 = Versions((3, 15), (3, 16))
KERAS_215 = Versions((2, 15), (2, 16))
NO_FLAG = {"HOME": "/nowhere"}


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    packages.forget()
    monkeypatch.setenv("HOME", "/nowhere")
    monkeypatch.delenv("TF_USE_LEGACY_KERAS", raising=False)


def installed(folder: Path, **versions: str) -> tuple[str, ...]:
    """The packages of an environment with some distributions."""
    environment(folder)
    for name, version in versions.items():
        (folder / LIBRARY / f"{name}-{version}.dist-info").mkdir()
    return (str(folder / LIBRARY),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("==3.15.1", KERAS_315),
        ("", ANY_VERSION),
        (">=2.10,<3", Versions((2, 10), (3, 0))),
        (">=2.10, <3.0.0", Versions((2, 10), (3, 0))),
        ("<2.16.2", Versions(below=(2, 17))),
        ("<=2.15.1", Versions(below=(2, 16))),
        ("~=2.15.0", Versions((2, 15), (2, 16))),
        ("~=2.10", Versions((2, 10), (3, 0))),
        ("^2.10", Versions((2, 10), (3, 0))),
        ("~2.10", Versions((2, 10), (2, 11))),
        ("2.15.*", Versions((2, 15), (2, 16))),
        ("=2", Versions((2, 0), (3, 0))),
        ("=2.10=gpu_py39", Versions((2, 10), (2, 11))),
        (">3.4", Versions((3, 4))),
        ("!=3.1", ANY_VERSION),
        ("*", ANY_VERSION),
        ("latest", ANY_VERSION),
    ],
)
def test_specifiers(text: str, expected: Versions) -> None:
    assert specified(text) == expected


def test_the_three_answers() -> None:
    assert [each.since(KERAS_3) for each in (KERAS_315, KERAS_215, Versions((2, 4)))] == [True, False, None]
    assert Versions((2, 4)).both(KERAS_315) == KERAS_315
    assert KERAS_215.both(KERAS_315) is None
    assert KERAS_215.either(KERAS_315) == Versions((2, 15), (3, 16))


UV_LOCK = '[[package]]\nname = "keras"\nversion = "2.15.0"\n\n[[package]]\nname = "tensorflow"\nversion = "2.15.1"\n'


# the file, its text, and what `import keras` and `tensorflow.keras` are in its project
@pytest.mark.parametrize(
    ("name", "text", "keras", "tensorflow"),
    [
        ("uv.lock", UV_LOCK, KERAS_215, FIRST_OF_KERAS_2),
        ("poetry.lock", UV_LOCK.replace("2.15.0", "3.15.0").replace("2.15.1", "2.21.0"), KERAS_315, KERAS_315),
        ("Pipfile.lock", '{"default": {"keras": {"version": "==2.15.0"}}}', KERAS_215, KERAS_215),
        ("requirements.txt", "numpy\ntensorflow-gpu==1.15.2  # old\n", FIRST_OF_KERAS_2, FIRST_OF_KERAS_2),
        ("requirements.txt", "tensorflow[and-cuda]>=2.16 ; python_version > '3.8'\n", SINCE_KERAS_3, SINCE_KERAS_3),
        ("requirements.txt", "-r base.txt\nkeras\ntensorflow>=2.4\n", ANY_VERSION, ANY_VERSION),
        ("requirements.txt", "keras<3\n", Versions(below=KERAS_3), Versions(below=KERAS_3)),
        ("requirements/train.txt", "Keras==2.15\n", KERAS_215, KERAS_215),
        ("environment.yml", "dependencies:\n  - conda-forge::tensorflow=2.10\n", *[FIRST_OF_KERAS_2] * 2),
        ("environment.yaml", "dependencies:\n  - pip:\n    - keras==3.15.*\n", KERAS_315, KERAS_315),
        ("pyproject.toml", '[project]\ndependencies = ["tensorflow~=2.12", "keras>=2.4"]\n', *[Versions((2, 4))] * 2),
        ("pyproject.toml", '[project]\ndependencies = ["tensorflow<2.16"]\n', FIRST_OF_KERAS_2, FIRST_OF_KERAS_2),
        ("pyproject.toml", '[project.optional-dependencies]\ntf = ["keras==3.15.1"]\n', KERAS_315, KERAS_315),
        ("pyproject.toml", '[dependency-groups]\ndev = ["keras==3.15.1"]\n', KERAS_315, KERAS_315),
        ("pyproject.toml", '[tool.poetry.dependencies]\ntensorflow = "2.15.*"\n', *[FIRST_OF_KERAS_2] * 2),
        ("pyproject.toml", '[tool.poetry.group.ml.dependencies]\nkeras = {version = "~2.15"}\n', KERAS_215, KERAS_215),
        ("Pipfile", '[packages]\nkeras = "==2.15.0"\n', KERAS_215, KERAS_215),
        ("requirements.txt", "tf-keras\ntensorflow==2.18\n", Versions((2, 0)), FIRST_OF_KERAS_2),
        ("pyproject.toml", "[project\n", ANY_VERSION, ANY_VERSION),
    ],
)  # fmt: skip
def test_what_a_project_says(tmp_path: Path, name: str, text: str, keras: Versions, tensorflow: Versions) -> None:
    write(tmp_path / name, text)
    found = keras_in_use(str(tmp_path / "src" / "nets"), (), NO_FLAG)
    assert (found.keras, found.tensorflow) == (keras, tensorflow)


def test_a_lock_stands_over_a_pin_and_the_nearest_folder_over_those_above(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[project]\ndependencies = ["keras>=2.4"]\n')
    write(tmp_path / "uv.lock", UV_LOCK)
    write(tmp_path / "new" / "requirements.txt", "keras==3.15.1\n")
    assert keras_in_use(str(tmp_path), (), NO_FLAG).keras == KERAS_215
    assert keras_in_use(str(tmp_path / "new" / "src"), (), NO_FLAG).keras == KERAS_315


def test_the_interpreter_says_it_where_the_project_does_not(tmp_path: Path) -> None:
    site = installed(tmp_path / "env", keras="3.15.1", tensorflow_cpu="2.21.0")
    assert keras_in_use(str(tmp_path), site, NO_FLAG).keras == KERAS_315
    assert keras_in_use(str(tmp_path), site, {"TF_USE_LEGACY_KERAS": "1"}).tensorflow == FIRST_OF_KERAS_2
    write(tmp_path / "requirements.txt", "keras\ntensorflow>=2.4\n")
    packages.forget()
    assert keras_in_use(str(tmp_path), site, NO_FLAG).tensorflow == KERAS_315


def test_a_project_for_keras_2_is_judged_by_its_rules_under_an_interpreter_with_keras_3(tmp_path: Path) -> None:
    site = installed(tmp_path / "env", keras="3.15.1", tensorflow="2.21.0")
    write(tmp_path / "requirements.txt", "keras==2.15.0\n")
    assert keras_in_use(str(tmp_path), site, NO_FLAG).keras == KERAS_215


def test_old_tensorflow_alone_has_keras_2(tmp_path: Path) -> None:
    found = keras_in_use(str(tmp_path), installed(tmp_path / "env", tensorflow="2.10.1"), NO_FLAG)
    assert (found.keras, found.tensorflow) == (FIRST_OF_KERAS_2, FIRST_OF_KERAS_2)


def test_nothing_is_known_where_nothing_says_it(tmp_path: Path) -> None:
    assert keras_in_use(str(tmp_path), (), NO_FLAG).keras == ANY_VERSION


# how a program imports Keras, and which it then has, where `keras` is 3.15 and `tensorflow.keras` is not decided
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import keras\n", True),
        ("from keras import layers\nimport tensorflow as tf\nx = tf.zeros(3)\n", True),
        ("from tf_keras import layers\n", False),
        ("import tensorflow as tf\ntf.keras.Input((3,))\n", True),
        ("import os\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\nimport tensorflow as tf\ntf.keras.Input((3,))\n", False),
        ("import os\nos.environ.setdefault('TF_USE_LEGACY_KERAS', \"True\")\nfrom tensorflow import keras\n", False),
        ("import os\nos.environ['TF_USE_LEGACY_KERAS'] = flag\nfrom tensorflow import keras\n", None),
        ("from nets import backbone\n", True),
    ],
)
def test_by_what_a_program_imports(tmp_path: Path, text: str, expected: bool | None) -> None:
    site = installed(tmp_path / "env", keras="3.15.1", tensorflow="2.21.0")
    assert keras_in_use(str(tmp_path), site, NO_FLAG).of_text(text).since(KERAS_3) is expected


def test_an_analysis_knows_it_and_an_edit_of_the_imports_changes_it(tmp_path: Path) -> None:
    python = environment(tmp_path / "env")
    for name in ("keras-3.15.1", "tensorflow-2.21.0"):
        (tmp_path / "env" / LIBRARY / f"{name}.dist-info").mkdir()
    path = str(tmp_path / "net.py")
    model = "layers.Dense(3, name='a/b')\n"
    new = analyze(f"from keras import layers\n{model}", path, search=search_for(path, python))
    old = analyze(f"from tf_keras import layers\n{model}", path, search=search_for(path, python))
    assert (new.keras, len(new.findings)) == (KERAS_315, 1)
    assert (old.keras, len(old.findings)) == (FIRST_OF_KERAS_2, 0)
