"""What is kept from one analysis to the next is bounded by its bytes."""

from __future__ import annotations

import gc
import tracemalloc

import pytest
from benchmarks.programs import program

from shapelens.interpreter.analyze import analyze_again
from shapelens.interpreter.incremental.history import History
from shapelens.lsp.memory import Memory
from shapelens.lsp.scheduling import Kept
from shapelens.syntax.blocks import lower_block
from shapelens.syntax.parse import lower_text

TEXT = program(200)


def analysed(memory: Memory, path: str) -> History:
    """The history of a document, once it was analysed with it."""

    def analyse(history: History) -> History:
        analyze_again(history, TEXT)
        return history

    return memory.go_on((path, 1, "python"), History, analyse)


def test_closed_files_are_let_go_first_and_then_those_used_longest_ago() -> None:
    history = History()
    analyze_again(history, TEXT)
    memory = Memory(Kept(3 * history.size()))
    for path in ("a", "b", "c"):
        memory.open(path, TEXT)
    first = {path: analysed(memory, path) for path in ("a", "b", "c")}
    assert [analysed(memory, path) is first[path] for path in ("a", "b", "c")] == [True, True, True]
    memory.close("b")
    memory.open("d", TEXT)
    analysed(memory, "d")
    # the closed one is gone, although it was used after the first
    assert [analysed(memory, path) is first[path] for path in ("a", "c")] == [True, True]
    memory.open("b", TEXT)
    assert analysed(memory, "b") is not first["b"]
    assert analysed(memory, "c") is first["c"]


@pytest.mark.parametrize("lines", [300, 1_000])
def test_the_size_of_a_history_is_about_what_it_takes(lines: int) -> None:
    text, history = program(lines), History()
    analyze_again(History(), TEXT)
    tracemalloc.start()
    try:
        analyze_again(history, text)
        # what is kept of texts is bounded by itself
        lower_text.cache_clear()
        lower_block.cache_clear()
        gc.collect()
        taken = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert taken / 2 < history.size() < taken * 2
