"""The lowered form: what the interpreter walks. A small, immutable Python AST whose nodes carry their spans.

Line numbers in a lowered chunk count from the chunk's own first line, so that a chunk stays valid when text above it
changes; the interpreter adds the chunk's offset. No libcst type appears here.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, Union

from shapelens.shapes.frozen import dataclass
from shapelens.syntax.spans import Span

# ---- expressions


@dataclass(frozen=True, slots=True, eq=False)
class Constant:
    span: Span
    value: object


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    span: Span
    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    span: Span
    value: Expression
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class SliceRange:
    """`lower:upper:step` inside a subscript."""

    span: Span
    lower: Expression | None
    upper: Expression | None
    step: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Subscript:
    span: Span
    value: Expression
    index: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """One argument of a call: `value`, `keyword=value`, `*value` or `**value`; `span` covers the keyword too."""

    span: Span
    value: Expression
    keyword: str | None = None
    star: Literal["", "*", "**"] = ""


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    span: Span
    function: Expression
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Display:
    """A tuple, list or set display; elements may be `Starred`."""

    span: Span
    kind: Literal["tuple", "list", "set"]
    elements: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Starred:
    span: Span
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class DictDisplay:
    """A dict display; a key of None means `**value`."""

    span: Span
    items: tuple[tuple[Expression | None, Expression], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Unary:
    span: Span
    operator: str
    operand: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Binary:
    span: Span
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True, eq=False)
class BooleanOperation:
    span: Span
    operator: Literal["and", "or"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A chain `left op right op right ...`."""

    span: Span
    left: Expression
    targets: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Conditional:
    span: Span
    test: Expression
    body: Expression
    orelse: Expression


