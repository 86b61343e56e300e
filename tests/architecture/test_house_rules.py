"""What CONTRIBUTING asks of every file, where a machine can tell."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_OTHERS = {"node_modules", "bundled", "out", "dist", "__pycache__", ".cache", ".venv", "programs"}


def files(*suffixes: str) -> list[Path]:
    """The files of ours with one of these suffixes."""
    folders = [ROOT / name for name in ("server", "vscode-extension", "tests", "benchmarks", "docs", "examples")]
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in suffixes and not _OTHERS & set(path.relative_to(ROOT).parts)
    )


def test_no_file_of_code_is_longer_than_400_lines() -> None:
    long = {path for path in files(".py", ".ts", ".mjs") if _lines(path) > 400}
    # one node type after another: nothing in it to look for elsewhere
    assert long <= {ROOT / "server" / "shapelens" / "syntax" / "lowered.py"}


def test_the_median_file_stays_small() -> None:
    counts = sorted(_lines(path) for path in files(".py") if "server" in path.parts and _lines(path) > 5)
    assert counts[len(counts) // 2] <= 150


def test_the_lock_holds_versions_and_hashes_alone() -> None:
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"^[a-z0-9-]+==\S+", lock, re.MULTILINE)
    assert len(pinned) > 40
    assert lock.count("--hash=sha256:") > len(pinned)


def test_every_setting_of_the_extension_is_in_the_readme() -> None:
    manifest = json.loads((ROOT / "vscode-extension" / "package.json").read_text(encoding="utf-8"))
    contributed = set(manifest["contributes"]["configuration"]["properties"])
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(shapelens\.[\w.]+)` \| ?(\S*) ?\|", readme, re.MULTILINE)
    assert {name for name, _ in rows} == contributed
    for name, shown in rows:
        default = manifest["contributes"]["configuration"]["properties"][name]["default"]
        assert shown.strip("`") == ("" if default in ("", None) else json.dumps(default)), name


def test_the_code_in_contributing_is_the_real_one() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    sources = (
        "layers/families/reshaping/reshaping.py",
        "layers/operations/linalg/matrices.py",
        "diagnostics/fixes/arguments.py",
    )
    for code, source in zip(shown, sources, strict=True):
        assert code.count("\n") < 20
        assert code in (ROOT / "server" / "shapelens" / source).read_text(encoding="utf-8")


DOCUMENTS = [*ROOT.glob("*.md"), *files(".md")]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert "://" in target or (path.parent / target).exists(), target


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")
