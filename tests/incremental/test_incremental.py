"""What an edit has not touched is kept, and nothing tells the result from that of a fresh analysis."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from tests.fuzz.mutate import programs
from tests.incremental.compare import differences, run, run_project
from tests.incremental.edits import versions

from shapelens.interpreter.analyze import analyze, analyze_again
from shapelens.interpreter.domain.analysis import Analysis
from shapelens.interpreter.domain.interruption import Cancelled
from shapelens.interpreter.incremental.history import History
from shapelens.interpreter.machine.module_search import SearchPath
from shapelens.shapes.unknown import Unknown
from shapelens.syntax.spans import Span

SHARED = """\
from keras import Input, layers
UNITS = 8
def block(x):
    return layers.Dense(UNITS)(x)
inputs = Input((4,))
first = block(inputs)
other = layers.Flatten()(Input((3, 5)))
"""


@pytest.mark.parametrize("seed", range(12))
def test_every_version_is_analysed_as_from_scratch(seed: int) -> None:
    for number, differing in run(seed):
        assert not differing, (number, differing)


@pytest.mark.parametrize("seed", range(25))
def test_every_version_of_a_project_is_analysed_as_from_scratch(seed: int, tmp_path: Path) -> None:
    for number, differing in run_project(seed, tmp_path):
        assert not differing, (number, differing)


def _analysed_again(tmp_path: Path, versions: list[dict[str, str]]) -> list[Analysis]:
    """What is said of each version of a project, as from scratch."""
    main, search, history, found = str(tmp_path / "main.py"), SearchPath((str(tmp_path),)), History(), []
    for version in versions:
        for name, text in version.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        found.append(analyze_again(history, version["main.py"], main, search=search))
        assert not differences(found[-1], analyze(version["main.py"], main, search=search))
    return found


def test_a_closure_counts_anew_in_every_version(tmp_path: Path) -> None:
    text = (
        "from keras import Input, layers\n"
        "def counter():\n    n = 0\n    def step():\n        nonlocal n\n        n += 1\n        return n\n"
        "    return step\n"
        "step = counter()\na = layers.Dense(8 * step())(Input((4,)))\nb = layers.Dense(8 * step())(Input((4,)))\n"
    )
    edits = [text, text.replace("(8 * step())(Input((4,)))\nb", "(8 * step())(Input((5,)))\nb"), text]
    shapes = [
        [site.outputs for site in each.sites if site.kind == "layer"]
        for each in _analysed_again(tmp_path, [{"main.py": edit} for edit in edits])
    ]
    assert shapes[0] == shapes[1] == shapes[2]
    assert "8" in str(shapes[0][0])


def test_an_attribute_set_on_a_module_later_is_not_seen_before(tmp_path: Path) -> None:
    text = (
        "from keras import Input, layers\nimport cfg\nfirst = cfg.WIDTH\n"
        "x = layers.Dense(cfg.WIDTH)(Input((4,)))\ncfg.WIDTH = 16\nz = layers.Reshape((2, 4))(x)\n"
    )
    versions = [{"cfg.py": "WIDTH = 8\n", "main.py": each} for each in (text, text.replace("4,", "5,"), text)]
    assert not any(each.findings for each in _analysed_again(tmp_path, versions))


def test_a_module_that_nobody_reads_any_more_is_forgotten(tmp_path: Path) -> None:
    text = "import cfg\nx = cfg.WIDTH\n"
    versions = [{"cfg.py": "WIDTH = 8\n", "main.py": each} for each in (text, "x = 1\n", text)]
    assert [len(each.imports) for each in _analysed_again(tmp_path, versions)] == [1, 0, 1]


def _executed(before: str, after: str) -> list[int]:
    """Which parts of `after` were run behind `before`, by their number: those that the history did not hold."""
    history = History()
    analyze_again(history, before)
    kept = set(map(id, history.memos))
    assert not differences(analyze_again(history, after), analyze(after))
    return [number for number, part in enumerate(history.memos) if id(part) not in kept]


def test_only_what_reads_a_changed_name_runs_again() -> None:
    # the constant itself, and the line whose function reads it; not the definition, nor the other layer. A definition
    # comes once more at the end, where it is looked at whether anything has called it
    assert _executed(SHARED, SHARED.replace("UNITS = 8", "UNITS = 9")) == [1, 4]
    assert _executed(SHARED, SHARED.replace("(3, 5)", "(3, 6)")) == [5]
    assert _executed(SHARED, SHARED.replace("Dense(UNITS)", "Dense(UNITS + 1)")) == [2, 4, 6]


@pytest.mark.parametrize("line", [line for line, text in enumerate(SHARED.splitlines()) if text[0] != " "])
@pytest.mark.parametrize("new", ["", "# a remark", "more = 1"])
def test_a_new_line_runs_nothing_but_itself(new: str, line: int) -> None:
    lines = SHARED.splitlines()
    executed = _executed(SHARED, "\n".join([*lines[:line], new, *lines[line:], ""]))
    # what stands before the first statement is part of that
    assert executed == ([0] if line == 0 else [line - (line > 3)] if new == "more = 1" else [])


def test_the_log_says_how_much_ran(caplog: pytest.LogCaptureFixture) -> None:
    history = History()
    analyze_again(history, SHARED)
    with caplog.at_level("DEBUG", "shapelens"):
        analyze_again(history, SHARED.replace("(3, 5)", "(3, 6)"))
    assert "1 of 7 units ran" in caplog.text


def test_no_memo_holds_a_line_of_the_text() -> None:
    text = "\n".join(("import keras\n\n", SHARED, *programs()[:6]))
    history = History()
    analyze_again(history, text)
    lines = [
        line for part in history.memos for kept in (part.record, part.objects, part.writes) for line in _lines(kept)
    ]
    assert len(lines) > 200
    assert min(lines) > text.count("\n") + 1
    before = history.memos
    analyze_again(history, "first = 1\n" + text)
    assert {id(part) for part in before} - {id(part) for part in history.memos} == set()


def _lines(kept: object) -> Iterator[int]:
    """The lines of all places in what is kept, but those of statements, which count from their own first."""
    seen: set[int] = set()
    waiting = [kept]
    while waiting:
        value = waiting.pop()
        if id(value) in seen or type(value).__module__ == "shapelens.syntax.lowered":
            continue
        seen.add(id(value))
        if isinstance(value, Span):
            yield from (value.line, value.end_line)
        elif isinstance(value, Unknown) and value.line is not None:
            yield value.line
        if isinstance(value, Mapping):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, (tuple, list)):
            waiting += value
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            waiting += [getattr(value, each.name) for each in dataclasses.fields(value)]


def test_a_name_that_keeps_its_value_changes_nothing() -> None:
    assert _executed(SHARED, SHARED.replace("UNITS = 8", "UNITS = 4 + 4")) == [1]


def test_a_layer_more_gives_later_ones_another_name() -> None:
    text = "from keras import Input, layers\na = layers.Dense(1)(Input((2,)))\nb = layers.Dense(1)(Input((2,)))\n"
    more = text.replace("a = layers", "a = layers.Dense(3)(Input((2,))); a = layers")
    assert 2 in _executed(text, more)


def test_a_name_bound_on_one_path_depends_on_what_it_was() -> None:
    text = "from keras import Input, layers\nn = 3\nif flag:\n    n = 3\nx = layers.Dense(n)(Input((2,)))\n"
    _executed(text, text.replace("n = 3\nif", "n = 4\nif"))


def test_a_changed_module_of_the_project_is_read_again(tmp_path: Path) -> None:
    module, main = tmp_path / "parts.py", tmp_path / "main.py"
    module.write_text("WIDTH = 8\n", encoding="utf-8")
    text = "from keras import Input, layers\nimport parts\nx = layers.Dense(parts.WIDTH)(Input((2,)))\n"
    search, history = SearchPath((str(tmp_path),)), History()
    shapes = []
    for width in (8, 8, 9):
        module.write_text(f"WIDTH = {width}\n", encoding="utf-8")
        again = analyze_again(history, text, str(main), search=search)
        assert not differences(again, analyze(text, str(main), search=search))
        shapes.append([site.outputs for site in again.sites if site.kind == "layer"])
    assert shapes[0] == shapes[1] != shapes[2]


def test_nothing_is_kept_of_what_earlier_versions_made() -> None:
    history = History()
    addresses, objects = [], []
    for number in range(400):
        analyze_again(history, SHARED.replace("UNITS = 8", f"UNITS = {number}") * 20)
        assert history.heap is not None
        addresses.append(history.heap.last)
        objects.append(len({id(history.heap.peek(address)) for address in range(1, history.heap.last + 1)}))
    # those of the second version, and at most one that stands for all that are gone
    assert max(objects) <= objects[1] + 1
    assert max(addresses) < 15_000 < 400 * addresses[0]


def test_a_version_given_up_in_the_middle_leaves_no_trace() -> None:
    text = "\n".join(programs()[:3])
    history = History()
    analyze_again(history, text)
    given_up = 0
    for seed, version in enumerate(versions(text, Random(7), 30)):
        left = Random(seed).randrange(60)

        def is_cancelled() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        try:
            analyze_again(history, version, is_cancelled=is_cancelled)
        except Cancelled:
            given_up += 1
        if seed % 3 == 0:
            assert not differences(analyze_again(history, version), analyze(version))
    assert given_up > 5


def test_what_was_read_of_a_file_that_was_given_up_is_not_read_again() -> None:
    text = "\n".join(programs()[3:6])
    asked, most = 0, 10_000

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > most

    whole = analyze_again(History(), text, is_cancelled=is_cancelled)
    all_asked, steps = asked, []
    for share in (0.2, 0.6, 0.8, 0.95):
        history, asked, most = History(), 0, int(share * all_asked)
        with pytest.raises(Cancelled):
            analyze_again(history, text, is_cancelled=is_cancelled)
        edited = text + "\nlast = 1\n"
        steps.append(sum(part.steps for part in history.memos))
        assert not differences(analyze_again(history, edited), analyze(edited))
    assert steps == sorted(steps)
    assert steps[-1] > whole.steps / 10


def test_long_work_is_given_up_between_two_steps() -> None:
    asked = []

    def is_cancelled() -> bool:
        asked.append(1)
        return len(asked) > 20

    with pytest.raises(Cancelled):
        analyze_again(History(), "import keras\nn = 0\nwhile n < 100000:\n    n += 1\n", is_cancelled=is_cancelled)


def test_a_layer_that_is_kept_applies_its_function_in_the_present_version() -> None:
    text = (
        "from keras import Sequential, layers\nimport numpy as np\nwidth = 3\n"
        "model = Sequential([layers.Lambda(lambda x: x[:, -2:])])\nmodel.predict(np.zeros((8, width)))\n"
    )
    history = History()
    analyze_again(history, text)
    edited = text.replace("width = 3", "width = 4")
    again = analyze_again(history, edited)
    assert not differences(again, analyze(edited))
    assert [site.kind for site in again.sites if site.span.line == 4] == ["layer", "data"]