@dataclass(frozen=True, slots=True, eq=False)
class LambdaFunction:
    span: Span
    parameters: Parameters
    body: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Generator:
    """One `for target in iterable if condition ...` of a comprehension."""

    target: Expression
    iterable: Expression
    conditions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Comprehension:
    """A comprehension; `value` is the value of a dict comprehension's item, whose key is `element`."""

    span: Span
    kind: Literal["list", "set", "dict", "generator"]
    element: Expression
    value: Expression | None
    generators: tuple[Generator, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FormattedString:
    """An f-string; a part is text or an expression with its conversion and format specification as written."""

    span: Span
    parts: tuple[str | tuple[Expression, str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class NamedExpression:
    span: Span
    target: Expression
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Yield:
    span: Span
    value: Expression | None
    delegates: bool


@dataclass(frozen=True, slots=True, eq=False)
class Await:
    span: Span
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """A long display of constants: `value` is nested lists, tuples, sets and dicts as Python reads them."""

    span: Span
    value: object


@dataclass(frozen=True, slots=True, eq=False)
class Omitted:
    """An expression that is not read, and why."""

    span: Span
    reason: str


Expression: TypeAlias = Union[
    Constant, Name, Attribute, SliceRange, Subscript, Call, Display, Starred, DictDisplay, Unary, Binary,
    BooleanOperation, Comparison, Conditional, LambdaFunction, Comprehension, FormattedString, NamedExpression, Yield,
    Await, Data, Omitted,
]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """One parameter; `comment` is a comment behind it on its line (a pin `# shape: ...` stands there)."""

    span: Span
    name: str
    default: Expression | None = None
    annotation: Expression | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """The parameters of a function, in Python's five groups."""

    positional_only: tuple[Parameter, ...] = ()
    positional: tuple[Parameter, ...] = ()
    star: Parameter | None = None
    keyword_only: tuple[Parameter, ...] = ()
    double_star: Parameter | None = None


# ---- statements


@dataclass(frozen=True, slots=True, eq=False)
class ExpressionStatement:
    span: Span
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Assign:
    """`target = ... = value`; `comment` is what stands behind it on its line."""

    span: Span
    targets: tuple[Expression, ...]
    value: Expression
    comment: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class AugmentedAssign:
    span: Span
    target: Expression
    operator: str
    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class AnnotatedAssign:
    span: Span
    target: Expression
    annotation: Expression
    value: Expression | None
    comment: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Delete:
    span: Span
    targets: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Return:
    span: Span
    value: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Raise:
    span: Span
    exception: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Assert:
    span: Span
    test: Expression
    message: Expression | None


@dataclass(frozen=True, slots=True, eq=False)
class Jump:
    """`pass`, `break` or `continue`."""

    span: Span
    keyword: Literal["pass", "break", "continue"]


@dataclass(frozen=True, slots=True, eq=False)
class ScopeDeclaration:
    """`global names` or `nonlocal names`."""

    span: Span
    keyword: Literal["global", "nonlocal"]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Import:
    """`import module as name, ...`; without `as` the name is None and the first part of the path is bound."""

    span: Span
    modules: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, eq=False)
class ImportFrom:
    """`from module import name as alias, ...`; `level` counts the leading dots; names of None mean `*`."""

    span: Span
    module: str
    level: int
    names: tuple[tuple[str, str], ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class If:
    span: Span
    test: Expression
    body: Block
    orelse: Block


@dataclass(frozen=True, slots=True, eq=False)
class While:
    span: Span
    test: Expression
    body: Block
    orelse: Block


@dataclass(frozen=True, slots=True, eq=False)
class For:
    span: Span
    target: Expression
    iterable: Expression
    body: Block
    orelse: Block


@dataclass(frozen=True, slots=True, eq=False)
class ExceptHandler:
    span: Span
    exception: Expression | None
    name: str | None
    body: Block


@dataclass(frozen=True, slots=True, eq=False)
class Try:
    span: Span
    body: Block
    handlers: tuple[ExceptHandler, ...]
    orelse: Block
    final: Block


@dataclass(frozen=True, slots=True, eq=False)
class With:
    """`with manager as target, ...`"""

    span: Span
    items: tuple[tuple[Expression, Expression | None], ...]
    body: Block


@dataclass(frozen=True, slots=True, eq=False)
class FunctionDefinition:
    """A function; `span` starts at its first decorator, `name_span` is its name alone."""

    span: Span
    name: str
    parameters: Parameters
    body: Block
    decorators: tuple[Expression, ...]
    returns: Expression | None
    is_async: bool
    is_generator: bool
    name_span: Span


@dataclass(frozen=True, slots=True, eq=False)
class ClassDefinition:
    span: Span
    name: str
    bases: tuple[Argument, ...]
    body: Block
    decorators: tuple[Expression, ...]
    name_span: Span


@dataclass(frozen=True, slots=True, eq=False)
class MatchCase:
    pattern: Pattern
    guard: Expression | None
    body: Block


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    span: Span
    subject: Expression
    cases: tuple[MatchCase, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Unread:
    """Lines that do not parse: what they visibly bind (`targets`), and the containers and models that they fill."""

    span: Span
    targets: tuple[Expression, ...]
    filled: tuple[Expression, ...]


Statement: TypeAlias = Union[
    ExpressionStatement, Assign, AugmentedAssign, AnnotatedAssign, Delete, Return, Raise, Assert, Jump,
    ScopeDeclaration, Import, ImportFrom, If, While, For, Try, With, FunctionDefinition, ClassDefinition, Match,
    Unread,
]  # fmt: skip
Block: TypeAlias = tuple[Statement, ...]

# ---- patterns of `match`


@dataclass(frozen=True, slots=True, eq=False)
class ValuePattern:
    """A literal, a dotted name or a singleton to compare with."""

    value: Expression


@dataclass(frozen=True, slots=True, eq=False)
class CapturePattern:
    """`pattern as name`; without a pattern everything matches, without a name nothing is bound."""

    pattern: Pattern | None
    name: str | None


@dataclass(frozen=True, slots=True, eq=False)
class AlternativesPattern:
    alternatives: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SequencePattern:
    """`[first, *rest]`; `star` is the position of the starred name, if any."""

    patterns: tuple[Pattern, ...]
    star: int | None


@dataclass(frozen=True, slots=True, eq=False)
class MappingPattern:
    items: tuple[tuple[Expression, Pattern], ...]
    rest: str | None


@dataclass(frozen=True, slots=True, eq=False)
class ClassPattern:
    cls: Expression
    patterns: tuple[Pattern, ...]
    keywords: tuple[tuple[str, Pattern], ...]


Pattern: TypeAlias = Union[
    ValuePattern, CapturePattern, AlternativesPattern, SequencePattern, MappingPattern, ClassPattern
]


def branches(node: If) -> list[If]:
    """An `if` and its `elif`s: a chain may be longer than Python's stack is deep."""
    chain = [node]
    while len(chain[-1].orelse) == 1 and isinstance(following := chain[-1].orelse[0], If):
        chain.append(following)
    return chain
