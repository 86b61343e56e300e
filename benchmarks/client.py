"""A client of a language server over stdio: what is sent and what comes back, to the microsecond.

An answer is timed when its last byte is read, before it is taken apart, so that every server is charged with the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.programs import Place

ANSWER_SECONDS = 120.0
GO_SECONDS = 5.0


@dataclass(slots=True)
class Answer:
    """One request: when it was sent, when its answer was there, and what that was."""

    sent: float
    received: float = 0.0
    result: Any = None
    error: Any = None
    done: threading.Event = field(default_factory=threading.Event)
    number: int = 0

    def wait(self, seconds: float = ANSWER_SECONDS) -> Answer:
        if not self.done.wait(seconds):
            raise TimeoutError(f"no answer within {seconds} s")
        if self.error is not None:
            raise RuntimeError(f"the server answers with an error: {self.error}")
        return self

    @property
    def seconds(self) -> float:
        return self.received - self.sent


class Client:
    """A server in a process of its own, and what an editor says to it."""

    def __init__(
        self, command: Sequence[str], folder: Path, settings: Mapping[str, Any], environment: Mapping[str, str]
    ) -> None:
        self.folder = folder
        self._settings = settings
        self.spawned = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, **environment},
        )
        self._answers: dict[int, Answer] = {}
        self._lock = threading.Lock()
        self._next = 0
        self._versions: dict[str, int] = {}
        threading.Thread(target=self._read, daemon=True).start()

    # ---- messages

    def request(self, method: str, params: Any) -> Answer:
        with self._lock:
            self._next += 1
            number = self._next
            answer = self._answers[number] = Answer(0.0, number=number)
        body = _encoded({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        answer.sent = time.perf_counter()
        self._write(body)
        return answer

    def notify(self, method: str, params: Any) -> float:
        """Say something; when it was said."""
        body = _encoded({"jsonrpc": "2.0", "method": method, "params": params})
        now = time.perf_counter()
        self._write(body)
        return now

    def cancel(self, answer: Answer) -> None:
        """Take a request back, if it has no answer yet."""
        if not answer.done.is_set():
            self.notify("$/cancelRequest", {"id": answer.number})

    def _write(self, body: bytes) -> None:
        assert self.process.stdin is not None
        with self._lock:
            self.process.stdin.write(body)
            self.process.stdin.flush()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = stream.readline()
            body = stream.read(length)
            self._receive(body, time.perf_counter())

    def _receive(self, body: bytes, now: float) -> None:
        message = json.loads(body)
        if "method" in message:
            if "id" in message:
                result = self._answer(message["method"], message.get("params"))
                self._write(_encoded({"jsonrpc": "2.0", "id": message["id"], "result": result}))
            return
        answer = self._answers.pop(message["id"])
        answer.received, answer.result, answer.error = now, message.get("result"), message.get("error")
        answer.done.set()

    def _answer(self, method: str, params: Any) -> Any:
        """What an editor answers to a server that asks."""
        if method == "workspace/configuration":
            return [self._settings.get(item.get("section") or "", {}) for item in params["items"]]
        return None

    # ---- gestures

    def initialize(self) -> float:
        """The seconds from the start of the process to the answer; the server is ready for documents after it."""
        uri = self.folder.as_uri()
        params = {
            "processId": os.getpid(),
            "rootUri": uri,
            "workspaceFolders": [{"uri": uri, "name": self.folder.name}],
            "capabilities": _CAPABILITIES,
            "initializationOptions": {},
        }
        answer = self.request("initialize", params).wait()
        self.notify("initialized", {})
        return answer.received - self.spawned

    def open(self, path: Path, text: str) -> float:
        uri = path.as_uri()
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        return self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, path: Path, place: Place, text: str) -> float:
        """Put `text` in a place."""
        uri = path.as_uri()
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        change = {"range": _range(place.line, place.start, place.line, place.end), "text": text}
        return self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def change_lines(self, path: Path, first: int, end: int, text: str) -> float:
        """Put `text` in the place of whole lines, `end` being the first that stays."""
        uri = path.as_uri()
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        change = {"range": _range(first, 0, end, 0), "text": text}
        return self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def save(self, path: Path) -> float:
        """A file was written: by this editor, and as its watcher sees it."""
        changes = [{"uri": path.as_uri(), "type": 2}]
        now = self.notify("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})
        self.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        return now

    def hints(self, path: Path, first: int, last: int) -> Answer:
        params = {"textDocument": {"uri": path.as_uri()}, "range": _range(first, 0, last, 0)}
        return self.request("textDocument/inlayHint", params)

    def close(self, path: Path) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def hover(self, path: Path, line: int, character: int) -> Answer:
        place = {"line": line, "character": character}
        return self.request("textDocument/hover", {"textDocument": {"uri": path.as_uri()}, "position": place})

    # ---- what it costs

    def processor_seconds(self) -> float:
        """The processor time of the server so far, to the nanosecond; 0 where the system does not tell."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(each.read_text().split()[0]) for each in threads) / 1e9

    def memory(self) -> float:
        """The server's resident megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def has_loaded(self, name: str) -> bool:
        """Whether a library of this name is in the server's memory."""
        return name in Path(f"/proc/{self.process.pid}/maps").read_text()

    def stop(self) -> None:
        """Leave as an editor does, and end what does not go."""
        try:
            self.request("shutdown", None).wait(GO_SECONDS)
            self.notify("exit", None)
            self.process.wait(GO_SECONDS)
        except (TimeoutError, RuntimeError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()


_CAPABILITIES = {
    "general": {"positionEncodings": ["utf-8", "utf-16"]},
    "workspace": {
        "configuration": True,
        "workspaceFolders": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "inlayHint": {"refreshSupport": True},
    },
    "textDocument": {
        "synchronization": {"didSave": True},
        "inlayHint": {"dynamicRegistration": False, "resolveSupport": {"properties": ["tooltip"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {"relatedInformation": True},
    },
}


def _range(line: int, character: int, end_line: int, end_character: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "character": character},
        "end": {"line": end_line, "character": end_character},
    }


def _encoded(message: Mapping[str, Any]) -> bytes:
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body
