"""From a dotted name to what it stands for: a library name known by rule, or a value read from a module's text."""

from __future__ import annotations

import functools

from shapelens.interpreter.domain.objects import ModuleObject
from shapelens.interpreter.domain.values import Named, Ref, Value
from shapelens.interpreter.machine.callees import find_callee
from shapelens.interpreter.machine.first_scopes import LIBRARIES, RESOLVED
from shapelens.interpreter.machine.library_names import canonical
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.modules.load import load_module, module_attribute

# libraries that are known by their rules and names, never by their text
_BY_NAME = {
    "builtins", "tensorflow", "numpy", "pandas", "sklearn", "scipy", "matplotlib", "torch", "jax", "typing",
    "dataclasses", "enum", "functools", "itertools", "collections", "math", "os", "sys", "abc", "argparse", "json",
    "time", "random",
    "copy", "re", "pathlib", "logging", "warnings", "datetime", "cv2", "PIL", "tqdm", "seaborn", "h5py", "string",
    "tensorflow_datasets", "tensorflow_probability", "tensorflow_addons", "tensorflow_hub", "wandb", "absl",
    "jaxtyping", "packaging", "distutils", "pkg_resources", "importlib", "six",
}  # fmt: skip
# the parts of Keras whose text says what a rule does not: models built from layers, and plain functions of numbers
_KERAS_TEXT = (
    "keras.applications.",
    "keras.ops.operation_utils.",
    "keras.utils.argument_validation.",
    "keras.utils.conv_utils.",
    "keras.utils.naming.",
    "keras.utils.python_utils.",
)


def resolve(machine: Machine, value: Named) -> Value:
    """The value behind a dotted name where its text can be read; else the name itself."""
    told = machine.heap.name(LIBRARIES, value.path)
    if told is not MISSING:
        return told
    by_rule = _by_rule(value.path)
    if by_rule is not None:
        return by_rule
    known = machine.heap.name(RESOLVED, value.path)
    if known is not MISSING:
        return known
    machine.heap.bind(RESOLVED, value.path, value)
    result = _read(machine, value)
    machine.heap.bind(RESOLVED, value.path, result)
    return result


@functools.lru_cache(maxsize=4096)
def _by_rule(written: str) -> Named | None:
    """What a name stands for whose text is never read."""
    path = canonical(written)
    if path.startswith("six.moves."):
        # the names that Python 2 had
        name = path.removeprefix("six.moves.")
        return Named(f"builtins.{'range' if name == 'xrange' else name}")
    root = path.partition(".")[0]
    if root in _BY_NAME or find_callee(path).function is not None or ".experimental." in written:
        # under which name an experimental layer is called decides whether Keras 3 has it
        return Named(written)
    if root == "keras" and not path.startswith(_KERAS_TEXT):
        return Named(path if find_callee(path).has_rule else written)
    return None


def _read(machine: Machine, value: Named) -> Value:
    path = canonical(value.path)
    # Keras' public modules only name what its `keras.src` modules define: that spelling must stay
    spellings = [value.path if value.path.startswith("keras.") else path]
    if value.path.startswith("tensorflow.python.keras."):
        # an old Keras, which TensorFlow still has
        spellings.append(value.path)
    for spelling in spellings:
        parts = spelling.split(".")
        for length in range(len(parts), 0, -1):
            module = load_module(machine, ".".join(parts[:length]))
            if module is not None:
                found = _walk(machine, module, parts[length:])
                if found is not MISSING:
                    return found
                break
    return value


def is_known_by_name(path: str) -> bool:
    """Whether a module is one of a library that is known by rules and names alone."""
    return canonical(path).partition(".")[0] in {*_BY_NAME, "keras"}


def _walk(machine: Machine, module: Ref, names: list[str]) -> Value:
    """The attributes `names` of a module, one after another; only modules are walked into."""
    value: Value = module
    for name in names:
        if not isinstance(value, Ref) or not isinstance(machine.heap[value], ModuleObject):
            return MISSING
        value = module_attribute(machine, value, name)
        if isinstance(value, Named):
            value = resolve(machine, value)
    return value


def absolute_name(machine: Machine, module: str, level: int) -> str:
    """The absolute dotted name of a relative import; a script's own folder stands for its package."""
    if not level:
        return module
    parts = machine.module.package.split(".") if machine.module.package else []
    kept = parts[: len(parts) - (level - 1)] if level > 1 else parts
    return ".".join([*kept, module] if module else kept)
