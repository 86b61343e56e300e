"""The machine: the state of one analysis, and the record of what it saw.

Only this file holds mutable state of an evaluation. Everything else is functions that take the machine first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import field
from functools import partial
from typing import Final

from shapelens.environments.versions import ANY_VERSION, Versions
from shapelens.interpreter.domain.analysis import Finding, Frame, Kind, Observation, Related, RelatedKind
from shapelens.interpreter.domain.faults import AnyProblem, Fault, fault, raised_for
from shapelens.interpreter.domain.interruption import Cancelled, IsCancelled, OutOfBudget, never
from shapelens.interpreter.domain.objects import Scope
from shapelens.interpreter.domain.observations import MAX_OBSERVATIONS, Record
from shapelens.interpreter.domain.problems import Refusals, refused_since
from shapelens.interpreter.domain.values import CallArguments, Function, Module, Ref, Sometimes, Value, renewed
from shapelens.interpreter.machine.automatic_names import AutomaticNames
from shapelens.interpreter.machine.catchers import expects_more
from shapelens.interpreter.machine.completion import AbruptCompletion, Completion
from shapelens.interpreter.machine.first_scopes import FIRST_SCOPES, NOWHERE
from shapelens.interpreter.machine.iteration_trace import IterationTrace
from shapelens.interpreter.machine.module_search import SearchPath
from shapelens.interpreter.machine.override import Override
from shapelens.interpreter.machine.path_facts import NO_FACTS, Facts
from shapelens.interpreter.store.access_tracking import ABSENT, Table, Tracker
from shapelens.interpreter.store.heap import Heap, Objects
from shapelens.interpreter.store.join import ALTERNATIVES
from shapelens.interpreter.store.join_objects import join_objects
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import Structure
from shapelens.shapes.unknown import DOES_NOT_FIT, Unknown
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

DEFAULT_STEP_BUDGET = 200_000
# a call stack deeper than this is a recursion that does not end, or one nobody needs to see shapes for
MAX_CALL_DEPTH = 40


NO_MODULE = Module(NOWHERE, "__main__", "")
NO_SEARCH = SearchPath()
START = Span(1, 1, 1, 1)
# what `lookup` gives for a name that no scope has (None is a value)
MISSING: Final = ABSENT


class ProgramRaises(Exception):
    """The program certainly raises `value` (an exception, or unknown); its statement is left."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


class GeneratorGoesOn(Exception):
    """A generator yields more than is followed; caught by the call of its function."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a path of the program can change: a fork of it costs little."""

    objects: Objects
    names: dict[str, int | None]
    facts: Facts


_TABLES = ("entered", "writers", "modules", "found", "module_of_scope", "instances", "model_names", "trained")
# after every so many steps it is asked whether anybody still waits
OFTEN = 0xFF

# a generator that yields more is not followed to its end: most that do have none
MAX_YIELDED = 256
# how many paths may wait for one `try` before they are joined among themselves
MAX_RAISING = 8


@dataclass(frozen=True, slots=True)
class Hooks:
    """The evaluator, for what stands below it: expressions need calls, and calls need expressions."""

    evaluate: Callable[[Machine, low.Expression], Value]
    execute: Callable[[Machine, low.Block], Completion]
    call: Callable[[Machine, Value, CallArguments, Span], Value]


