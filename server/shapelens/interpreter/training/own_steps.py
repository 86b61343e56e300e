"""Methods of a model's class in the place of Keras' own: what a batch and its labels are for is then their business."""

from __future__ import annotations

from dataclasses import dataclass

from shapelens.interpreter.domain.objects import InstanceObject
from shapelens.interpreter.domain.values import Function, Method, Ref
from shapelens.interpreter.language.mro import find_in_class, library_base
from shapelens.interpreter.machine.machine import MISSING, Machine
from shapelens.shapes.unknown import Unknown

_TRAINING = ("train_step", "make_train_function")
_TESTING = ("test_step", "make_test_function")
_PREDICTING = ("predict_step", "make_predict_function")
# what Keras calls on each batch, and what makes the function around that, by the method that is called
_STEPS = {
    "fit": _TRAINING, "train_on_batch": _TRAINING, "evaluate": _TESTING, "test_on_batch": _TESTING,
    "predict": _PREDICTING, "predict_on_batch": _PREDICTING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnSteps:
    """What a model does itself in one call: the whole step (`run` is its method, where that is known), the step on
    the data for validation, the loss."""

    step: bool = False
    validation: bool = False
    loss: bool = False
    run: Method | None = None
    run_validation: Method | None = None


KERAS_ALONE = OwnSteps()


def own_steps(machine: Machine, ref: Ref, method: str) -> OwnSteps:
    """What the class of a model has of its own for a call of `method`; all of it where a base is not known."""
    model = machine.heap[ref]
    if not isinstance(model, InstanceObject) or model.cls is None:
        return KERAS_ALONE
    if isinstance(library_base(machine, model.cls), Unknown):
        return OwnSteps(step=True, validation=True, loss=True)
    return OwnSteps(
        _has(machine, model.cls, *_STEPS[method]),
        _has(machine, model.cls, *_TESTING),
        _has(machine, model.cls, "compute_loss"),
        _step(machine, ref, model.cls, _STEPS[method]),
        _step(machine, ref, model.cls, _TESTING),
    )


def _has(machine: Machine, cls: Ref, *names: str) -> bool:
    return any(find_in_class(machine, cls, name) is not MISSING for name in names)


def _step(machine: Machine, ref: Ref, cls: Ref, names: tuple[str, str]) -> Method | None:
    """The step itself, where nothing else makes the function around it."""
    step, maker = (find_in_class(machine, cls, name) for name in names)
    return Method(ref, step) if isinstance(step, Function) and maker is MISSING else None
