"""The bounds of what a check may use: memory that nobody maps, files without a name, folders without end."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest
from tests.shape_check.test_harm import nothing_stays, run  # noqa: F401  the fixture is for every test here

from shapelens.shape_check import disk, memory

# no process group
NOBODY = 1 << 30
BOUNDS = {
    "memory that is not mapped": (
        "import os\nfd = os.memfd_create('x')\nfor _ in range(240): os.write(fd, b'x' * 1_000_000)\nwait()",
        "memory",
    ),
    "memory in many files": (
        "import os\nfds = [os.memfd_create('x') for _ in range(24)]\n"
        "for fd in fds: os.write(fd, b'x' * 10_000_000)\nwait()",
        "memory",
    ),
    "memory that is mapped and closed": (
        "import mmap, os\nfd = os.memfd_create('x')\nos.ftruncate(fd, 240_000_000)\nheld = mmap.mmap(fd, 240_000_000)\n"
        "for _ in range(240): os.write(fd, b'x' * 1_000_000)\nos.close(fd)\nwait()",
        "memory",
    ),
    "shared memory that is let go": (
        "import mmap\nheld = mmap.mmap(-1, 240_000_000)\nfor at in range(0, len(held), 4_000_000):\n"
        "    held[at : at + 4_000_000] = b'x' * 4_000_000\n    held.madvise(mmap.MADV_DONTNEED)\nwait()",
        "memory",
    ),
    "files that are large together": (
        "import os\nfor i in range(5):\n    fd = os.open(f'FOLDER/{i}', os.O_CREAT | os.O_RDWR)\n"
        "    os.posix_fallocate(fd, 0, 250_000_000)\n    os.close(fd)\nwait()",
        "disk",
    ),
    "files that have no name any more": (
        "import os\nfor i in range(5):\n    fd = os.open('FOLDER/a', os.O_CREAT | os.O_RDWR)\n"
        "    os.posix_fallocate(fd, 0, 250_000_000)\n    os.unlink('FOLDER/a')\nwait()",
        "disk",
    ),
    "names without end": ("import os\nfor i in range(2_001): os.mkdir(f'FOLDER/{i}')\nwait()", "disk"),
    "folders in folders": (
        "import os\nos.chdir(own)\nfor _ in range(40):\n    os.mkdir('d' * 250)\n    os.chdir('d' * 250)\nwait()",
        "disk",
    ),
    "a few folders in folders": (
        "import os\nos.chdir(own)\nfor _ in range(1_000):\n    os.mkdir('d')\n    os.chdir('d')\n",
        "crashed",
    ),
    "files of holes alone": (
        "import os\nfor i in range(30):\n    with open(f'FOLDER/{i}', 'wb') as file: file.truncate(200_000_000)\n"
        "import time; time.sleep(1)",
        "crashed",
    ),
}


@pytest.mark.parametrize("name", BOUNDS)
async def test_what_a_check_may_use_is_bounded(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MOST_NAMES", 2_000)
    written, status = BOUNDS[name]
    head = "import os, time\nown = os.environ['TMPDIR']\ndef wait(): time.sleep(60)\n"
    text = head + written.replace("'FOLDER", "own + '").replace("fown + '", "own + f'")
    outcome, _ = await run(text, tmp_path, memory_limit_mb=150, environment={"WITHOUT_HOOK": "1"})
    assert outcome.status == status, outcome.output


def test_a_folder_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not disk.is_too_much(str(tmp_path), NOBODY)
    assert not disk.is_too_much(str(tmp_path / "gone"), NOBODY)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(b"x" * 10_000)
    monkeypatch.setattr(disk, "MOST_NAMES", 2)
    assert disk.is_too_much(str(tmp_path), NOBODY)
    monkeypatch.setattr(disk, "MOST_NAMES", 3)
    assert not disk.is_too_much(str(tmp_path), NOBODY)
    monkeypatch.setattr(disk, "MOST_BYTES", 5_000)
    assert disk.is_too_much(str(tmp_path), NOBODY)


def test_what_cannot_be_read_counts_as_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert disk.is_too_much(str(tmp_path), NOBODY)


def test_elsewhere_files_without_a_name_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert disk.unnamed_bytes(os.getpgrp()) == 0


def test_a_process_group_is_measured() -> None:
    group = os.getpgrp()
    assert 0 < memory.own_bytes(group) <= memory.resident_bytes(group)
    assert 0 < memory.proportional_bytes(group) <= memory.resident_bytes(group)
    with tempfile.TemporaryFile() as file:
        assert any(os.path.samestat(os.fstat(file.fileno()), os.stat(p)) for p in memory.descriptors(os.getpid()))
    assert memory.descriptors(1 << 30) == []
