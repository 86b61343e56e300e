"""What a check does not do: training, saving, downloading, printing of summaries and drawing of plots.

Each stand-in returns what the real call would, as far as a program can tell by shapes: `fit` a history of zeros, once
the loss was computed, `predict` zeros of the output's shape, `load_data` zeros of the data set's. A model that is not
built yet is run on zeros of the data's shape where it would have been, so that what `fit` would raise is raised there.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, Callable, Dict, List, Optional, Tuple

from shapelens_agent.datasets import load_data_stubs
from shapelens_agent.keras_objects import Flavour, Keras, graph_nodes, leaves, map_leaves
from shapelens_agent.runs import Runner
from shapelens_agent.training import batch_specs, check_loss, refuse_objects

METRICS = "_shapelens_metrics"
MAX_EPOCHS = 100_000
IGNORED_METHODS = ("summary", "save", "save_weights", "load_weights", "export", "reset_states", "save_spec")


def install(keras: Keras, runner: Runner) -> None:
    if keras.backend == "tensorflow":
        # `tf.function` would run a rewritten copy of the program, in which no call is watched
        importlib.import_module("tensorflow").config.run_functions_eagerly(True)
    functions: List[Tuple[Any, Any]] = []
    for flavour in keras.flavours:
        replace_methods(flavour, runner)
        utils, models = flavour.module.utils, flavour.module.models
        functions += [(getattr(utils, "plot_model", None), ignored), (getattr(models, "save_model", None), ignored)]
        functions += [(utils.get_file, refuse_download(utils.get_file)), *load_data_stubs(flavour.module)]
    replace_functions({id(original): (original, stub) for original, stub in functions if original is not None})


def replace_methods(flavour: Flavour, runner: Runner) -> None:
    model: Any = flavour.model
    compile_model = model.compile

    def compile_noted(self: Any, *args: Any, **kwargs: Any) -> Any:
        vars(self)[METRICS] = metric_names(kwargs.get("metrics", args[2] if len(args) > 2 else None))
        return compile_model(self, *args, **kwargs)

    def fit(self: Any, x: Any = None, *args: Any, **kwargs: Any) -> Any:
        y = kwargs.get("y", args[0] if args else None)
        refuse_objects(x, y)
        build(runner, self, x)
        check_loss(runner, flavour, self, x, y, batch_size_of(args, kwargs))
        # fit(x, y, batch_size, epochs)
        epochs = kwargs.get("epochs", args[2] if len(args) > 2 else 1)
        self.history = history_of(flavour, self, min(epochs, MAX_EPOCHS) if isinstance(epochs, int) else 1)
        return self.history

    def evaluate(self: Any, x: Any = None, *_args: Any, **kwargs: Any) -> Any:
        build(runner, self, x)
        names = ["loss", *vars(self).get(METRICS, [])]
        if kwargs.get("return_dict"):
            return dict.fromkeys(names, 0.0)
        return [0.0] * len(names) if len(names) > 1 else 0.0

    def predict(self: Any, x: Any = None, *_args: Any, **_kwargs: Any) -> Any:
        specs = batch_of(x)
        count = sample_count(x)
        output = runner.run(self, specs if not graph_nodes(self) else None)
        return map_leaves(lambda tensor: zeros_like(tensor, count), output)

    stubs: Dict[str, Callable[..., Any]] = {"compile": compile_noted, "fit": fit, "fit_generator": fit}
    stubs.update(dict.fromkeys(("evaluate", "evaluate_generator", "train_on_batch", "test_on_batch"), evaluate))
    stubs.update(dict.fromkeys(("predict", "predict_generator", "predict_on_batch"), predict))
    stubs.update(dict.fromkeys(IGNORED_METHODS, ignored))
    for name, stub in stubs.items():
        if hasattr(model, name):
            setattr(model, name, stub)


def replace_functions(stubs: Dict[int, Tuple[Any, Any]]) -> None:
    """Put stand-ins wherever Keras' own modules bind the functions, under whichever of their names."""
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in ("keras", "tf_keras", "tensorflow") and module is not None:
            for key, value in list(vars(module).items()):
                if id(value) in stubs:
                    setattr(module, key, stubs[id(value)][1])


def ignored(*_args: Any, **_kwargs: Any) -> None:
    return None


def refuse_download(get_file: Callable[..., Any]) -> Callable[..., Any]:
    """`get_file` for what is in Keras' cache already; a check downloads nothing."""

    def cached_file(fname: Any = None, origin: Any = None, *args: Any, **kwargs: Any) -> Any:
        home = os.environ.get("KERAS_HOME") or os.path.join(os.path.expanduser("~"), ".keras")
        folder = os.path.join(str(kwargs.get("cache_dir") or home), kwargs.get("cache_subdir", "datasets"))
        name = os.path.basename(str(fname or origin))
        if os.path.exists(os.path.join(folder, name)):
            return get_file(fname, origin, *args, **kwargs)
        raise RuntimeError(f"the shape check downloads nothing, and {name} is not in Keras' cache")

    return cached_file


def build(runner: Runner, model: Any, x: Any) -> None:
    """Run a model that has no graph and no weights yet on the shape of the data it is given."""
    specs = batch_of(x)
    if specs is not None and not graph_nodes(model) and not runner.has_run(model):
        runner.run(model, specs)


def batch_of(x: Any) -> Any:
    """The specs of one batch of the data: None unless every part says its shape."""
    elements = getattr(x, "element_spec", None)
    if elements is not None:
        x = elements[0] if isinstance(elements, tuple) else elements
    return batch_specs(x)


def batch_size_of(args: Any, kwargs: Any) -> Any:
    """What `fit(x, y, batch_size)` says."""
    return kwargs.get("batch_size", args[1] if len(args) > 1 else None)


def sample_count(x: Any) -> Optional[int]:
    shape = getattr(leaves(x)[0] if leaves(x) else None, "shape", None)
    return int(shape[0]) if shape is not None and len(shape) and shape[0] is not None else None


def zeros_like(tensor: Any, count: Optional[int]) -> Any:
    import numpy

    sizes = [int(size) for size in tensor.shape]
    return numpy.zeros([sizes[0] if count is None else count, *sizes[1:]], "float32")


def metric_names(metrics: Any) -> List[str]:
    """The names under which compiled metrics appear in a history."""
    if metrics is None:
        return []
    names = []
    for metric in leaves(metrics):
        name = metric if isinstance(metric, str) else getattr(metric, "name", getattr(metric, "__name__", ""))
        names.append(str(name))
    return names


class ZeroHistory(Dict[str, List[float]]):
    """A history in which every metric that a program asks for is there."""

    def __init__(self, names: List[str], epochs: int) -> None:
        super().__init__({name: [0.0] * epochs for name in names})
        self._epochs = epochs

    def __missing__(self, name: str) -> List[float]:
        return [0.0] * self._epochs


def history_of(flavour: Flavour, model: Any, epochs: int) -> Any:
    history = flavour.module.callbacks.History()
    history.set_model(model)
    history.epoch = list(range(epochs))
    names = ["loss", *vars(model).get(METRICS, [])]
    history.history = ZeroHistory(names + ["val_" + name for name in names], epochs)
    return history
