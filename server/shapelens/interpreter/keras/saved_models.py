"""Models that the program saved or described, and made again: new models of the same layers.

A file that the program wrote is known by its path, among what it told libraries; a configuration holds the model that
it describes, as that was then.
"""

from __future__ import annotations

from dataclasses import replace

from shapelens.interpreter.domain.objects import (
    DictObject,
    FunctionalObject,
    InstanceObject,
    ListObject,
    SavedModelObject,
    SequentialObject,
)
from shapelens.interpreter.domain.problems import FileEnding
from shapelens.interpreter.domain.values import CallArguments, LibraryInstance, OneOf, Ref, Value
from shapelens.interpreter.keras.model_files import model_of_text
from shapelens.interpreter.language.alternatives import for_each
from shapelens.interpreter.language.mappings import mapping_of
from shapelens.interpreter.machine.first_scopes import LIBRARIES
from shapelens.interpreter.machine.library_registry import NOT_KNOWN, library
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.interpreter.modules.load import model_file
from shapelens.interpreter.training.batches import argument_span
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_MODELS = (SequentialObject, FunctionalObject, InstanceObject)
_FILE = "file:"
# the entry of a configuration that holds the model; no configuration of Keras has such a key
_MODEL = "<model>"
_JSON = "keras.Model.to_json"
CHECKPOINT = "keras.callbacks.ModelCheckpoint"
_OPAQUE = Unknown("the entries of the configuration of a model are not followed")


def saved(machine: Machine, ref: Ref) -> Ref:
    """A model as it is now, to be made again later."""
    model = machine.heap[ref]
    assert isinstance(model, _MODELS)
    return machine.heap.new(SavedModelObject(model))


def again(machine: Machine, value: Value, span: Span) -> Value:
    """A model made anew at `span`, of the layers that one had when it was saved."""
    if isinstance(value, OneOf):
        return for_each(machine, value, lambda each: again(machine, each, span))
    content = machine.heap[value] if isinstance(value, Ref) else None
    if not isinstance(content, SavedModelObject):
        return value if isinstance(value, Unknown) else Unknown("the model is not known", span.line)
    model = content.model
    return model if isinstance(model, Unknown) else machine.heap.new(replace(model, span=span))


def is_model(machine: Machine, value: Value) -> bool:
    """Whether a value is a model or a layer of the program's own, which are saved alike."""
    return isinstance(value, Ref) and isinstance(machine.heap[value], _MODELS)


# ---- files


def save(machine: Machine, ref: Ref, path: Value) -> None:
    """`model.save(path)`: the file holds the model as it is now."""
    if isinstance(path, str):
        machine.heap.bind(LIBRARIES, _FILE + path, saved(machine, ref))


def note_ending(machine: Machine, method: str, arguments: CallArguments, span: Span) -> None:
    """Report the path of a file without the ending that Keras 3 asks for."""
    position, ending = (1 if method == "save_model" else 0), ".keras"
    taken: tuple[str, ...] = (".keras", ".h5", ".hdf5")
    if method == "ModelCheckpoint":
        taken = (".keras", ".h5")
    weights = arguments.get(4, "save_weights_only", False) if method == "ModelCheckpoint" else method == "save_weights"
    if weights is True:
        taken, ending = (".weights.h5",), ".weights.h5"
    if method == "save_weights" and arguments.get(2, "max_shard_size") is not None:
        # in several files, which a list of them names
        taken = ("weights.h5", "weights.json")
    path = arguments.get(position, "filepath", arguments.get(position, "path"))
    if not isinstance(path, str) or path.endswith(taken) or not isinstance(weights, bool):
        return
    place = argument_span(arguments, position, "filepath", span)
    if machine.module.file is None:
        machine.report(FileEnding(method, path, ending), place, site=span)


def save_checkpoints(machine: Machine, ref: Ref, callbacks: Value) -> None:
    """What `fit` writes by itself: each `ModelCheckpoint` that keeps whole models."""
    content = machine.heap[callbacks] if isinstance(callbacks, Ref) else None
    items = content.items if isinstance(content, ListObject) else callbacks
    for each in items if isinstance(items, tuple) else (items,):
        if not isinstance(each, LibraryInstance) or each.path != CHECKPOINT:
            continue
        if not each.arguments.get(4, "save_weights_only"):
            save(machine, ref, each.arguments.get(0, "filepath"))


@library("keras.saving.save_model", "keras.models.save_model")
def _save_model(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    model = arguments.get(0, "model")
    note_ending(machine, "save_model", arguments, span)
    if isinstance(model, Ref) and is_model(machine, model):
        save(machine, model, arguments.get(1, "filepath"))
    return None


@library("keras.saving.load_model", "keras.models.load_model")
def _load_model(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """The model that the program saved under this path, else the one in the file that lies there."""
    path = arguments.get(0, "filepath")
    kept = machine.heap.name(LIBRARIES, _FILE + path) if isinstance(path, str) else MISSING
    if kept is not MISSING:
        return again(machine, kept, span)
    found, text = model_file(machine, path) if isinstance(path, str) and path.endswith(".keras") else (None, None)
    if found is None:
        return Unknown("the model is read from a file that the program does not write", span.line)
    if text is None:
        return Unknown("the configuration in the model's file cannot be read", span.line)
    return model_of_text(machine, text, span)


# ---- configurations


def config_of(machine: Machine, ref: Ref, name: str) -> Value:
    """`model.get_config()`: a dict whose entries are not followed, but for the name."""
    return machine.heap.new(DictObject(_OPAQUE, {"name": name, _MODEL: saved(machine, ref)}))


def json_of(machine: Machine, ref: Ref) -> Value:
    """`model.to_json()`: a text that describes the model."""
    return LibraryInstance(_JSON, CallArguments([saved(machine, ref)]))


def described_model(machine: Machine, config: Value, span: Span) -> Value:
    """The model that a configuration of `config_of` describes, made anew; `MISSING` where it is none."""
    content = mapping_of(machine, config, span)
    entries = content.some if isinstance(content.items, Unknown) else content.items
    model = entries.get(_MODEL, MISSING)
    return model if model is MISSING else again(machine, model, span)


@library(*(f"{place}.from_config" for place in (
    "keras.Model", "keras.Sequential", "keras.models.Model", "keras.models.Sequential", "keras.models.Functional",
)))  # fmt: skip
def _from_config(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    model = described_model(machine, arguments.get(0, "config"), span)
    return NOT_KNOWN if model is MISSING else model


@library("keras.models.model_from_json")
def _from_json(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    text = arguments.get(0, "json_string")
    if isinstance(text, LibraryInstance) and text.path == _JSON:
        return again(machine, text.arguments.positional[0], span)
    return NOT_KNOWN


@library("keras.models.clone_model")
def _clone_model(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    """A model of new layers that are made as those of the old: what they give is the same."""
    model = arguments.get(0, "model")
    changed = any(arguments.get(place, name) is not None for place, name in enumerate(_CHANGES, start=1))
    if changed or not isinstance(model, Ref) or not is_model(machine, model):
        return model if isinstance(model, Unknown) else Unknown("how the model is cloned is not followed", span.line)
    return again(machine, saved(machine, model), span)


_CHANGES = ("input_tensors", "clone_function", "call_function")
