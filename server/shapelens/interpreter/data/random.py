"""Generators of random numbers (`np.random.default_rng()`), and what numpy reads from files."""

from __future__ import annotations

from shapelens.interpreter.data.calls import Call, makes_data
from shapelens.interpreter.domain.objects import ToolObject
from shapelens.interpreter.domain.values import CallArguments, Named, Value
from shapelens.interpreter.machine.library_registry import library
from shapelens.interpreter.machine.machine import Machine
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

_STATE, _GENERATOR = "numpy.random.RandomState", "numpy.random.Generator"
# what the old state object has in common with the module numpy.random
_OF_STATE = (
    "rand randn randint random random_sample uniform normal standard_normal choice permutation shuffle poisson "
    "binomial exponential beta gamma laplace lognormal"
)
# what a generator has in common with it, but for options that change no shape
_OF_GENERATOR = {"choice": 4, "permutation": 1, "shuffle": 1}


@makes_data("numpy.random.default_rng", "numpy.random.Generator", signature="seed=None")
def default_rng(call: Call) -> Value:
    return call.machine.heap.new(ToolObject(_GENERATOR, call.span))


@makes_data(_STATE, signature="seed=None")
def random_state(call: Call) -> Value:
    return call.machine.heap.new(ToolObject(_STATE, call.span))


def _register_as_module(kind: str, name: str, places: int | None = None) -> None:
    def call(machine: Machine, arguments: CallArguments, span: Span) -> Value:
        without = CallArguments(
            arguments.positional[1 : places and places + 1],
            {key: value for key, value in arguments.keywords.items() if key not in ("axis", "shuffle", "method")},
            arguments.positional_spans[1 : places and places + 1],
            arguments.keyword_spans,
            arguments.complete,
        )
        return machine.call(Named(f"numpy.random.{name}"), without, span)

    library(f"{kind}.{name}", spread=True)(call)


for _name in _OF_STATE.split():
    _register_as_module(_STATE, _name)
for _name, _places in _OF_GENERATOR.items():
    _register_as_module(_GENERATOR, _name, _places)


@library("numpy.load", "numpy.fromfile", "numpy.memmap", "scipy.io.loadmat",
         "h5py.File", "pickle.load", "joblib.load", "json.load",
         "matplotlib.pyplot.imread", "builtins.open", "os.listdir", "glob.glob", spread=True)  # fmt: skip
def _from_file(machine: Machine, arguments: CallArguments, span: Span) -> Value:
    return Unknown("it is read from a file", span.line)
