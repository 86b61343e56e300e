"""The registry: every Keras layer is one decorated function, and everything else follows from its declaration.

    @layer("Conv2D(filters, kernel_size, strides=(1, 1), ..., **kwargs)",
           aliases=("Convolution2D",),
           examples=(example("Conv2D(32, 3)", (None, 128, 128, 3), (None, 126, 126, 32), params=896),))
    def conv2d(inputs: Structure, arguments: Arguments) -> Result: ...

A rule is called twice: with an input of unknown shape when the layer is constructed (so that it can reject arguments
that Keras' constructor rejects), and with each real input. It rejects by raising `Reject`; `apply` makes that a value.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import field
from typing import Any, Literal, TypeAlias

from shapelens.environments.versions import KERAS_3, Version
from shapelens.layers.framework.arguments import Arguments, check_initializers
from shapelens.layers.framework.cache_key import Keyed, key_of
from shapelens.layers.framework.formulas import default_axes
from shapelens.layers.framework.identifiers import QUANTIZATION_MODES, check_identifiers, is_name
from shapelens.layers.framework.problems import InvalidArgument, Problem, Reject
from shapelens.layers.framework.ranks import has_unknown_rank, of_every_rank, reason_of_rank, refined
from shapelens.layers.framework.result import Result, Weight
from shapelens.layers.framework.signature import BASE_KEYWORDS, Signature, bind, parse_signature, with_unknown
from shapelens.layers.framework.values import describe
from shapelens.shapes.defects import DEFECTS, note_defect
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import Structure, Tensor
from shapelens.shapes.unknown import Unknown

Rule = Callable[[Any, Arguments], Result]
# what other parts ask of a layer: an element of its output is made of the one at its place (`pointwise`), or is where
# its `axis` is that of the channels (`along_axis`); it `joins` inputs, `rearranges` elements, slides a `pool`, takes
# steps and gives the last state (`recurrent`), has a layer for each step (`of_steps`), `looks_up` rows by number; the
# second argument is a kernel over a plane, and a third one strides (`plane_kernel`)
Trait: TypeAlias = Literal[
    "pointwise", "along_axis", "joins", "rearranges", "pool", "recurrent", "of_steps", "looks_up", "plane_kernel"
]
_ALL_BASE = frozenset(BASE_KEYWORDS)
# how many outcomes of one configuration are kept, each of about 1.5 KB
_MOST_OUTCOMES = 16
# layers that take a batch of images or one image, by the beginnings of their families
IMAGE_FAMILIES = ("image", "augmentation")
# what `Layer.__call__` takes beside its inputs, for a layer that takes nothing of its own
PLAIN_CALL = "inputs, **kwargs"
# what TensorFlow takes as the name of a scope at the root of a graph
SCOPE_NAME = re.compile(r"[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*")


@dataclass(frozen=True, slots=True)
class Example:
    """A call, its input shape(s) and what Keras gives: documentation, unit test and comparison at once."""

    call: str
    inputs: Any
    output: Any
    params: int = 0
    dtype: str = "float32"


def example(call: str, inputs: Any, output: Any, params: int = 0, dtype: str = "float32") -> Example:
    """An `Example`; shapes with the batch axis, `None` for open sizes; `dtype` is the input's.

    Several tensors are a list of shapes; a layer called with several arguments has a dict of them.
    """
    return Example(call, inputs, output, params, dtype)


@dataclass(frozen=True, eq=False)
class Layer:
    """One registered layer class.

    `function` is its lower-case form (`add`); `call_text` is the signature of the call of the layer itself. `since` is
    the version of Keras 3 that it came with, and `added` those of its later arguments.
    """

    name: str
    signature_text: str
    rule: Rule
    aliases: tuple[str, ...]
    function: str | None
    takes_list: bool
    examples: tuple[Example, ...]
    family: str
    hidden: Mapping[str, Any]
    base: Container[str]
    call_text: str
    unread: Container[str] = frozenset()
    traits: frozenset[Trait] = frozenset()
    since: Version = KERAS_3
    added: Mapping[str, Version] = field(default_factory=dict)

    @functools.cached_property
    def signature(self) -> Signature:
        return parse_signature(self.signature_text, self.hidden, self.base)

    @functools.cached_property
    def call_signature(self) -> Signature:
        return parse_signature(self.call_text)

    @property
    def documentation(self) -> str:
        return self.rule.__doc__ or ""


@dataclass(frozen=True, slots=True)
class Configured:
    """A layer as constructed: its class and the arguments given.

    `outcomes` are what `apply` gave for inputs before, where that depends on nothing that can change.
    """

    layer: Layer
    given: Mapping[str, Any]
    outcomes: dict[Structure, Result | Problem] | None = field(default=None, compare=False, repr=False)

    @property
    def arguments(self) -> Arguments:
        return Arguments(self.layer.signature, self.given)


_LAYERS: dict[str, Layer] = {}
_FUNCTIONS: dict[str, Layer] = {}
_GONE: dict[str, Layer] = {}


def layer(
    declaration: str,
    *,
    aliases: Sequence[str] = (),
    function: str | None = None,
    takes_list: bool = False,
    examples: Sequence[Example] = (),
    hidden: Mapping[str, Any] | None = None,
    base: Container[str] = frozenset(BASE_KEYWORDS),
    call: str = PLAIN_CALL,
    gone: bool = False,
    unread: Container[str] = frozenset(),
    traits: Sequence[Trait] = (),
    since: Version = KERAS_3,
    added: Mapping[str, Version] | None = None,
) -> Callable[[Rule], Rule]:
    """Register a rule under its Keras declaration `Name(signature)`.

    `function` declares the lower-case form without its inputs (`concatenate(axis=-1, **kwargs)`); `takes_list` says
    that the layer merges several tensors; `hidden` are keywords, with defaults, that the constructor takes out of its
    `**kwargs`, and `base` those that it hands on to `keras.layers.Layer`; `call` is the signature of the layer's own
    call, where it takes more than its inputs; one that is `gone` was a layer before Keras 3; `unread` are keywords that
    it takes and never looks at; `traits` are facts that other parts need; `since` is the version of Keras 3 that has it
    first, `added` has those of arguments that came later.
    """
    name, signature_text = _split_declaration(declaration)
    function_name, function_text = _split_declaration(function) if function is not None else (None, "")

    def register(rule: Rule) -> Rule:
        family = rule.__module__.rpartition(".")[2]
        entry = Layer(
            name, signature_text, rule, tuple(aliases), function_name, takes_list, tuple(examples), family,
            hidden or {}, base, call, unread, frozenset(traits), since, added or {},
        )  # fmt: skip
        layers = _GONE if gone else _LAYERS
        functions = {} if function_name is None else {function_name: _as_function(entry, function_text)}
        # of two rules for one name the later module would win unseen
        twice = layers.keys() & {name, *aliases} | _FUNCTIONS.keys() & functions.keys()
        if twice:
            raise ValueError(f"registered twice: {', '.join(sorted(twice))}")
        layers.update(dict.fromkeys((name, *aliases), entry))
        _FUNCTIONS.update(functions)
        return rule

    return register


def _as_function(entry: Layer, signature_text: str) -> Layer:
    """The layer as its lower-case form makes it: with the defaults of that, the rest through **kwargs."""
    named = {parameter.name for parameter in parse_signature(signature_text).parameters}
    others = {each.name: each.default for each in entry.signature.parameters if each.name not in named}
    return dataclasses.replace(entry, signature_text=signature_text, hidden={**entry.hidden, **others})


def _split_declaration(declaration: str) -> tuple[str, str]:
    match = re.fullmatch(r"\s*(\w+)\((.*)\)\s*", declaration, re.DOTALL)
    if match is None:
        raise ValueError(f"not a declaration: {declaration!r}")
    return match[1], match[2]


def find_layer(name: str) -> Layer | None:
    """The layer class that `keras.layers` exports as `name`."""
    return _LAYERS.get(name)


def find_gone(name: str) -> Layer | None:
    """The layer class that `keras.layers` exported as `name` before Keras 3, where nothing has taken its place."""
    return _GONE.get(name)


def find_function(name: str) -> Layer | None:
    """The layer behind the function that `keras.layers` exports as `name` (`add`), with the function's own defaults."""
    return _FUNCTIONS.get(name)


