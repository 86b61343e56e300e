"""What real Keras gives at every call of a program, by file, line and column.

Runs in a process that has imported Keras. It builds on the agent of the shape check: the same instrumentation of call
expressions, the same hooks in Keras, the same stand-ins for training and downloads. What differs: the modules of the
program's own folder are watched as well, and shapes are kept apart by how they came about (`Shapes`).
"""

from __future__ import annotations

import functools
import importlib
import importlib.machinery
import inspect
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.traced.sources import Finder, Sources
from tests.traced.statements import Statements

from shapelens_agent import hooks, stubs
from shapelens_agent.environment import Loaded
from shapelens_agent.instrument import Instrumented, Site
from shapelens_agent.keras_objects import Keras, map_leaves, operation_of
from shapelens_agent.monitor import MAX_SHAPES, Monitor, Running
from shapelens_agent.program import enter_folder, run_program
from shapelens_agent.runs import BATCH, Runner, UnknownInput, inference
from shapelens_agent.stubs import build

RERUN_SECONDS = 15.0
OWN = "_traced_own"
TRAININGS = ("fit", "fit_generator")
PREDICTIONS = ("predict", "predict_on_batch", "predict_generator")


class Shapes:
    """The shapes of one call: `symbolic` of tensors without values (an open size is None), `concrete` of arrays that
    the program computed, `zeros` of batches of two that stood in for data."""

    __slots__ = ("concrete", "kind", "layer", "symbolic", "zeros")

    def __init__(self) -> None:
        self.kind = ""
        self.layer = ""
        self.symbolic: list[Any] = []
        self.concrete: list[Any] = []
        self.zeros: list[Any] = []


class Tracer(Monitor):
    """A monitor that tells symbolic shapes from concrete ones, and hears the elements of a Sequential."""

    def __init__(self, keras: Keras, sources: Sources) -> None:
        super().__init__(keras, sources.sites, sources.main)
        self.sources = sources
        self.shapes: dict[int, Shapes] = {}
        self.returned: set[int] = set()
        self.zeros_running = 0
        self.building: list[Any] = []
        self.prediction: Any = None
        self.is_counted = True

    def mark_born(self, thing: Any) -> None:
        super().mark_born(thing)
        if self.keras.is_layer(thing):
            vars(thing)[OWN] = is_constructed_in(self.sources.names)

    def leave(self, site: int, since: int, value: Any) -> Any:
        self.returned.add(site)
        return super().leave(site, since, value)

    def predicted(self, model: Any, value: Any, is_counted: bool) -> None:
        """What `predict` gives the program; where no data says of how many samples, the batch is that of our zeros."""
        self._local.last = (value, type(model).__name__)
        self.prediction, self.is_counted = value, is_counted

    def _is_listed(self, operation: Any, parent: Running | None) -> bool:
        """Whether a call is that of an element of a Sequential, and the element a layer of the program's own making."""
        if self.keras.is_model(operation) or not vars(operation).get(OWN):
            return False
        if parent is not None and parent.operation not in self.building:
            # one that was built before is called on another input: its elements run on that as well
            return self.keras.is_sequential(parent.operation)
        return bool(self.building)

    def record(self, site: int, value: Any, layer: str) -> None:
        if self.paused:
            return
        shape, symbolic = self.keras.describe(value)
        found = self.shapes.setdefault(site, Shapes())
        found.layer = layer or found.layer
        found.kind = found.kind or self._kind_of(value, layer)
        is_zeros = self.zeros_running or (value is self.prediction and not self.is_counted)
        kept = found.zeros if is_zeros else found.symbolic if symbolic else found.concrete
        if shape not in kept and len(kept) < MAX_SHAPES:
            kept.append(shape)

    def _kind_of(self, value: Any, layer: str) -> str:
        if value is self.prediction and layer:
            return "model"
        node = self.keras.node_of(value)
        operation = None if node is None else operation_of(node)
        if operation is None:
            return "layer" if layer else "op"
        if node.is_input:
            return "input"
        return "model" if self.keras.is_model(operation) else "layer" if self.keras.is_layer(operation) else "op"


class ZerosRunner(Runner):
    """Tells the tracer that what runs now are zeros of its own making."""

    tracer: Tracer

    def run(self, model: Any, given: Any = None, name: str = "") -> Any:
        self.tracer.zeros_running += 1
        try:
            return super().run(model, given, name)
        finally:
            self.tracer.zeros_running -= 1


