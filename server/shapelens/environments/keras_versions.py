"""Which Keras a program is for: what its project says, else what its interpreter has; files are read, nothing started.

Every question has three answers: yes, no, and not known. `import keras` and `tensorflow.keras` need not be the same.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shapelens.environments.layouts import folders_upwards
from shapelens.environments.packages import installed_versions, when_forgotten
from shapelens.environments.requirements import Declared, declared_in
from shapelens.environments.versions import ANY_VERSION, KERAS_3, Version, Versions

# TensorFlow has Keras 3 since this version; before, its own Keras 2 of the same minor number
TENSORFLOW_WITH_KERAS_3: Version = (2, 16)
FIRST_OF_KERAS_2 = Versions((2, 0), KERAS_3)
SINCE_KERAS_3 = Versions(KERAS_3)
# TensorFlow's Keras is Keras 2 where this is set, from the package `tf_keras`
LEGACY_FLAG = "TF_USE_LEGACY_KERAS"

_KERAS = ("keras", "keras-nightly")
_LEGACY = ("tf-keras", "tf-keras-nightly")
_TENSORFLOW = (
    "tensorflow", "tensorflow-cpu", "tensorflow-gpu", "tensorflow-macos", "tensorflow-intel", "tensorflow-cpu-aws",
    "tensorflow-rocm", "intel-tensorflow", "tf-nightly", "tf-nightly-cpu", "tf-nightly-gpu",
)  # fmt: skip
_SET_IN_TEXT = re.compile(LEGACY_FLAG + r"""["']?\]?\s*[=,]\s*["']?(?:1|[Tt]rue)\b""")
_ROOTS = {
    "tf_keras": re.compile(r"^[ \t]*(?:from|import)[ \t]+tf_keras\b", re.MULTILINE),
    "tensorflow": re.compile(r"\btensorflow\b|\btf\.keras\b"),
    "keras": re.compile(r"^[ \t]*(?:from|import)[ \t]+keras\b", re.MULTILINE),
}


@dataclass(frozen=True, slots=True)
class KerasInUse:
    """The versions that `import keras` and `tensorflow.keras` may be."""

    keras: Versions = ANY_VERSION
    tensorflow: Versions = ANY_VERSION

    def of_text(self, text: str) -> Versions:
        """The versions that the Keras of one program may be, by the roots under which it imports it."""
        # the pattern takes far longer than the word
        named = [root for root in _ROOTS if root != "tf_keras" or root in text]
        roots = [root for root in named if _ROOTS[root].search(text)]
        if "tf_keras" in roots:
            return FIRST_OF_KERAS_2
        if "keras" in roots and "tensorflow" in roots and "tf.keras" not in text and "tensorflow.keras" not in text:
            # TensorFlow for itself, beside Keras
            roots.remove("tensorflow")
        legacy = LEGACY_FLAG in text
        versions = [self._of_root(root, legacy and bool(_SET_IN_TEXT.search(text)), legacy) for root in roots]
        return functools.reduce(Versions.either, versions or [self.keras.either(self.tensorflow)])

    def _of_root(self, root: str, is_legacy: bool, is_mentioned: bool) -> Versions:
        if root == "keras":
            return self.keras
        return FIRST_OF_KERAS_2 if is_legacy else ANY_VERSION if is_mentioned else self.tensorflow


UNKNOWN_KERAS = KerasInUse()


def keras_in_use(folder: str, installed: tuple[str, ...], environ: Mapping[str, str] | None = None) -> KerasInUse:
    """The Keras for the programs in a folder, with the packages of some folders.

    What the project says for certain stands over the interpreter that was found: the program is written for that.
    """
    environ = os.environ if environ is None else environ
    home = environ.get("HOME") or environ.get("USERPROFILE") or ""
    return _keras_in_use(
        os.path.abspath(folder), installed, environ.get(LEGACY_FLAG, "").lower() in ("1", "true"), home
    )


@functools.lru_cache(maxsize=256)
def _keras_in_use(folder: str, installed: tuple[str, ...], is_legacy: bool, home: str) -> KerasInUse:
    said = _of_project(_declared(Path(folder), home), is_legacy)
    versions = installed_versions(installed)
    found = _derived(_first(versions, _KERAS), _first(versions, _TENSORFLOW), is_legacy)
    return KerasInUse(_chosen(said.keras, found.keras), _chosen(said.tensorflow, found.tensorflow))


when_forgotten(_keras_in_use.cache_clear)


def _chosen(said: Versions, found: Versions) -> Versions:
    """What the project says, as exactly as the interpreter knows it; where that is no Keras, the interpreter's."""
    if found == ANY_VERSION:
        return said
    is_decided = said.since(KERAS_3) is not None
    return said.both(found) or (said if is_decided else found)


def _declared(folder: Path, home: str) -> Declared:
    """What the nearest folder says that speaks of Keras or TensorFlow."""
    for place in folders_upwards(folder, {"HOME": home}):
        declared = declared_in(place)
        if declared.of((*_KERAS, *_TENSORFLOW, *_LEGACY)) is not None:
            return declared
    return Declared()


def _of_project(declared: Declared, is_legacy: bool) -> KerasInUse:
    keras, tensorflow = declared.of(_KERAS), declared.of(_TENSORFLOW)
    # who asks for `tf-keras` and not for `keras` means it by `tensorflow.keras`
    asks_for_legacy = any(name in declared.asked for name in _LEGACY)
    means_legacy = asks_for_legacy and not any(name in declared.asked for name in _KERAS)
    derived = _derived(keras, tensorflow, is_legacy or means_legacy)
    if means_legacy and keras is None:
        # it may be imported under either name, by code that was not moved yet
        return KerasInUse(FIRST_OF_KERAS_2.either(derived.keras), derived.tensorflow)
    return derived


def _derived(keras: Versions | None, tensorflow: Versions | None, is_legacy: bool) -> KerasInUse:
    """Of the versions of the two distributions, None where nothing is said of one."""
    with_tensorflow = ANY_VERSION if tensorflow is None else _keras_of_tensorflow(tensorflow)
    alone = with_tensorflow if keras is None else keras.both(with_tensorflow) or keras
    if is_legacy:
        return KerasInUse(alone, FIRST_OF_KERAS_2)
    inside = alone if with_tensorflow.since(KERAS_3) is not False else with_tensorflow
    return KerasInUse(alone, inside)


def _keras_of_tensorflow(tensorflow: Versions) -> Versions:
    match tensorflow.since(TENSORFLOW_WITH_KERAS_3):
        case True:
            return SINCE_KERAS_3
        case False:
            return FIRST_OF_KERAS_2
        case None:
            return ANY_VERSION


def _first(versions: Mapping[str, Versions], names: Iterable[str]) -> Versions | None:
    return next((versions[name] for name in names if name in versions), None)