def has_trait(name: str, trait: Trait) -> bool:
    """Whether a layer class is declared with a trait; what is no layer of Keras has none."""
    entry = find_layer(name)
    return entry is not None and trait in entry.traits


def all_layers() -> tuple[Layer, ...]:
    """Every registered layer once, in order of registration."""
    return tuple({id(entry): entry for entry in _LAYERS.values()}.values())


def configure(
    entry: Layer, positional: Sequence[Any], keywords: Mapping[str, Any], *, complete: bool = True
) -> Configured | Problem:
    """Bind a constructor's arguments and reject what Keras' constructor rejects."""
    bound = bind(entry.signature, positional, keywords, complete=complete)
    if not isinstance(bound, dict):
        return bound
    if not complete:
        bound = with_unknown(entry.signature, bound)
    # a name says nothing of shapes
    rest = {each: value for each, value in bound.items() if each != "name"} if is_name(bound.get("name")) else bound
    key = key_of(rest)
    if key is None:
        return _configure(entry, bound)
    configured = _configure_plain(entry, Keyed(key, rest))
    if rest is bound or not isinstance(configured, Configured):
        return configured
    return Configured(entry, bound, configured.outcomes)


@functools.lru_cache(maxsize=1024)
def _configure_plain(entry: Layer, given: Keyed) -> Configured | Problem:
    return _configure(entry, given.value, {})


