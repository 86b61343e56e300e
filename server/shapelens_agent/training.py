"""What a training step asks of shapes, without the training: the loss and the metrics of a few samples of zeros.

Labels of the wrong rank or width raise here what they raise in `fit`. A model with a training step of its own is left
alone: nothing says what that does with two samples.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any, Optional, Sequence

from shapelens_agent.hooks import Spec, spec_of
from shapelens_agent.keras_objects import Flavour, graph_inputs, leaves, map_leaves
from shapelens_agent.runs import BATCH, Runner

# set on an exception of a loss or metric: the model does not fit its labels
IN_MODEL = "_shapelens_in_model"
# what a program trains in, where it does not say
USUAL_BATCH = 32
PLAIN_KINDS = "biuf"


def check_loss(runner: Runner, flavour: Flavour, model: Any, x: Any, y: Any, batch_size: Any) -> None:
    """Compute the loss on zeros; raises what it raises for two samples, if it raises for a usual batch too."""
    inputs, labels = specs_of(x, y)
    # how Keras pairs several outputs with their losses depends on how the data come: that is left to `fit`
    if inputs is None or not isinstance(labels, Spec) or not is_plain(flavour, model):
        return
    usual = batch_size if isinstance(batch_size, int) and batch_size > 0 else USUAL_BATCH
    first: Optional[Exception] = None
    for count in counts(model, usual):
        try:
            step(runner, model, inputs, labels, count)
            return
        except Exception as error:
            first = first or error
    if first is not None:
        mark_in_model(first)
        raise first


def mark_in_model(error: Exception) -> None:
    with contextlib.suppress(AttributeError, TypeError):
        setattr(error, IN_MODEL, True)


def refuse_objects(*data: Any) -> None:
    """Arrays of objects (rows of several lengths, None) are made into tensors as `fit` makes them, which may raise."""
    for array in (leaf for each in data for leaf in leaves(each)):
        kind = getattr(getattr(array, "dtype", None), "kind", "")
        if kind == "O" and hasattr(array, "__array__") and "tensorflow" in sys.modules:
            try:
                sys.modules["tensorflow"].convert_to_tensor(array[:BATCH])
            except Exception as error:
                mark_in_model(error)
                raise


def is_plain(flavour: Flavour, model: Any) -> bool:
    """Whether a model was compiled with a loss, and trains as Keras trains."""
    own = type(model)
    methods = ("train_step", "compute_loss", "compute_metrics")
    if not all(getattr(own, name, None) is getattr(flavour.model, name, None) for name in methods):
        return False
    return bool(getattr(model, "loss", None)) and hasattr(model, "compute_loss")


def counts(model: Any, usual: int) -> Sequence[int]:
    """How many samples: as many as the model says, else two, else as many as the program trains with."""
    fixed = [tensor.shape[0] for tensor in graph_inputs(model) if len(tensor.shape) and tensor.shape[0] is not None]
    return fixed[:1] or (BATCH, usual)


def step(runner: Runner, model: Any, inputs: Any, labels: Any, count: int) -> None:
    outputs = runner.quietly(model, map_leaves(lambda spec: Spec((count, *spec.shape[1:]), spec.dtype), inputs))
    truth = map_leaves(lambda spec: zeros(spec, count), labels)
    if isinstance(outputs, (list, tuple, dict)):
        return
    model.compute_loss(x=None, y=truth, y_pred=outputs, sample_weight=None)
    if hasattr(model, "compute_metrics"):
        model.compute_metrics(None, truth, outputs, None)


def zeros(spec: Spec, count: int) -> Any:
    import numpy

    return numpy.zeros((count, *spec.shape[1:]), spec.dtype)


def specs_of(x: Any, y: Any) -> Any:
    """One sample's inputs and labels as specs of batches; None for either where not every part says its shape."""
    elements = getattr(x, "element_spec", None)
    if elements is not None:
        x, y = (elements[0], elements[1]) if isinstance(elements, tuple) and len(elements) > 1 else (elements, None)
    return batch_specs(x, closed=True), batch_specs(y, closed=True)


def batch_specs(data: Any, closed: bool = False) -> Any:
    """The specs of a batch; with `closed` of numbers alone, and of known sizes."""
    specs = map_leaves(spec_of, data)
    for spec in leaves(specs):
        if not isinstance(spec, Spec) or not spec.shape:
            return None
        if closed and (None in spec.shape[1:] or not is_number(spec.dtype)):
            return None
    return map_leaves(lambda spec: Spec((None, *spec.shape[1:]), spec.dtype), specs)


def is_number(dtype: str) -> bool:
    import numpy

    try:
        return numpy.dtype(dtype).kind in PLAIN_KINDS
    except TypeError:
        return False
