"""From the start of a server to its first answer, and from opening a file to its first hints."""

from __future__ import annotations

from pathlib import Path

from benchmarks.client import Client
from benchmarks.figures import Figure, Scale, median, milliseconds, parse
from benchmarks.measures.edits import VISIBLE
from benchmarks.programs import write_project
from benchmarks.servers import BARE, SHAPELENS, peers

LINES, LONG = 1_000, 10_000


def measure_start(scale: Scale, folder: Path) -> list[Figure]:
    """`initialize` is answered as fast as by a server that knows nothing."""
    seconds: dict[str, list[float]] = {BARE.name: [], SHAPELENS.name: []}
    for _ in range(scale.servers):
        for server in (BARE, SHAPELENS):
            client = server.start(folder)
            seconds[server.name].append(client.initialize())
            client.stop()
    bare, ours = seconds[BARE.name], seconds[SHAPELENS.name]
    detail = f"{milliseconds(ours)} against {milliseconds(bare)}"
    title = "spawn to the answer of `initialize`, against a bare pygls server"
    return [Figure("start", title, median(ours) / median(bare), 1.15, detail=detail)]


def measure_open(scale: Scale, folder: Path) -> list[Figure]:
    """A file of 1,000 lines is opened in a server that has opened a small one before."""
    texts = [write_project(folder, LINES, number) for number in range(1, scale.texts + 1)]
    small = write_project(folder, 200)
    seconds: dict[str, list[float]] = {}
    parses: list[float] = []
    clients = {server.name: server.start(folder) for server in (SHAPELENS, *peers())}
    for client in clients.values():
        client.initialize()
        opened(client, small)
    for path in texts:
        for name, client in clients.items():
            seconds.setdefault(name, []).append(opened(client, path))
            parses.append(parse(path.read_text(encoding="utf-8")).seconds)
    for client in clients.values():
        client.stop()
    ours = seconds.pop(SHAPELENS.name)
    detail = f"{milliseconds(ours)}; the parse {milliseconds(parses)}"
    title = f"opening {LINES:,} lines to the first hints, against one `libcst.parse_module` of them"
    figures = [Figure("open", title, median(ours) / median(parses), 3.0, detail=detail)]
    for name, theirs in seconds.items():
        limit = 1.0 if name == "basedpyright" else None
        figures.append(
            Figure(
                f"open/{name}",
                f"the same, against {name}",
                median(ours) / median(theirs),
                limit,
                detail=f"{name} {milliseconds(theirs)}",
            )
        )
    return figures


def measure_view(scale: Scale, folder: Path) -> list[Figure]:
    """A long file is opened: the hints in view, and those of the whole."""
    client = SHAPELENS.start(folder)
    client.initialize()
    opened(client, write_project(folder, 200))
    view: list[float] = []
    whole: list[float] = []
    for number in range(1, scale.texts + 1):
        path = write_project(folder, LONG, number)
        said = client.open(path, path.read_text(encoding="utf-8"))
        view.append(client.hints(path, 0, VISIBLE).wait().received - said)
        whole.append(client.hints(path, 0, LONG).wait().received - said)
        client.close(path)
    client.stop()
    title = f"opening {LONG:,} lines to the hints of the first {VISIBLE}, against those of the whole"
    detail = f"{milliseconds(view)}; the whole {milliseconds(whole)}"
    return [Figure("view", title, median(view) / median(whole), 0.25, detail=detail)]


def opened(client: Client, path: Path) -> float:
    """Open a file; the seconds to its first hints."""
    text = path.read_text(encoding="utf-8")
    said = client.open(path, text)
    return client.hints(path, 0, text.count("\n")).wait().received - said
