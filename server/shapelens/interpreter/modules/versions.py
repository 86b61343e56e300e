"""The versions of libraries, by which programs choose between spellings: those installed, else those of our rules."""

from __future__ import annotations

import re

from shapelens.environments.keras_versions import TENSORFLOW_WITH_KERAS_3
from shapelens.environments.packages import installed_version
from shapelens.environments.versions import KERAS_3, Versions, exactly
from shapelens.interpreter.domain.values import CallArguments, Value
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import Machine
from shapelens.syntax.spans import Span

# module -> the distributions that hold it
_DISTRIBUTIONS = {
    "tensorflow": ("tensorflow", "tensorflow-cpu", "tensorflow-intel", "tensorflow-macos", "tf-nightly"),
    "keras": ("keras", "keras-nightly"),
    "numpy": ("numpy",),
}
# what the rules of layers and operations are those of
_RULES = {"keras": "3.15.0", "tensorflow": "2.21.0"}
_ATTRIBUTES = {"__version__", "VERSION", "version.VERSION"}


def library_version(machine: Machine, path: str) -> str | None:
    """The text behind `tensorflow.__version__` and the like; None for any other name."""
    root, _, attribute = canonical(path).partition(".")
    return _version(machine, root) if attribute in _ATTRIBUTES else None


def _version(machine: Machine, module: str) -> str | None:
    if module not in _DISTRIBUTIONS:
        return None
    version = installed_version(machine.search.installed, _DISTRIBUTIONS[module]) or _RULES.get(module)
    return None if version is None or _is_another(machine, module, exactly(version)) else version


def _is_another(machine: Machine, module: str, found: Versions) -> bool:
    """Whether the program is for another version than the one that was found."""
    if module == "keras":
        return machine.search.keras.keras.both(found) is None
    said = machine.search.keras.tensorflow.since(KERAS_3)
    return module == "tensorflow" and said is False and found.since(TENSORFLOW_WITH_KERAS_3) is True


@library("importlib.metadata.version", "keras.version")
def _installed(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return _version(machine, str(arguments.get(0, "distribution_name", "keras"))) or NOT_KNOWN


@library(
    "distutils.version.LooseVersion",
    "distutils.version.StrictVersion",
    "packaging.version.parse",
    "packaging.version.Version",
    "pkg_resources.parse_version",
)
def _parsed(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A version as its numbers, which compare as versions do."""
    text = arguments.get(0, "version")
    found = re.match(r"v?(\d+(?:\.\d+)*)", text) if isinstance(text, str) else None
    if found is None:
        return NOT_KNOWN
    numbers = [int(part) for part in found[1].split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