def _configure(
    entry: Layer, given: Mapping[str, Any], outcomes: dict[Structure, Result | Problem] | None = None
) -> Configured | Problem:
    configured = Configured(entry, given, outcomes)
    own = entry.signature.names
    # a layer that hands on only some keywords reads none of those
    all_handed_on = entry.base == _ALL_BASE
    read = {name: value for name, value in given.items() if (all_handed_on or name in own) and name not in entry.unread}
    try:
        check_identifiers(read)
    except Reject as rejection:
        return rejection.problem
    outcome = _evaluate(configured, Unknown("the layer is not called yet") if entry.takes_list else _ANY_TENSOR, {})
    return configured if isinstance(outcome, Result) else outcome


def apply(configured: Configured, inputs: Structure, call: Mapping[str, Any] | None = None) -> Result | Problem:
    """Evaluate a layer on its inputs; a rejection comes back as a value.

    `call` holds what the call was given beside the inputs, by name (`bind_call` makes it).
    """
    outcomes = configured.outcomes
    if call or outcomes is None:
        return _evaluate(configured, inputs, call or {})
    outcome = outcomes.get(inputs)
    if outcome is None:
        if len(outcomes) >= _MOST_OUTCOMES:
            outcomes.clear()
        outcome = outcomes[inputs] = _evaluate(configured, inputs, {})
    return outcome


def _evaluate(configured: Configured, inputs: Structure, call: Mapping[str, Any]) -> Result | Problem:
    result = apply_unfrozen(configured, inputs, call)
    if not isinstance(result, Result):
        return result
    dtype = configured.arguments["dtype"]
    if isinstance(dtype, str) and dtype.startswith(QUANTIZATION_MODES) and result.weights:
        return dataclasses.replace(result, weights=(Weight("quantized", (Unknown("the weights are quantized"),)),))
    return freeze(result) if configured.arguments["trainable"] is False else result


def apply_unfrozen(
    configured: Configured, inputs: Structure, call: Mapping[str, Any] | None = None
) -> Result | Problem:
    """`apply` without heed to `trainable=False`, which does not reach through a layer around this one."""
    outcome = _apply_rule(configured, inputs, call or {})
    if inputs is _ANY_TENSOR or not isinstance(outcome, Result):
        return outcome
    further = {name: value for name, value in (call or {}).items() if isinstance(value, Tensor)}
    given = (inputs, *further.values())
    return _refined(configured, given, call or {}, tuple(further), outcome) if has_unknown_rank(given) else outcome