def trace(loaded: Loaded, main: Path) -> dict[str, Any]:
    """Run one program to its end and say what every call gave. The process is of no other use afterwards."""
    sources = Sources(main)
    tracer = Tracer(loaded.keras, sources)
    runner = ZerosRunner(tracer, None, None)
    runner.tracer = tracer
    install(loaded, tracer, runner, sources)
    begun = time.monotonic()
    enter_folder(str(main))
    code = sources.compile(main.read_bytes(), str(main))
    outcome = run_program(Instrumented(code, sources.sites), str(main), tracer)
    seconds = time.monotonic() - begun
    if outcome.error is None:
        run_on_zeros(tracer, runner)
    return {
        "error": describe(outcome.error, sources),
        "seconds": seconds,
        "sites": site_rows(tracer, sources),
        "statements": statement_rows(sources),
        "unreturned": unreturned_rows(tracer, sources),
        "failed": lines_of(outcome.error, sources),
    }


def install(loaded: Loaded, tracer: Tracer, runner: Runner, sources: Sources) -> None:
    hooks.install(loaded.keras, tracer)
    stubs.install(loaded.keras, runner)
    stubs.build = build_where_training_would
    if loaded.keras.backend == "tensorflow":
        watch_mapped_functions()
    # the agent watches one file, a program may have several

    def called_from(path: str) -> bool:
        return is_called_from(sources.names)

    hooks.called_from = called_from
    sys.meta_path.insert(0, Finder(sources))
    sys.dont_write_bytecode = True
    for flavour in loaded.keras.flavours:
        watch_building(flavour.sequential, tracer)
        for name in PREDICTIONS:
            if hasattr(flavour.model, name):
                watch_predictions(flavour.model, name, tracer)
        for name in TRAININGS:
            if hasattr(flavour.model, name):
                watch_training(flavour.model, name)


def build_where_training_would(runner: Runner, model: Any, x: Any) -> None:
    """A model with a training step of its own need not be able to be called on what `fit` is given; where it is not,
    the statements of that call never ran."""
    statements = runner.tracer.sources.statements if isinstance(runner, ZerosRunner) else Statements()
    before = set(statements.begun), set(statements.ended)
    try:
        build(runner, model, x)
    except Exception:
        if not has_own_step(model):
            raise
        statements.restore(*before)


def has_own_step(model: Any) -> bool:
    return not type(model).train_step.__module__.startswith(("keras.", "tf_keras."))


def is_constructed_in(names: set[str]) -> bool:
    """Whether a file of the program called the class whose instance is being made: `mark_born` is told by `__new__`."""
    frame: Any = sys._getframe(3)
    while frame is not None and frame.f_code.co_name in ("__new__", "make_marked"):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename in names


def is_called_from(names: set[str]) -> bool:
    """Whether the caller of a hook is a file of the program."""
    frame: Any = sys._getframe(3)
    while frame is not None and frame.f_code.co_filename not in names and frame.f_code.co_name in hooks.PASSED_THROUGH:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename in names


def watch_building(sequential: Any, tracer: Tracer) -> None:
    """While a Sequential is being built, Keras calls its elements one by one: that is where their shapes are said."""
    build: Callable[..., Any] = sequential.build

    # Keras reads the signature of `build`
    @functools.wraps(build)
    def watched_build(self: Any, *args: Any, **kwargs: Any) -> Any:
        tracer.building.append(self)
        try:
            return build(self, *args, **kwargs)
        finally:
            tracer.building.pop()

    sequential.build = watched_build


def watch_mapped_functions() -> None:
    """What `Dataset.map` is given runs as it stands where it can: a copy that autograph rewrites is not watched."""
    api: Any = importlib.import_module("tensorflow.python.autograph.impl.api")
    needs_rewriting = importlib.import_module("tensorflow").errors.OperatorNotAllowedInGraphError
    convert = api.tf_convert

    def convert_where_needed(function: Any, *args: Any, **kwargs: Any) -> Any:
        converted = convert(function, *args, **kwargs)

        @functools.wraps(function)
        def run(*given: Any, **named: Any) -> Any:
            try:
                return function(*given, **named)
            except needs_rewriting:
                return converted(*given, **named)

        return run

    api.tf_convert = convert_where_needed


