"""What a check does not do, taken out of the statements that it does: side effects, and what needs what they give.

Expressions are replaced: data by zeros of the inferred shape, arguments that say no shape by None. A statement that
cannot do without is dropped, and the names that it binds are missing from then on.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from shapelens.interpreter.language.shape_annotations import pinned_by_comment
from shapelens.shape_check.slices.changes import Change, Kind, TextChanges, gone
from shapelens.shape_check.slices.facts import Facts, trains
from shapelens.shape_check.slices.names import (
    Compound,
    blocks_of,
    children,
    extent_of,
    head_of,
    names_of,
    parameters_of,
    root_of,
    target_names,
    walk,
)
from shapelens.shape_check.slices.side_effects import (
    DATA,
    DATASETS,
    ENDS,
    PRINTS,
    TESTS,
    dotted,
    makes_model,
    side_effect_of,
)
from shapelens.shape_check.slices.stubs import zeros
from shapelens.syntax import lowered as low
from shapelens.syntax.spans import Span

# arguments that say no shape
OPTIONAL = frozenset(
    "weights callbacks embeddings_initializer kernel_initializer class_weight validation_data sample_weight".split()
)
STREAMS = ("dataset_from_directory", "flow_from_directory", "load", "Dataset")


@dataclass(frozen=True, slots=True)
class Missing:
    """Why something cannot be run: the line of the side effect, and what it would do."""

    line: int
    reason: str


MissingNames = MutableMapping[str, Missing]


@dataclass(slots=True)
class Rewriter:
    """Goes through a program once, in order; what it finds is in `changes`, `dropped`, `missing` and `once`."""

    facts: Facts
    text_changes: TextChanges
    offset: int = 0
    changes: dict[int, list[Change]] = field(default_factory=dict)
    dropped: dict[int, Missing | None] = field(default_factory=dict)
    missing: dict[str, Missing] = field(default_factory=dict)
    once: set[int] = field(default_factory=set)
    # names that later statements leave missing: a function may run when they are
    late: Mapping[str, Missing] = field(default_factory=dict)
    # statements inside of functions that went although they did something
    lost: list[tuple[int, Missing]] = field(default_factory=list)
    _current: list[Change] = field(default_factory=list)
    # by block around, what a `try` there would handle; nothing where a block is no `try`'s
    _handled: list[str] = field(default_factory=list)

    def top(self, statement: low.Statement, offset: int) -> None:
        """One statement of the module, or of a block of it that stands by itself."""
        self.offset = offset
        self._current = self.changes.setdefault(id(statement), [])
        self._rewrite(statement, self.missing, local=False)

    # Statements

    def _rewrite(self, node: low.Statement, missing: MissingNames, *, local: bool) -> Missing | None:
        """Take side effects out of a statement; why the value that a `return` would give is missing."""
        if isinstance(node, low.FunctionDefinition):
            return self._function(node, missing)
        if isinstance(node, low.ClassDefinition):
            return self._class(node, missing)
        if isinstance(node, Compound):
            return self._compound(node, missing, local=local)
        missing_because = self._simple(node, missing)
        if missing_because is None:
            for name in names_of(node).binds:
                missing.pop(name, None)
            return None
        if isinstance(node, low.Return):
            self._change(
                node.span, "return None" if self._room(node.span) >= len("return None") else "return", "statement"
            )
            return missing_because
        self._drop(node, missing_because, missing, local=local)
        return None

    def _drop(self, node: low.Statement, missing_because: Missing, missing: MissingNames, *, local: bool) -> None:
        if self._raises(node):
            return
        self.dropped[id(node)] = missing_because
        missing.update(dict.fromkeys(names_of(node).binds, missing_because))
        if local:
            self._current.append(gone(extent_of(node).shifted(self.offset)))
            if not isinstance(node, low.ExpressionStatement):
                self.lost.append((node.span.line + self.offset, missing_because))

    def _raises(self, node: low.Statement) -> bool:
        """In a `try` that handles it, what cannot be run fails: the handler says what the program does then."""
        if not self._handled or isinstance(node, (low.ExpressionStatement, *Compound)):
            return False
        change = Change(node.span.shifted(self.offset), f"raise {self._handled[-1]}", "statement")
        if self._handled[-1] and self.text_changes.fits(change):
            self._current.append(change)
            return True
        return False

    def _simple(self, node: low.Statement, missing: MissingNames) -> Missing | None:
        if isinstance(node, low.ExpressionStatement):
            quiet = self._is_quiet(node.value)
            if quiet is not None:
                return quiet
        if isinstance(node, low.Assign):
            if self._expression(node.value, missing) is None:
                return self._targets(node.targets, missing)
            pin = pinned_by_comment(node.comment)
            text = None if pin is None else zeros(pin.tensor)
            if text is not None and self._replace(node.value.span, text):
                return self._targets(node.targets, missing)
        if isinstance(node, low.Raise) and root_of(node.exception) == "SystemExit":
            return Missing(node.span.line + self.offset, "it ends the program")
        return self._expression(node, missing)

    def _targets(self, targets: tuple[low.Expression, ...], missing: MissingNames) -> Missing | None:
        lacks = [self._expression(target, missing) for target in targets if not isinstance(target, low.Name)]
        return next(filter(None, lacks), None)

    def _is_quiet(self, value: low.Expression) -> Missing | None:
        """Whether a statement is a call for its effect alone, of a kind that a check does not have."""
        if not isinstance(value, low.Call) or self._is_measured(value):
            return None
        reason = side_effect_of(value, self.facts.aliases, self.facts.bound, statement=True)
        if self._passes_on(value, reason) or self._keeps_receiver(value, reason):
            return None
        if reason == TESTS and self._is_unbuilt(value):
            return None
        return None if reason is None else Missing(value.span.line + self.offset, reason)

    def _keeps_receiver(self, call: low.Call, reason: str | None) -> bool:
        """`build().summary()`: what the method is called on may be the only call of a builder; the method goes."""
        function = call.function
        if reason not in (PRINTS, TESTS) or not isinstance(function, low.Attribute):
            return False
        if not any(isinstance(item, low.Call) for item in walk(function.value)):
            return False
        start, end = function.value.span, call.span
        self._change(Span(start.end_line, start.end_column, end.end_line, end.end_column), "", "statement")
        return True

    def _is_unbuilt(self, call: low.Call) -> bool:
        """Whether what a model takes may be said by this call alone: `evaluate(x)` of a model without an input."""
        name = call.function.name if isinstance(call.function, low.Attribute) else ""
        return name.startswith(("evaluate", "test_on")) and root_of(call.function) not in self.facts.built

    def _function(self, node: low.FunctionDefinition, missing: MissingNames) -> Missing | None:
        inside = {parameter.name for parameter in parameters_of(node.parameters)} | names_of(node.body).binds
        around, self._handled = self._handled, []
        local = {
            name: missing_because for name, missing_because in {**self.late, **missing}.items() if name not in inside
        }
        returned = [
            missing_because
            for statement in node.body
            if (missing_because := self._rewrite(statement, local, local=True)) is not None
        ]
        self._handled = around
        missing_because = returned[0] if returned and not self._holds_models(node.body) else None
        for part in (*node.decorators, *(parameter.default for parameter in parameters_of(node.parameters))):
            missing_because = missing_because or (None if part is None else self._expression(part, missing))
        self._bind(node.name, missing_because, missing)
        return None

    def _class(self, node: low.ClassDefinition, missing: MissingNames) -> Missing | None:
        local = dict(missing)
        for statement in node.body:
            self._rewrite(statement, local, local=True)
        lacks = [self._expression(part, missing) for part in (*(base.value for base in node.bases), *node.decorators)]
        self._bind(node.name, next(filter(None, lacks), None), missing)
        return None

    def _bind(self, name: str, missing_because: Missing | None, missing: MissingNames) -> None:
        if missing_because is None:
            missing.pop(name, None)
        else:
            missing[name] = missing_because

    def _compound(self, node: Any, missing: MissingNames, *, local: bool) -> Missing | None:
        missing_because = self._head(node, missing)
        if isinstance(node, (low.For, low.While)):
            if missing_because is not None:
                self._drop(node, missing_because, missing, local=local)
                return None
            if any(trains(item, self.facts.trainers) for item in walk(node.body)):
                self.once.add(node.span.line + self.offset)
            for name in head_of(node).binds:
                missing.pop(name, None)
        elif (
            missing_because is not None
            and isinstance(node, low.If)
            and self.text_changes.starts(node.span.shifted(self.offset), "elif")
        ):
            self._change(node.test.span, "1" if self._holds_models(node.body) else "0")
        elif missing_because is not None and not isinstance(node, low.Try):
            if isinstance(node, low.Match) or not self._holds_models(blocks_of(node)):
                self._drop(node, missing_because, missing, local=local)
                return None
            missing.update(dict.fromkeys(head_of(node).binds, missing_because))
            self._open(node)
        returned = None
        for index, block in enumerate(blocks_of(node)):
            self._handled.append(_handled_by(node) if isinstance(node, low.Try) and index == 0 else "")
            for statement in block:
                returned = self._inner(statement, missing, local=local) or returned
            self._handled.pop()
        return returned

    def _inner(self, statement: low.Statement, missing: MissingNames, *, local: bool) -> Missing | None:
        if local:
            return self._rewrite(statement, missing, local=True)
        outer, self._current = self._current, self.changes.setdefault(id(statement), [])
        try:
            return self._rewrite(statement, missing, local=False)
        finally:
            self._current = outer

    def _head(self, node: Any, missing: MissingNames) -> Missing | None:
        if isinstance(node, low.For):
            return self._expression(node.iterable, missing)
        if isinstance(node, low.With):
            return next(filter(None, [self._expression(manager, missing) for manager, _ in node.items]), None)
        subject = node.subject if isinstance(node, low.Match) else getattr(node, "test", None)
        return None if subject is None else self._expression(subject, missing)

    def _open(self, node: low.If | low.With) -> None:
        """What cannot be asked is taken as it holds: the models in the block are what matters."""
        if isinstance(node, low.If):
            self._change(node.test.span, "True" if self._room(node.test.span) >= 4 else "1")
            return
        last = node.items[-1][1] or node.items[-1][0]
        end = self.text_changes.colon_behind(last.span.shifted(self.offset))
        start = node.span.shifted(self.offset)
        self._current.append(Change(Span(start.line, start.column, *end), "if 1", "head"))

    # Expressions

    def _expression(self, node: Any, missing: MissingNames) -> Missing | None:
        """Replace what cannot be run; why not, where nothing stands in for it."""
        if isinstance(node, low.Argument) and node.keyword == "weights" and isinstance(node.value, low.Constant):
            if isinstance(node.value.value, str):
                self._change(node.value.span, "None")
            return None
        kept = len(self._current)
        missing_because = self._first_lack(node, missing)
        if missing_because is None:
            return None
        del self._current[kept:]
        if isinstance(node, low.Argument) and node.keyword in OPTIONAL and self._replace(node.value.span, "None"):
            return None
        span = getattr(node, "span", None)
        data = None if span is None else self.facts.data.get(span.shifted(self.offset))
        if (
            span is not None
            and data is not None
            and isinstance(node, (low.Call, low.Binary, low.Subscript, low.Attribute))
        ):
            text = zeros(data[0], stream=data[1].endswith(STREAMS))
            if text is not None and self._replace(span, text):
                return None
        return None if missing_because.reason == RANDOM else missing_because

    def _first_lack(self, node: Any, missing: MissingNames) -> Missing | None:
        if isinstance(node, low.Name):
            return missing.get(node.id)
        if isinstance(node, low.LambdaFunction):
            inside = {parameter.name for parameter in parameters_of(node.parameters)}
            return self._expression(
                node.body, {name: missing_because for name, missing_because in missing.items() if name not in inside}
            )
        if isinstance(node, low.Comprehension):
            inside = {name for generator in node.generators for name in target_names(generator.target).binds}
            missing = {name: missing_because for name, missing_because in missing.items() if name not in inside}
        if isinstance(node, low.Call):
            reason = self._side_effect(node)
            if reason is not None:
                return Missing(node.span.line + self.offset, reason)
        if isinstance(node, low.Data):
            return None
        for child in children(node):
            missing_because = self._expression(child, missing)
            if missing_because is not None:
                return missing_because
        return None

    def _side_effect(self, call: low.Call) -> str | None:
        if self._is_measured(call):
            return None
        reason = side_effect_of(call, self.facts.aliases, self.facts.bound, statement=False)
        if reason is None:
            path = dotted(call.function, self.facts.aliases) or ""
            return RANDOM if path.startswith(DATA) else None
        # a print gives None, as it is
        return None if reason == PRINTS or self._passes_on(call, reason) else reason

    def _passes_on(self, call: low.Call, reason: str | None) -> bool:
        """Whether what a call is given matters more than what it does: `sys.exit(main())`, `print(net(x).shape)`."""
        if reason not in (ENDS, PRINTS) or (dotted(call.function, self.facts.aliases) or "").startswith("os."):
            return False
        return any(isinstance(item, low.Call) for argument in call.arguments for item in walk(argument.value))

    def _is_measured(self, call: low.Call) -> bool:
        path = dotted(call.function, self.facts.aliases) or ""
        return call.span.shifted(self.offset) in self.facts.measured or path.startswith(DATASETS)

    def _holds_models(self, nodes: Any) -> bool:
        calls = (item for item in walk(nodes) if isinstance(item, low.Call))
        return any(
            call.span.shifted(self.offset) in self.facts.measured or makes_model(call, self.facts.aliases)
            for call in calls
        )

    # Changes

    def _replace(self, span: Span, text: str) -> bool:
        change = Change(span.shifted(self.offset), text)
        if not self.text_changes.fits(change):
            return False
        self._current.append(change)
        return True

    def _change(self, span: Span, text: str, kind: Kind = "expression") -> None:
        self._current.append(Change(span.shifted(self.offset), text, kind))

    def _room(self, span: Span) -> int:
        return span.end_column - span.column if span.line == span.end_line else 80


RANDOM = "it draws random numbers"


def _handled_by(node: low.Try) -> str:
    """An exception that the handlers of a `try` take, as they name it."""
    if not node.handlers:
        return ""
    exception = node.handlers[0].exception
    while isinstance(exception, low.Display) and exception.elements:
        exception = exception.elements[0]
    return "OSError" if exception is None else dotted(exception, {}) or ""
