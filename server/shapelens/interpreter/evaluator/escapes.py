"""What is given to code that is not known may be changed there."""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import (
    NO_COMMON,
    DictObject,
    FunctionalObject,
    InstanceObject,
    IteratorObject,
    ListObject,
    SequentialObject,
)
from shapelens.interpreter.domain.values import AnyOf, CallArguments, OneOf, Ref, Value
from shapelens.interpreter.keras.sequential import break_model
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

# libraries that do not change the lists, dicts and models that they are given
_HARMLESS = {
    "builtins", "numpy", "tensorflow", "keras", "os", "math", "matplotlib", "pandas", "sklearn", "scipy", "random",
    "time", "json", "PIL", "cv2", "collections", "itertools", "functools", "sys", "argparse", "logging", "pathlib",
    "seaborn", "tqdm", "tensorflow_datasets", "wandb", "mlflow", "pprint", "copy", "typing", "warnings", "datetime",
    "re", "string", "operator", "contextlib", "dataclasses", "enum", "abc", "types", "inspect", "pickle", "joblib",
    "h5py", "yaml", "csv", "glob", "shutil", "subprocess", "threading", "uuid", "hashlib", "statistics", "textwrap",
    "visualkeras", "tensorflowjs", "tf2onnx", "onnx", "shap", "lime", "plotly", "IPython", "torch", "requests",
    "coremltools", "netron", "streamlit", "gradio", "flask", "imageio", "skimage", "nltk", "gensim", "librosa",
    "tensorboard", "tensorflow_addons", "tensorflow_model_optimization", "tensorflow_hub", "keras_tuner", "optuna",
    "albumentations", "imgaug", "kaggle_datasets", "gym", "gymnasium", "tabulate", "rich", "psutil", "absl",
}  # fmt: skip


def is_harmless(path: str) -> bool:
    """Whether a library leaves what it is given as it is."""
    return path.partition(".")[0] in _HARMLESS


def let_escape(machine: Machine, arguments: CallArguments, span: Span) -> None:
    """Forget what code that is not known may change."""
    reason = Unknown("it is given to code that is not known", span.line)
    seen: set[Ref] = set()
    for value in arguments.values():
        _forget(machine, value, reason, seen)


def forget(machine: Machine, value: Value, reason: Unknown) -> None:
    """Forget what a value holds."""
    _forget(machine, value, reason, set())


def _forget(machine: Machine, value: Value, reason: Unknown, seen: set[Ref]) -> None:
    if isinstance(value, (tuple, AnyOf, OneOf)):
        for item in value if isinstance(value, tuple) else value.refs if isinstance(value, AnyOf) else value.values:
            _forget(machine, item, reason, seen)
    if not isinstance(value, Ref) or value in seen:
        return
    seen.add(value)
    content = machine.heap[value]
    if isinstance(content, ListObject):
        _forget(machine, () if isinstance(content.items, Unknown) else content.items, reason, seen)
        machine.heap[value] = ListObject(reason, content.kind, (), reason)
    elif isinstance(content, DictObject):
        _forget(machine, () if isinstance(content.items, Unknown) else tuple(content.items.values()), reason, seen)
        machine.heap[value] = replace(content, items=reason, some={}, each=NO_COMMON)
    elif isinstance(content, IteratorObject):
        machine.heap[value] = IteratorObject((), reason)
    elif isinstance(content, SequentialObject):
        machine.heap[value] = replace(content, compiled=reason)
        break_model(machine, value, reason)
    elif isinstance(content, FunctionalObject):
        machine.heap[value] = replace(content, compiled=reason)
    elif isinstance(content, InstanceObject) and content.container is not None:
        _forget(machine, content.container, reason, seen)
    elif isinstance(content, InstanceObject):
        machine.heap[value] = replace(content, compiled=reason)
        for item in content.attributes.values():
            inner = machine.heap[item] if isinstance(item, Ref) else None
            if isinstance(item, Ref) and isinstance(inner, (SequentialObject, FunctionalObject)):
                machine.heap[item] = replace(inner, compiled=reason)