def _refined(
    configured: Configured, given: tuple[Structure, ...], call: Mapping[str, Any], names: Sequence[str], result: Result
) -> Result:
    """`result` with what the rule says of every rank that what it is given may have: inputs, and tensors by `names`."""
    still = Configured(configured.layer, {name: _without_program(value) for name, value in configured.given.items()})
    inputs, reason = given[0], reason_of_rank(given)
    if reason is None or (isinstance(inputs, Unknown) and _takes_several(still, inputs, call)):
        return result
    answers: list[Result] = []
    for each in of_every_rank(given):
        answer = _apply_rule(still, each[0], {**call, **dict(zip(names, each[1:], strict=True))})
        if isinstance(answer, Result):
            answers.append(answer)
    return refined(result, answers, reason)


def _takes_several(configured: Configured, reason: Unknown, call: Mapping[str, Any]) -> bool:
    """Whether what is unknown might be a list of tensors, and what the layer gives another one."""
    if configured.layer.takes_list:
        return True
    tensor = Tensor(reason, reason)
    outcomes = (_apply_rule(configured, several, call) for several in ((tensor,), (tensor, tensor)))
    return any(isinstance(outcome, Result) and not isinstance(outcome.output, Tensor) for outcome in outcomes)


def _without_program(value: Any) -> Any:
    """An argument without what would call functions of the program, which may do anything, once for each rank."""
    if hasattr(value, "apply_to"):
        return Unknown("what a function of the program gives for it is not known")
    if isinstance(value, Configured):
        return Configured(value.layer, {name: _without_program(item) for name, item in value.given.items()})
    return tuple(_without_program(item) for item in value) if isinstance(value, tuple) else value


def _apply_rule(configured: Configured, inputs: Structure, call: Mapping[str, Any]) -> Result | Problem:
    arguments = Arguments(configured.layer.signature, configured.given, call)
    try:
        result = configured.layer.rule(inputs, arguments)
        if result.weights and inputs is not _ANY_TENSOR:
            check_initializers(arguments)
    except Reject as rejection:
        return rejection.problem
    except DEFECTS as defect:
        return Result(note_defect(f"the rule of {configured.layer.name}", defect))
    return _with_axes(result, configured.layer.family)


def _with_axes(result: Result, family: str) -> Result:
    """The result with the names of its axes, where the rule has none of its own."""
    output = result.output
    if result.axes or not isinstance(output, Tensor) or not isinstance(output.shape, tuple):
        return result
    rank = len(output.shape)
    # one image, without a batch
    names = default_axes(4)[1:] if rank == 3 and family.startswith(IMAGE_FAMILIES) else default_axes(rank)
    return dataclasses.replace(result, axes=names)


def bind_call(
    configured: Configured, positional: Sequence[Any], keywords: Mapping[str, Any], *, complete: bool = True
) -> tuple[Any, dict[str, Any]] | Problem:
    """The inputs and the other arguments of the call of a layer, as in `lstm(x, initial_state=states)`."""
    signature = configured.layer.call_signature
    if signature.open_ended:
        first, given = signature.parameters[0].name, dict(keywords)
        if positional:
            return positional[0], given
        return (given.pop(first), given) if first in given else (Unknown("the inputs are not given here"), given)
    if "training" in keywords and not signature.accepts("training"):
        # Keras takes it away from a `call` that does not have it (keras.src.layers.layer.CallSpec)
        keywords = {name: value for name, value in keywords.items() if name != "training"}
    bound = bind(signature, positional, keywords, complete=complete)
    if not isinstance(bound, dict):
        return bound
    return bound.pop(signature.parameters[0].name, Unknown("the inputs are not given here")), bound


def check_scope_name(inner: Configured) -> None:
    """Reject a layer whose name TensorFlow does not take for a scope."""
    name = inner.arguments["name"]
    if isinstance(name, str) and not SCOPE_NAME.fullmatch(name):
        raise Reject(InvalidArgument("name", describe(name), "a name without spaces where the layer is traced"))


def freeze(result: Result) -> Result:
    """The same with no weight trainable, as under `trainable=False`."""
    frozen = tuple(dataclasses.replace(weight, trainable=False) for weight in result.weights)
    return dataclasses.replace(result, weights=frozen)


_ANY_TENSOR = Tensor(Unknown("the layer is not called yet"), Unknown("the layer is not called yet"))
