"""What the server holds: 20 open files of 500 lines, and never TensorFlow."""

from __future__ import annotations

from pathlib import Path

from benchmarks.figures import Figure, Scale
from benchmarks.measures.edits import numbers
from benchmarks.measures.start import opened
from benchmarks.programs import local_places, write_project
from benchmarks.servers import SHAPELENS

FILES, LINES = 20, 500


def measure_memory(_scale: Scale, folder: Path) -> list[Figure]:
    """All files are open, have hints, and have been edited once."""
    client = SHAPELENS.start(folder)
    client.initialize()
    opened(client, write_project(folder, 200))
    empty = client.memory()
    number = numbers()
    for count in range(FILES):
        path = write_project(folder, LINES, count)
        opened(client, path)
        client.change(path, local_places(path.read_text(encoding="utf-8"))[0], next(number))
        client.hints(path, 0, LINES).wait()
    held, tensorflow = client.memory(), client.has_loaded("tensorflow")
    client.stop()
    if tensorflow:
        raise SystemExit("the server has loaded TensorFlow")
    title = f"memory of the server with {FILES} open files of {LINES} lines; TensorFlow is not in it"
    return [Figure("memory", title, held, 120, unit="MB", detail=f"{empty:.0f} MB with one small file")]