@dataclass(slots=True)
class Machine:
    """Objects and record.

    `scope` and `offset` are those of the code that runs now. `speculative` counts the enclosing paths that may never
    run: what fails there is not reported. `suspended` are the paths that left the running function or loop under a
    condition that is not known, with the state in which they left.
    """

    hooks: Hooks
    budget: int = DEFAULT_STEP_BUDGET
    tracker: Tracker = field(default_factory=Tracker)
    heap: Heap = field(init=False)
    names: AutomaticNames = field(init=False)
    steps: int = 0
    # with so many steps made loops are no longer unrolled
    unrolling: int = sys.maxsize
    # the functions that run now: with how many steps each began, and how often it called itself on a condition
    running: dict[int, tuple[int, int]] = field(default_factory=dict)
    # how many paths that may not run led into the function that runs
    entered_at: int = 0
    search: SearchPath = NO_SEARCH
    keras: Versions = ANY_VERSION
    is_cancelled: IsCancelled = never
    module: Module = NO_MODULE
    scope: Ref = NOWHERE
    offset: int = 0
    path: tuple[Frame, ...] = ()
    depth: int = 0
    speculative: int = 0
    quiet: int = 0
    faults_only: int = 0
    # how many `call`s of the program's own layers run: in there Keras gives them tensors, not symbols
    in_call: int = 0
    # how many functions that a data set maps run: TensorFlow traces them, and leaves sizes open
    in_graph: int = 0
    none_is_unknown: bool = False
    # the functions of the file that were called where hints are seen, by their places: true where the program
    # calls them, false where that was `alone`
    entered: Table = field(init=False)
    # whether a function runs that nothing calls, and the functions that were called on its way
    alone: set[Span] | None = None
    # the functions of the file that may fill or set what has a name, a variable or an attribute
    writers: Table = field(init=False)
    modules: Table = field(init=False)
    # where the modules are that were looked for, and their texts; what signatures were read of which of them
    found: Table = field(init=False)
    signatures: dict[str, tuple[tuple[str, ...], object]] = field(default_factory=dict)
    module_of_scope: Table = field(init=False)
    module_depth: int = 0
    # the modules of the project that have begun to run and not ended, outermost first
    running_modules: tuple[Ref, ...] = ()
    lineages: dict[int, list[Ref]] = field(default_factory=dict)
    # the first instance of each class of the program, by the address of the class
    instances: Table = field(init=False)
    record: Record = field(default_factory=Record)
    yielded: list[Value] = field(default_factory=list)
    # whether the generator that runs now goes on for ever, and how many uncertain paths lead to it
    endless: bool = False
    yield_base: int = 0
    model_names: Table = field(init=False)
    suspended: list[tuple[AbruptCompletion, State]] = field(default_factory=list)
    # what inner layers refused, and what an iteration decided by, while someone wants to know
    refusals: Refusals | None = None
    trace: IterationTrace | None = None
    # the models that took the data and labels of a call of `fit` and the like, and those that did not
    trained: Table = field(init=False)
    catchers: list[tuple[type[BaseException], ...] | None] = field(default_factory=list)
    risked: int = -1
    # how many conditions that are not known lead here: a path that fails is none that the program takes
    path_conditions: int = 0
    # counts what failed, and the blocks that were left early: other arguments may lead to what was not seen behind it
    departures: int = 0
    handling: list[Value] = field(default_factory=list)
    # what is known of conditions on the path that runs now
    facts: Facts = NO_FACTS

    def __post_init__(self) -> None:
        self.heap, self.names, self.tracker.running = Heap(self.tracker), AutomaticNames(self.tracker), self
        for name in _TABLES:
            setattr(self, name, Table(name, self.tracker))
        for scope in FIRST_SCOPES.values():
            self.heap.new(scope)

    def begin_again(self, heap: Heap) -> None:
        """Take the heap of another run, with the first scopes as they are in the beginning."""
        self.heap = heap
        for ref, scope in FIRST_SCOPES.items():
            heap.put(ref.address, scope)

    def tables(self) -> dict[str, Table]:
        """Every table, by its name."""
        return {name: getattr(self, name) for name in _TABLES} | self.names.tables()

    def evaluate(self, node: low.Expression) -> Value:
        """The value of an expression."""
        return self.hooks.evaluate(self, node)

    def execute(self, block: low.Block) -> Completion:
        """Run statements, until one leaves the block."""
        return self.hooks.execute(self, block)

    def call(self, function: Value, arguments: CallArguments, span: Span) -> Value:
        """Call a value; `span` is in lines of the file."""
        return self.hooks.call(self, function, arguments, span)

    def tick(self, steps: int = 1) -> None:
        """Count steps of work: one for an expression, more for what takes as long as several."""
        self.steps += steps
        if self.steps > self.budget:
            raise OutOfBudget
        if not self.steps & OFTEN and self.is_cancelled():
            raise Cancelled

    def at(self, span: Span) -> Span:
        """A span of the running unit, with lines that say so (`positions`); in code of another file, the call that led
        there."""
        if self.module.file is None:
            return span.shifted(self.offset)
        return self.path[-1].call if self.path else START

    def unknown(self, reason: str, span: Span) -> Unknown:
        """Unknown because of what stands at `span`."""
        return Unknown(reason, self.at(span).line)

    @contextmanager
    def inside(self, function: Function, scope: Ref, frame: Frame) -> Iterator[None]:
        """Run the body of a function: in a scope of its own, at its place in its file, one call deeper."""
        before = (self.module, self.scope, self.offset, self.path, self.entered_at)
        self.module, self.scope, self.offset = function.module, scope, function.offset
        # what a function gives depends on its arguments and the state, not on who calls it
        facts, self.facts, self.entered_at = self.facts, NO_FACTS, self.speculative
        if before[0].file is None:
            # the calls that the user sees: those in their own file
            self.path = (*self.path, frame)
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
            self.module, self.scope, self.offset, self.path, self.entered_at = before
            self.facts = facts

    def within(self, counter: str) -> Override[int]:
        """Count one more of what encloses the code that runs now."""
        return Override(self, counter, getattr(self, counter) + 1)

    def speculating(self) -> Override[int]:
        """Run what may never run: findings are not reported."""
        return self.within("speculative")

    def on_one_of_the_paths(self) -> Override[int]:
        """Run one of several paths: where it fails, the program goes on by the others."""
        return self.within("path_conditions")

    def silently(self) -> Override[int]:
        """Evaluate again what was seen before: nothing is recorded."""
        return self.within("quiet")

    def recording_faults_only(self) -> Override[int]:
        """Look for faults in what was seen before: nothing else is recorded."""
        return self.within("faults_only")

    def without_none_defaults(self) -> Override[bool]:
        """Take a default of `None` for "the caller says": unknown."""
        return Override(self, "none_is_unknown", True)

    # ---- paths

    def save(self) -> State:
        """The state now."""
        return State(self.heap.snapshot(), self.names.counts(), self.facts)

    def restore(self, state: State) -> None:
        """Go back, or over, to a state."""
        self.heap.restore(state.objects)
        self.names.restore(state.names)
        self.facts = state.facts

    def join(self, state: State, most: int = ALTERNATIVES) -> None:
        """Go on with what this state and another have in common; of more than `most` alternatives, nothing."""
        if self.facts is not NO_FACTS:
            self.facts = self.facts.common(state.facts, self.heap.differing(state.objects))
        self.heap.join(state.objects, partial(join_objects, most=most))
        self.names.join(state.names)

    def wait(self, left: AbruptCompletion, state: State) -> None:
        """Let a path wait for the end of its function, loop or `try`."""
        if left.keyword != "raise":
            self.suspended.append((left, state))
        elif self.catchers:
            self._wait_for_handler(left, state)

    def _wait_for_handler(self, left: AbruptCompletion, state: State) -> None:
        raising = [position for position, (other, _) in enumerate(self.suspended) if other.keyword == "raise"]
        if len(raising) < MAX_RAISING:
            self.suspended.append((left, state))
            return
        now, position = self.save(), raising[-1]
        self.restore(self.suspended[position][1])
        self.join(state)
        unknown = Unknown("which exception is raised is not known")
        self.suspended[position] = (AbruptCompletion("raise", unknown), self.save())
        self.restore(now)

    def may_catch(self, kind: type[BaseException]) -> bool:
        """Whether an enclosing `try` may catch an exception of Python."""
        return any(caught is None or issubclass(kind, caught) for caught in self.catchers)

    def risk(self) -> None:
        """What runs now may raise something: an enclosing `try` must expect it."""
        if self.catchers and self.risked != self.heap.version and any(map(expects_more, self.catchers)):
            self.risked = self.heap.version
            self.wait(AbruptCompletion("raise", Unknown("which exception is raised is not known")), self.save())

    def give(self, items: tuple[Value, ...]) -> None:
        """What the running generator yields; on a path that may not run, that something may come."""
        may_not = self.speculative > self.yield_base or any(left.keyword != "raise" for left, _ in self.suspended)
        self.yielded += tuple(Sometimes(item) for item in items) if may_not else items
        if len(self.yielded) > MAX_YIELDED:
            raise GeneratorGoesOn

    # ---- the record

    @property
    def surely_seen(self) -> bool:
        """Whether what runs now is in the file itself, and is not seen for a second time."""
        return not (self.quiet or self.faults_only) and self.module.file is None

    def observe(self, span: Span, kind: Kind, observation: Observation) -> None:
        """Record one evaluation of the call at `span` (in lines of the file)."""
        if not self.surely_seen:
            return
        seen = self.record.sites.setdefault((span, kind), [])
        if len(seen) < MAX_OBSERVATIONS:
            seen.append(observation.reached_by(self.path))

    def note_training(self, span: Span) -> None:
        """Record that the call at `span` (in lines of the file) is one of `fit` and the like."""
        if self.surely_seen:
            self.record.trainings[span] = None

    def note_missing(self, name: str, span: Span) -> None:
        """Record that no rule describes the layer or operation called at `span` (in lines of the file)."""
        if self.surely_seen:
            self.record.missing.setdefault(name, {})[span] = None

    def report(
        self,
        problem: AnyProblem,
        span: Span,
        *,
        layer: str = "",
        inputs: Structure | None = None,
        related: tuple[Related, ...] = (),
        site: Span | None = None,
    ) -> Unknown:
        """Record a fault on `span`, once per place and kind, the value is then unknown; or raise what may be caught."""
        if self.takes_still(problem):
            return Unknown("Keras 3 refuses it, and what the program's Keras makes of it is not followed", span.line)
        self.departures += 1
        if self.module.file is not None:
            where = Related(RelatedKind.FAILS_INSIDE, START, layer, path=self.module.file)
            related = (*related, where)
        surely = not (self.speculative or self.quiet)
        finding = Finding(problem, span, layer, inputs, related, site, self.path) if surely else None
        kinds = raised_for(problem)
        if kinds and (self.path_conditions or any(map(self.may_catch, kinds))):
            raise ProgramRaises(fault(problem, finding))
        self._record(finding)
        return Unknown(DOES_NOT_FIT, span.line)

    def _record(self, finding: Finding | None) -> None:
        if finding is not None:
            self.record.findings.setdefault((finding.span, type(finding.problem).__name__), finding)

    def conclude(self, completion: Completion) -> None:
        """Record the fault with which a part of the program ends: a handler raised it again, or none caught it."""
        if isinstance(completion, AbruptCompletion) and isinstance(completion.value, Fault):
            self._record(completion.value.finding)

    def takes_still(self, problem: AnyProblem) -> bool:
        """Whether the program's Keras surely takes what a later one refuses: nothing is wrong then."""
        since = refused_since(problem)
        return since is not None and self.keras.since(since) is False

    @property
    def surely_runs(self) -> bool:
        """Whether what runs now is on no path that may not run, and is not seen for a second time."""
        return not (self.speculative or self.quiet or self.faults_only)

    # ---- names

    def lookup(self, name: str) -> Value:
        """The value of a name, or `MISSING` where no scope has it."""
        return self.heap.lookup(self.scope, name)

    def scope_at(self, ref: Ref) -> Scope:
        """The scope at an address; of its names only what `heap.name` gives counts as read."""
        return self.heap.scope(ref)

    def assign(self, name: str, value: Value) -> None:
        """Bind a name in the scope that runs now (or in the one that `global`/`nonlocal` declares)."""
        self.heap.bind(self.scope_at(self.scope).declared.get(name, self.scope), name, renewed(value))

    def unbind(self, name: str) -> None:
        """Take a name out of the scope that runs now."""
        self.heap.bind(self.scope_at(self.scope).declared.get(name, self.scope), name, MISSING)
