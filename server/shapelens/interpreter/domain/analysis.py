"""What an analysis of one file says: immutable, and all that `diagnostics`, `editor` and `confirm` ever see.

A *site* is one call in the source (of a layer, a model, an operation, `Input`); each evaluation of it is an
*observation*: a line in a loop or a helper has several. A *finding* is a fault on the span to blame.
"""

from __future__ import annotations

from enum import Enum
from typing import ClassVar, Literal, TypeAlias, Union

from shapelens.environments.versions import ANY_VERSION, Version, Versions
from shapelens.interpreter.domain.problems import ProgramProblem, refused_since
from shapelens.layers.framework.problems import Problem
from shapelens.layers.framework.result import Result, Window, count_parameters
from shapelens.shapes.expressions import Size
from shapelens.shapes.frozen import dataclass
from shapelens.shapes.tensors import Shape, Structure
from shapelens.syntax.cells import NO_CELLS, Cells
from shapelens.syntax.spans import Span

# `made` is a call that gives a new model, which is shown as one
Kind: TypeAlias = Literal["layer", "op", "model", "input", "data", "made"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One step of a call path: the function entered, and the call that entered it."""

    function: str
    call: Span


@dataclass(frozen=True, slots=True)
class Observation:
    """One evaluation of a site.

    `layer` is the Keras class (or operation, or model) by its canonical name, `name` the Keras layer name ("conv2d_1");
    `result` is the rule's whole answer where a rule of ours gave it; `path` is the calls that led here, outermost
    first; `seen` is the window over the model's input that one element of the output sees.
    """

    layer: str
    inputs: Structure | None
    output: Structure
    name: str = ""
    result: Result | None = None
    path: tuple[Frame, ...] = ()
    seen: Window | None = None

    def reached_by(self, path: tuple[Frame, ...]) -> Observation:
        """The same evaluation, with the calls that led to it."""
        if not path:
            return self
        return Observation(self.layer, self.inputs, self.output, self.name, self.result, path, self.seen)


@dataclass(frozen=True, slots=True)
class Site:
    """One call expression and everything observed there, in order of evaluation."""

    span: Span
    kind: Kind
    observations: tuple[Observation, ...]

    @property
    def outputs(self) -> tuple[Structure, ...]:
        """Every distinct output, in order."""
        return tuple(dict.fromkeys(observation.output for observation in self.observations))


class RelatedKind(Enum):
    """What another place has to do with a finding."""

    LAYER_MADE = "layer made"
    LABELS_MADE = "labels made"
    ARRAY_MADE = "array made"
    INPUT_DECLARED = "input declared"
    LOSS = "loss"
    RAISED_IN = "raised in"
    FAILS_INSIDE = "fails inside"
    SHAPE_GIVEN = "shape given"
    GIVES_IT = "gives it"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of (`path` is None for the analysed file itself).

    `name` is that of the layer, the loss or the method; `shape` that of the array or the input.
    """

    kind: RelatedKind
    span: Span
    name: str = ""
    shape: Shape | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and the span where the user would repair it.

    `layer` and `inputs` say which call and what it got; `site` is the call that failed where that is not `span` itself.
    One `on_demand` is reported where the user asks for its code: Keras takes it, or it is on a path that may not run.
    """

    problem: Union[Problem, ProgramProblem]
    span: Span
    layer: str = ""
    inputs: Structure | None = None
    related: tuple[Related, ...] = ()
    site: Span | None = None
    path: tuple[Frame, ...] = ()
    on_demand: bool = False

    @property
    def since(self) -> Version | None:
        """The version from which on Keras refuses it; None where every version does."""
        return refused_since(self.problem)


@dataclass(frozen=True, slots=True)
class OpenInput:
    """An input of a model, and its open axes by name, in order, without the batch."""

    span: Span
    axes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One input of a join: its size on the axis, and the layer that made it, where that is known."""

    size: Size
    layer: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Two inputs of one call that must have one size on `axis` when it runs, and have different expressions there.

    `rank` is the number of axes that `axis` counts in; `stretches` says that a size of 1 fits every other.
    """

    span: Span
    layer: str
    axis: int
    rank: int
    left: Branch
    right: Branch
    stretches: bool


@dataclass(frozen=True, slots=True)
class Rearrangement:
    """What one call is given and what it gives, which must be as many when it runs: the sizes on `axis`, or all
    elements (None). Where it divides, it gives the rounded part as often as there are parts."""

    span: Span
    layer: str
    axis: int | None
    rank: int
    left: Branch
    right: Branch
    stretches: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Extent:
    """A size that must be positive, for a window to find room; `joined` where it is on the way to a join or behind."""

    size: Size
    joined: bool


@dataclass(frozen=True, slots=True)
class SizeConstraints:
    """What the open sizes of a program have to satisfy when it runs; `inputs` says where the open axes come from."""

    joins: tuple[Union[Join, Rearrangement], ...] = ()
    extents: tuple[Extent, ...] = ()
    inputs: tuple[OpenInput, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelLayer:
    """One layer of a model: its Keras name, class, the span that made it, its (last) output and its weights."""

    name: str
    layer: str
    span: Span
    output: Structure | None
    result: Result | None = None
    params: Size = 0
    trainable_params: Size = 0


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """A model made by the program: the variable that holds it (or its Keras name), and what goes in and out."""

    name: str
    kind: Literal["sequential", "functional", "subclass"]
    span: Span
    inputs: Structure | None
    outputs: Structure | None
    layers: tuple[ModelLayer, ...]
    params: Size
    trainable_params: Size

    @property
    def is_unbuilt(self) -> bool:
        """Whether it is a Sequential model that has no input yet."""
        return self.kind == "sequential" and self.inputs is None


@dataclass(frozen=True, slots=True)
class Limits:
    """What was left out because a file was more than its budget of steps; all empty where nothing was.

    `cut` are the statements (and functions that nothing calls) that were given up, `unreached` the calls of which
    nothing is known for that reason.
    """

    budget: int = 0
    cut: tuple[Span, ...] = ()
    unreached: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingRule:
    """A layer or operation that no rule describes, by its canonical name, and the calls of it in the file."""

    name: str
    calls: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything known about one file.

    `unread` are the spans of text that do not parse, `oversize` of text that is too long or nested too deep for it;
    `steps` is the work that the evaluation took. `cells` are those of a notebook, where the file is one,
    `limits` what was left out of it; `trainings` are the calls of `fit`, `predict` and the like, `imports` the files of
    the project that were read. `keras` are the versions that the Keras of the program may be.
    `remarks` are findings that are reported on demand.
    """

    path: str
    sites: tuple[Site, ...] = ()
    findings: tuple[Finding, ...] = ()
    models: tuple[ModelSummary, ...] = ()
    unread: tuple[Span, ...] = ()
    steps: int = 0
    size_constraints: SizeConstraints = SizeConstraints()
    oversize: tuple[Span, ...] = ()
    cells: Cells = NO_CELLS
    limits: Limits = Limits()
    trainings: tuple[Span, ...] = ()
    imports: tuple[str, ...] = ()
    missing: tuple[MissingRule, ...] = ()
    keras: Versions = ANY_VERSION
    remarks: tuple[Finding, ...] = ()

    @property
    def calls(self) -> tuple[Site, ...]:
        """The sites where something is called that gives tensors; a call that makes a model gives none."""
        return tuple(site for site in self.sites if site.kind != "made")

    @property
    def lacks_keras(self) -> bool:
        """Whether something is unknown because the text of Keras is not among the packages."""
        return any(rule.name.startswith("keras.applications.") for rule in self.missing)


def parameters_of(result: Result | None) -> Size:
    """The parameters of the layer behind a result; 0 where there is none."""
    return 0 if result is None else count_parameters(result.weights)
