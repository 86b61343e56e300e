"""Scheduling: results are shared, stale work is dropped unbegun, later replaces earlier, edits restart the pause."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from shapelens.lsp.scheduling import GivenUp, Kept, Latest, OneAtATime, Quiet, Results, Worker


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


async def test_work_runs_off_the_loop_on_one_thread(worker: Worker) -> None:
    threads = await asyncio.gather(*(worker.run(threading.get_ident) for _ in range(5)))
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


async def test_a_result_is_computed_once_and_shared(worker: Worker) -> None:
    calls: list[int] = []
    results: Results[int] = Results(worker)

    def compute() -> int:
        calls.append(1)
        time.sleep(0.05)
        return 42

    assert await asyncio.gather(*(results.get("a", compute) for _ in range(5))) == [42] * 5
    assert await results.get("a", compute) == 42
    assert len(calls) == 1


async def test_a_cancelled_request_disturbs_no_other(worker: Worker) -> None:
    results: Results[int] = Results(worker)
    go = threading.Event()

    def compute() -> int:
        go.wait(5)
        return 1

    first = asyncio.ensure_future(results.get("a", compute))
    second = asyncio.ensure_future(results.get("a", compute))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    go.set()
    assert await second == 1
    assert first.cancelled()


async def test_what_is_dropped_before_it_begins_is_never_computed(worker: Worker) -> None:
    results: Results[str] = Results(worker)
    go = threading.Event()
    computed: list[str] = []

    def compute(name: str) -> str:
        go.wait(5)
        computed.append(name)
        return name

    running = asyncio.ensure_future(results.get("first", lambda: compute("first")))
    stale = asyncio.ensure_future(results.get("stale", lambda: compute("stale")))
    await asyncio.sleep(0.05)
    results.drop("stale")
    assert await stale is None
    go.set()
    assert await running == "first"
    assert await results.get("last", lambda: compute("last")) == "last"
    assert computed == ["first", "last"]


async def test_a_dropped_result_can_be_asked_for_again(worker: Worker) -> None:
    results: Results[int] = Results(worker)
    waiting = asyncio.ensure_future(results.get("a", lambda: 1))
    await asyncio.sleep(0)
    results.drop("a")
    assert await waiting is None
    assert await results.get("a", lambda: 2) == 2
    results.drop("a")
    assert await results.get("a", lambda: 3) == 2


async def test_a_failure_reaches_who_waits_and_is_not_kept(worker: Worker) -> None:
    results: Results[float] = Results(worker)
    with pytest.raises(ZeroDivisionError):
        await results.get("a", lambda: 1 / 0)
    assert await results.get("a", lambda: 1.0) == 1.0


async def test_only_the_most_recent_results_are_kept(worker: Worker) -> None:
    results: Results[int] = Results(worker, keep=2)
    calls: list[int] = []

    def compute(number: int) -> int:
        calls.append(number)
        return number

    for number in (1, 2, 3, 3, 2, 1):
        assert await results.get(number, partial(compute, number)) == number
    assert calls == [1, 2, 3, 1]


async def test_later_work_replaces_earlier_work_of_the_same_kind() -> None:
    done: list[str] = []

    async def work(name: str) -> None:
        await asyncio.sleep(0.01)
        done.append(name)

    latest = Latest()
    for key, name in [("a", "1"), ("a", "2"), ("b", "3"), ("a", "4")]:
        latest.start(key, work(name))
    await asyncio.sleep(0.05)
    assert done == ["3", "4"]
    latest.start("a", work("5"))
    latest.cancel("a")
    latest.cancel("unknown")
    await asyncio.sleep(0.05)
    assert done == ["3", "4"]


async def test_each_edit_begins_the_pause_anew() -> None:
    quiet = Quiet()
    loop = asyncio.get_running_loop()
    # without an edit there is no pause: it ends without waiting once
    with pytest.raises(StopIteration):
        quiet.wait(1.0).send(None)
    started = loop.time()
    quiet.disturb()
    waiting = asyncio.ensure_future(quiet.wait(0.1))
    await asyncio.sleep(0.06)
    quiet.disturb()
    await waiting
    assert loop.time() - started >= 0.16
    await quiet.wait(0)


async def test_of_heavy_work_one_runs_and_the_latest_wins() -> None:
    heavy = OneAtATime()
    events: list[str] = []

    async def work(name: str, cancel: asyncio.Event) -> None:
        events.append(f"{name} begins")
        await cancel.wait()
        events.append(f"{name} ends")

    first = asyncio.ensure_future(heavy.run(partial(work, "1")))
    await asyncio.sleep(0.01)
    second, third = (asyncio.ensure_future(heavy.run(partial(work, name))) for name in "23")
    await asyncio.sleep(0.01)
    # the second was replaced while it waited for its turn
    assert events == ["1 begins", "1 ends", "3 begins"]
    assert [await first, await second] == [True, False]
    fourth = asyncio.ensure_future(heavy.run(partial(work, "4")))
    await asyncio.sleep(0.01)
    assert events[3:] == ["3 ends", "4 begins"]
    assert await third is True
    # who waits is let go at once, the work is asked to end and ends by itself
    fourth.cancel()
    await asyncio.wait([fourth])
    assert fourth.cancelled()
    await heavy.stop()
    assert events[5:] == ["4 ends"]


async def test_work_is_never_cancelled_in_the_middle() -> None:
    heavy = OneAtATime()
    ends: list[str] = []

    async def work(cancel: asyncio.Event) -> None:
        await asyncio.sleep(0.05)
        ends.append("cancelled" if cancel.is_set() else "finished")

    waiting = asyncio.ensure_future(heavy.run(work))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await heavy.stop()
    assert ends == ["cancelled"]
    await heavy.stop()


async def test_work_that_gives_up_has_no_result_and_can_be_asked_for_again(worker: Worker) -> None:
    results: Results[int] = Results(worker)

    def give_up() -> int:
        raise GivenUp

    assert await results.get("a", give_up) is None
    assert await results.get("a", lambda: 2) == 2


def test_what_no_longer_fits_is_let_go() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    kept: Kept[str] = Kept(most=10)

    def use(name: str, size: int, needed: str = "abc") -> None:
        assert kept.get(name, partial(make, name)) == name
        kept.weigh(name, size, lambda key: str(key) in needed)

    for name in ("a", "b", "a", "c"):
        use(name, 4)
    assert made == ["a", "b", "c"]
    # the one that was used longest ago went
    use("a", 4)
    use("b", 4)
    assert made == ["a", "b", "c", "b"]
    # what is not needed goes first
    made.clear()
    use("c", 4, needed="bc")
    use("b", 4, needed="bc")
    assert made == ["c"]
    # one that is too large by itself stays alone
    use("b", 40)
    use("b", 2)
    use("c", 4)
    assert made == ["c", "c"]
