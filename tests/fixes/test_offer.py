"""What is offered: only what the analysis of the edited text approves of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.diagnostics.pages import read_page
from tests.fixes.cases import CHANGES
from tests.fixes.changes import grave, offered, repair_of

from shapelens.diagnostics.diagnose import diagnose
from shapelens.diagnostics.registry import CHECKS
from shapelens.interpreter.analyze import analyze
from shapelens.layers.framework.problems import UnknownArgument
from shapelens.syntax.edits.edit import Edit, apply_edits
from shapelens.syntax.lines import Lines

PROGRAM = (
    "from keras import Input, layers\n"
    "x = Input((30, 30, 3))\n"
    "x = layers.Conv2D(filter=8, kernel_size=3)(x)\n"
    "x = layers.Flatten()(x)\n"
    "y = layers.Dense(10)(x)\n"
)


def replacing(old: str, new: str, text: str = PROGRAM) -> tuple[Edit, ...]:
    start = text.index(old)
    return (Edit(Lines(text).span(start, start + len(old)), new),)


@pytest.mark.parametrize(
    ("edits", "sound"),
    [
        (replacing("filter", "filters"), True),
        (replacing("filter", "filtered"), False),
        # nothing is changed
        (replacing("filter", "filter"), False),
        # another error
        (replacing("filter=8, kernel_size=3", "8, 31"), False),
        # another warning
        ((*replacing("filter", "filters"), *replacing("Dense(10)", "Dense(10, batch_input_shape=(2, 3))")), False),
        # it does not parse
        (replacing("filter=8", "filters=("), False),
        # it is gone because nothing is known any more
        (replacing("layers.Conv2D(filter=8, kernel_size=3)", "unheard_of"), False),
        (replacing("filter=8", "**unheard_of"), False),
        # two edits of one place
        ((*replacing("filter", "filters"), *replacing("filter=8", "filters=8")), False),
        # lines above and below move
        ((*replacing("filter", "filters"), *replacing("x = Input", "\n\nx = Input")), True),
    ],
)
def test_an_edit_is_sound_where_the_fault_goes_and_none_comes(edits: tuple[Edit, ...], sound: bool) -> None:
    repair = repair_of(PROGRAM)
    [fault] = diagnose(repair.program.analysis)
    assert repair.is_sound([fault], edits) == sound


def test_faults_elsewhere_stay_where_they_are() -> None:
    other = "layers.Dense(unit=1)(Input((2,)))\n"
    for text in (other + PROGRAM.replace("from keras import Input, layers\n", ""), PROGRAM + other):
        text = "from keras import Input, layers\n" * (not text.startswith("from")) + text
        fixed = offered(text, "SL301")
        assert fixed
        for after in fixed.values():
            assert len(grave(after)) == 1


TWICE = (
    "import numpy as np\nfrom keras import Input, Sequential, layers\n"
    "model = Sequential([Input((9,)), layers.Dense(1)])\nmodel.compile(loss='mse')\n"
    "x = np.load('x.npy')  # shape: (4, 3, 3)\nmodel.fit(x, np.zeros((4, 1)))\nmodel.predict(x[:2])\n"
)


def test_a_fix_is_completed_by_those_of_what_it_lets_be_seen() -> None:
    assert [each.code for each in grave(TWICE)] == ["SL405"]
    after = offered(TWICE, "SL405")["Reshape the data: `.reshape(-1, 9)`, in 2 places"]
    assert after.count(".reshape(-1, 9)") == 2
    assert grave(after) == []


def test_a_fix_is_not_completed_beyond_its_bound() -> None:
    many = TWICE + "".join(f"model.predict(x[:{count}])\n" for count in (1, 3, 4, 5))
    assert all("places" not in title for title in offered(many, "SL405"))


def test_what_is_found_so_far_is_told_after_each_analysis() -> None:
    repair = repair_of(PROGRAM)
    [fault] = diagnose(repair.program.analysis)
    steps = list(repair.search(fault))
    assert len(steps) > 1
    assert steps[-1] == repair.offered(fault) != ()
    # and asked again, it is known
    assert list(repair.search(fault)) == [steps[-1]]


def test_at_most_four_fixes_are_offered() -> None:
    text = "from keras import Input, layers\ny = layers.Reshape((8, 9, 2))(layers.Dense(128)(Input((10,))))\n"
    wide = text.replace("(8, 9, 2)", "(8, 8, 4, 2, 2)")
    assert 1 < len(offered(wide, "SL207")) <= 4


def test_a_fault_of_another_severity_is_removed_too() -> None:
    """What is reported as a note is gone after a fix as well, or the fix is none."""
    text = "from keras import Input, layers\nlayers.MaxPooling2D(2, strides=1)(Input((30, 30, 3)))\n"
    repair = repair_of(text)
    [note] = diagnose(repair.program.analysis)
    assert note.severity == "information"
    assert not repair.is_sound([note], replacing("30, 30", "40, 40", text))
    assert repair.is_sound([note], replacing(", strides=1", "", text))


@pytest.mark.parametrize(
    "program",
    [read_page(check.code).broken for check in CHECKS] + [change.broken for change in CHANGES],
    ids=[check.code for check in CHECKS] + [f"{change.code} {change.title}" for change in CHANGES],
)
def test_every_offer_removes_its_fault_and_adds_none(program: str) -> None:
    repair = repair_of(program)
    before = diagnose(repair.program.analysis)
    unread = len(repair.program.analysis.unread)
    for diagnostic in before:
        for fix in repair.offered(diagnostic):
            after = apply_edits(program, fix.edits)
            assert after is not None
            analysis = analyze(after, strict=True)
            assert len(analysis.unread) <= unread
            remaining = [(each.code, each.message) for each in diagnose(analysis) if each.severity != "information"]
            expected = [(each.code, each.message) for each in before if each.severity != "information"]
            assert len(remaining) <= len(expected) - (diagnostic.severity != "information")


def test_two_faults_of_one_place_have_fixes_of_their_own() -> None:
    text = "from keras import layers\nlayer = layers.Dense(10, unit=3, axis=1)\n"
    repair = repair_of(text)
    [fault] = diagnose(repair.program.analysis)
    assert fault.finding is not None
    other = replace(
        fault,
        message="Dense has no argument `axis`.",
        finding=replace(fault.finding, problem=UnknownArgument("axis", None)),
    )
    titles = [[fix.title for fix in repair.candidates(each)] for each in (fault, other)]
    assert titles[0][-1] == "Remove `unit`"
    assert titles[1] == ["Remove `axis`"]
