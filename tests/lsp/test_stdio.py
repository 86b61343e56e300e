"""Messages from standard input: cut where they end, however the bytes come."""

from __future__ import annotations

import asyncio
import os
from typing import Any, cast

import pytest
from pygls.protocol import JsonRPCProtocol

from shapelens.lsp.stdio import Frames, handle_messages


def framed(body: bytes, extra: bytes = b"") -> bytes:
    return b"Content-Length: %d\r\n%s\r\n" % (len(body), extra) + body


BODIES = [b'{"a": 1}', '{"b": "é\r\n\r\n"}'.encode(), b"{}", b"x" * 200_000]
STREAM = b"".join([framed(BODIES[0]), framed(BODIES[1], b"Content-Type: x\r\n"), *map(framed, BODIES[2:])])


@pytest.mark.parametrize("size", [1, 7, 64, 100_000, len(STREAM)])
def test_the_bodies_are_whole_however_the_bytes_come(size: int) -> None:
    frames = Frames()
    # what is as long as a picture does not come byte by byte
    stream = STREAM if size > 7 else STREAM[:200]
    found = [body for at in range(0, len(stream), size) for body in frames.feed(stream[at : at + size])]
    assert found == (BODIES if size > 7 else BODIES[:3])


def test_the_name_of_a_header_may_be_written_in_any_case() -> None:
    assert list(Frames().feed(b"content-length:2\r\n\r\n{}")) == [b"{}"]


class Protocol:
    """What takes the messages in place of pygls."""

    def __init__(self) -> None:
        self.handled: list[Any] = []

    def structure_message(self, data: Any) -> Any:
        return data

    def handle_message(self, message: Any) -> None:
        if message == {"fail": True}:
            raise ZeroDivisionError
        self.handled.append(message)


async def test_every_message_is_handled_in_order_and_a_failure_stays_its_own() -> None:
    reading, writing = os.pipe()
    protocol, failures = Protocol(), list[Exception]()
    work = handle_messages(reading, cast(JsonRPCProtocol, protocol), lambda error, _: failures.append(error))
    task = asyncio.ensure_future(work)
    os.write(writing, framed(b'{"n": 1}') + framed(b'{"fail": true}') + framed(b"no json") + framed(b'{"n": 2}')[:20])
    await asyncio.sleep(0.05)
    os.write(writing, framed(b'{"n": 2}')[20:])
    os.close(writing)
    await asyncio.wait_for(task, 10)
    os.close(reading)
    assert protocol.handled == [{"n": 1}, {"n": 2}]
    assert [type(failure).__name__ for failure in failures] == ["ZeroDivisionError", "JSONDecodeError"]
