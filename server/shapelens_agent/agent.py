"""One check, from the request to the result.

The order: take over the descriptors, take what the system takes, import Keras and what else is installed, wrap it,
close the last walls, run the program, run its models on zeros, report. Whatever was measured before something went
wrong is reported with what went wrong.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any, Dict, List, Optional, Tuple

from shapelens_agent import hooks, limits, sandbox, seccomp, stubs
from shapelens_agent.blame import explain
from shapelens_agent.environment import BrokenKeras, Loaded, MissingKeras, installed_version, load_keras, python_version
from shapelens_agent.instrument import Instrumented, SourceLines, declared_environment, instrument, normalize
from shapelens_agent.keras_objects import Keras, graph_nodes
from shapelens_agent.libraries import import_libraries
from shapelens_agent.lifeline import FOLDER, follow_parent
from shapelens_agent.monitor import Monitor, Seen
from shapelens_agent.program import enter_folder, offer_source, run_program
from shapelens_agent.protocol import Channel, Request, read_request
from shapelens_agent.report import Checked, result
from shapelens_agent.runs import Runner, UnknownInput

# said on the command line: import Keras first, and wait for the request
AHEAD = "--ahead"


def run() -> None:
    """Answer one request and end the process, whatever threads the program left running."""
    channel = Channel()
    held = follow_parent()
    folder = os.environ.get(FOLDER) or os.getcwd()
    taken = limits.confine(folder, use_gpu=os.environ.get("CUDA_VISIBLE_DEVICES") != "-1", keep=held)
    status = 0
    try:
        channel.send("hello", python=python_version(), pid=os.getpid(), limits=taken)
        loaded = import_keras(channel) if AHEAD in sys.argv else None
        check(channel, read_request(), loaded)
    except (MissingKeras, BrokenKeras) as error:
        kind = "no-tensorflow" if isinstance(error, MissingKeras) else "broken-tensorflow"
        channel.send("error", kind=kind, type=type(error).__name__, message=str(error))
    except BaseException as error:
        traceback.print_exc()
        channel.send("error", kind="internal", type=type(error).__name__, message=str(error))
        status = 1
    os._exit(status)


def check(channel: Channel, request: Request, loaded: Optional[Loaded] = None) -> None:
    """Answer a request, with the Keras that was imported ahead of it or the one that the program means."""
    text = normalize(request.text)
    lines = SourceLines(text)
    offer_source(request.path, text)
    try:
        program = instrument(text, request.path, request.once)
        os.environ.update(declared_environment(text))
    except (SyntaxError, ValueError, RecursionError) as error:
        fault = explain(error, request.path, lines, None)
        channel.send("result", models=[], calls=[], error=fault)
        return
    loaded = loaded or import_keras(channel)
    monitor = Monitor(loaded.keras, program.sites, request.path)
    runner = Runner(monitor, request.open_size, request.inputs)
    hooks.install(loaded.keras, monitor)
    stubs.install(loaded.keras, runner)
    import_libraries(text, request.path)
    seal()
    # only now: nothing that lies beside the program is taken for a library, or runs before all walls stand
    enter_folder(request.path)
    channel.send("result", **run_all(channel, request, program, monitor, runner, lines))


def import_keras(channel: Channel) -> Loaded:
    # no module of ours may be taken for one that Keras means: the folder of the check is empty
    sys.path[0] = os.getcwd()
    os.environ["MPLBACKEND"] = "Agg"
    channel.progress(f"importing {library_asked()}")
    loaded = load_keras()
    channel.send("environment", keras=loaded.version, backend=loaded.backend, python=python_version())
    return loaded


def seal() -> None:
    """The walls that libraries could not be loaded behind."""
    # TensorFlow's own modules may keep their compiled files, the user's project gets none
    sys.dont_write_bytecode = True
    filtered = seccomp.refuse_processes()
    # the last one: it refuses the native code that the others are set with
    sandbox.install(os.environ.get(FOLDER) or os.getcwd(), filtered=filtered)


def library_asked() -> str:
    """`TensorFlow 2.21`: what Keras will compute with, as far as can be said before it is imported."""
    backend = os.environ.get("KERAS_BACKEND", "tensorflow")
    name = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}.get(backend, backend)
    version = installed_version(backend) or installed_version(f"{backend}-cpu") or installed_version(f"{backend}-macos")
    return " ".join([name, *([".".join(version.split(".")[:2])] if version else [])])


def run_all(
    channel: Channel, request: Request, program: Instrumented, monitor: Monitor, runner: Runner, lines: SourceLines
) -> Dict[str, Any]:
    channel.progress("building the model")
    outcome = run_program(program, request.path, monitor)
    error = None if outcome.error is None else explain(outcome.error, request.path, lines, monitor)
    chosen = choose(request.model, monitor, outcome.namespace)
    if request.model is not None and not chosen and error is None:
        error = no_such_model(request.model, monitor, outcome.namespace)
    if error is not None and error["in_model"]:
        chosen = [unfinished(entry) for entry in chosen]
    checked, failure = run_models(channel, chosen, monitor, runner, request.path, lines)
    return result(monitor, checked, request, error or failure)


def choose(wanted: Optional[str], monitor: Monitor, namespace: Dict[str, Any]) -> List[Checked]:
    """The models to run, each under the name the user knows it by; the one asked for, if one was."""
    named = named_models(monitor.keras, namespace)
    known = {id(seen.model) for seen in monitor.models}
    models = monitor.models + [Seen(model, None) for model, _ in named.values() if id(model) not in known]
    found = []
    for seen in models:
        target = None if seen.site is None else monitor.sites[seen.site].target
        _, variable = named.get(id(seen.model), (None, None))
        name = variable or target or str(seen.model.name)
        if wanted is None or wanted in (variable, target, seen.model.name):
            found.append(Checked(seen.model, name if wanted is None else wanted, seen.site, None))
    exact = [entry for entry in found if wanted is not None and namespace.get(wanted) is entry.model]
    return exact or found


def unfinished(entry: Checked) -> Checked:
    """A model that an exception may have left half built is not run, unless its graph is whole."""
    return entry if graph_nodes(entry.model) else entry._replace(reason="the exception came before it was built")


def named_models(keras: Keras, namespace: Dict[str, Any]) -> Dict[int, Tuple[Any, str]]:
    """The models among a program's global names, each under its first name."""
    named: Dict[int, Tuple[Any, str]] = {}
    for name, value in namespace.items():
        if keras.is_model(value):
            named.setdefault(id(value), (value, name))
    return named


