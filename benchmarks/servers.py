"""The servers that are measured side by side, each set up as its documentation says, without a pause after edits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.client import Client

ROOT = Path(__file__).resolve().parents[1]
PEERS = Path(os.environ.get("BENCHMARK_PEERS", ROOT / ".cache" / "peers" / "bin"))
PROFILE = os.environ.get("BENCHMARK_PROFILE")


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is run, and the settings that it asks for, by section."""

    name: str
    command: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    def start(self, folder: Path) -> Client:
        return Client(self.command, folder, self.settings, self.environment)


SHAPELENS = Server(
    "ShapeLens",
    (sys.executable, "-m", "benchmarks.profiled", PROFILE) if PROFILE else (sys.executable, "-m", "shapelens", "serve"),
    {"shapelens": {"inlayHints": {"debounceMs": 0}, "check": {"interpreter": sys.executable}}},
    {"PYTHONPATH": f"{ROOT / 'server'}:{ROOT}"},
)
BARE = Server("bare pygls", (sys.executable, "-m", "benchmarks.bare_server"), environment={"PYTHONPATH": str(ROOT)})

# where the peers find Keras
_PYTHON = {"pythonPath": sys.executable}
_ENVIRONMENT = {"VIRTUAL_ENV": sys.prefix}
_PEERS = (
    Server(
        "basedpyright",
        ("basedpyright-langserver", "--stdio"),
        {"python": _PYTHON, "basedpyright": {"analysis": {"diagnosticMode": "openFilesOnly"}}},
        _ENVIRONMENT,
    ),
    Server(
        "pyrefly",
        ("pyrefly", "lsp"),
        {"python": {**_PYTHON, "analysis": {"inlayHintDebounceMs": 0}}},
        _ENVIRONMENT,
    ),
    Server("ty", ("ty", "server"), {"python": _PYTHON}, _ENVIRONMENT),
)


def peers() -> list[Server]:
    """Those that are installed."""
    return [
        Server(peer.name, (str(PEERS / peer.command[0]), *peer.command[1:]), peer.settings, peer.environment)
        for peer in _PEERS
        if (PEERS / peer.command[0]).exists()
    ]


def absent_peers() -> list[str]:
    installed = {peer.name for peer in peers()}
    return [peer.name for peer in _PEERS if peer.name not in installed]


def peer_versions() -> dict[str, str]:
    """What each says of itself."""
    versions = {}
    for peer in peers():
        said = subprocess.run([PEERS / peer.name, "--version"], capture_output=True, text=True, check=True).stdout
        versions[peer.name] = said.split("\n")[0].split()[1]
    return versions


def write_peer_settings(folder: Path) -> None:
    """The files in which a peer reads where packages are, beside what it asks an editor for."""
    place = Path(sys.prefix)
    (folder / "pyrightconfig.json").write_text(json.dumps({"venvPath": str(place.parent), "venv": place.name}))
    (folder / "pyrefly.toml").write_text(f'python-interpreter-path = "{sys.executable}"\n')
    (folder / "ty.toml").write_text(f'[environment]\npython = "{sys.prefix}"\n')