def watch_predictions(model_type: Any, name: str, tracer: Tracer) -> None:
    """A model that `predict` runs is a call of that model, where the program says so itself."""
    predict: Callable[..., Any] = getattr(model_type, name)

    @functools.wraps(predict)
    def watched_predict(self: Any, x: Any = None, *args: Any, **kwargs: Any) -> Any:
        count = stubs.sample_count(x)
        try:
            outputs = predict(self, x, *args, **kwargs)
        except UnknownInput:
            outputs = None
        outputs = outputs if count is None else predicted_of(tracer, self, x, count, outputs)
        if sys._getframe(1).f_code.co_filename in tracer.sources.names:
            tracer.predicted(self, outputs, count is not None)
        return outputs

    setattr(model_type, name, watched_predict)


def watch_training(model_type: Any, name: str) -> None:
    """Where a generator of the program's own is to be trained on, its first batch is made, as training would."""
    fit: Callable[..., Any] = getattr(model_type, name)

    @functools.wraps(fit)
    def watched_fit(self: Any, x: Any = None, *args: Any, **kwargs: Any) -> Any:
        for source in (x, kwargs.get("validation_data")):
            if inspect.isgenerator(source):
                next(source)
        return fit(self, x, *args, **kwargs)

    setattr(model_type, name, watched_fit)


def predicted_of(tracer: Tracer, model: Any, x: Any, count: int, otherwise: Any) -> Any:
    """What `predict` gives for the data themselves: the stand-in makes up the sizes that the model leaves open."""
    was_paused, tracer.paused = tracer.paused, True
    try:
        outputs = model(map_leaves(lambda array: array[:BATCH], x), **inference(model))
        return map_leaves(lambda tensor: stubs.zeros_like(tensor, count), outputs)
    except Exception:  # not every thing that `predict` takes can be cut
        return otherwise
    finally:
        tracer.paused = was_paused


def run_on_zeros(tracer: Tracer, runner: Runner) -> None:
    """Run the models on zeros: a size that Keras leaves open may be known after all. It is no part of the program."""
    statements = tracer.sources.statements
    before = set(statements.begun), set(statements.ended)
    rerun(tracer, runner)
    statements.restore(*before)


def rerun(tracer: Tracer, runner: Runner) -> None:
    begun = time.monotonic()
    for seen in reversed(tracer.models):
        if time.monotonic() - begun > RERUN_SECONDS:
            return
        if not runner.has_run(seen.model):
            try:
                runner.run(seen.model)
            except Exception:  # what does not run on zeros is simply not known better
                continue


def describe(error: BaseException | None, sources: Sources) -> str | None:
    if error is None:
        return None
    lines = lines_of(error, sources)
    return f"line {lines[-1][1] if lines else None}: {type(error).__name__}: {error}"


def lines_of(error: BaseException | None, sources: Sources) -> list[tuple[str, int]]:
    """The lines of the program that an exception passed through, the outermost first."""
    found = []
    step = None if error is None else error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in sources.names:
            found.append((step.tb_frame.f_code.co_filename, step.tb_lineno))
        step = step.tb_next
    return found


def statement_rows(sources: Sources) -> list[list[Any]]:
    """Every statement by file and place, whether it began and whether it came to its end."""
    marks = sources.statements
    return [
        [path, *place, int(index in marks.begun), int(index in marks.ended)]
        for index, (path, place) in enumerate(zip(marks.file_of, marks.places, strict=True))
    ]


def unreturned_rows(tracer: Tracer, sources: Sources) -> list[list[Any]]:
    """Every call expression that never returned, by file and place."""
    named = enumerate(zip(sources.file_of, sources.sites, strict=True))
    return [[path, *site[:4]] for index, (path, site) in named if index not in tracer.returned]


def site_rows(tracer: Tracer, sources: Sources) -> list[dict[str, Any]]:
    """Every call with what it gave, by file and place; not those of the program's own helper functions."""
    seen = [index for index, found in tracer.shapes.items() if found.kind != "op" or index not in sources.helpers]
    seen.sort(key=lambda index: (sources.file_of[index], sources.sites[index][:4]))
    return [site_row(sources.file_of[index], sources.sites[index], tracer.shapes[index]) for index in seen]


def site_row(path: str, site: Site, found: Shapes) -> dict[str, Any]:
    return {
        "path": path,
        "line": site.line,
        "column": site.column,
        "end_line": site.end_line,
        "end_column": site.end_column,
        "kind": found.kind,
        "layer": found.layer,
        "symbolic": found.symbolic,
        "concrete": found.concrete,
        "zeros": found.zeros,
    }