def no_such_model(wanted: str, monitor: Monitor, namespace: Dict[str, Any]) -> Dict[str, Any]:
    names = sorted({entry.name for entry in choose(None, monitor, namespace)})
    message = f"no model is named {wanted}; " + (f"the models are {', '.join(names)}" if names else "there is no model")
    return {"kind": "no-model", "type": "", "message": message, "line": None, "column": None, "in_model": False}


def run_models(
    channel: Channel, chosen: List[Checked], monitor: Monitor, runner: Runner, path: str, lines: SourceLines
) -> Tuple[List[Checked], Optional[Dict[str, Any]]]:
    """Run the models on zeros, the last made first: it often holds the others, which then have run with it."""
    total = sum(len(graph_nodes(entry.model)) for entry in chosen)
    runner.on_operation = lambda done: channel.count("running the model", min(done, total), total)
    checked: List[Checked] = []
    failure: Optional[Dict[str, Any]] = None
    for entry in reversed(chosen):
        reason = entry.reason
        if reason is None and not runner.has_run(entry.model):
            try:
                runner.run(entry.model, name=entry.name)
            except UnknownInput as unknown:
                reason = str(unknown)
            except Exception as error:
                fault = explain(error, path, lines, monitor)
                failure = failure or {**fault, "in_model": True}
                reason = fault["message"]
        checked.insert(0, entry._replace(reason=reason))
    return checked, failure
