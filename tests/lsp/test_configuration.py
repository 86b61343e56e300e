"""Settings over the protocol: they apply without a restart, folder by folder, and say what is not valid."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from tests.lsp.harness import HINTS_B, MODEL_B, capabilities, editor

COMPACT_B = ["→ 128×128×32", "→ 64×64×32", "→ 30×30×64", "→ 15×15×64", "→ 14400", "→ 10"]


async def test_a_change_applies_at_once_and_is_announced() -> None:
    async with editor() as ed:
        ed.open(MODEL_B)
        assert await ed.labels() == HINTS_B
        ed.forget()
        ed.configure({"inlayHints": {"format": "compact"}})
        await ed.until(lambda: ed.refreshes == ["hints", "lenses"])
        assert await ed.labels() == COMPACT_B
        ed.configure({"inlayHints": {"layers": False}})
        await ed.until(lambda: len(ed.refreshes) == 4)
        assert await ed.labels() == []


async def test_a_change_that_changes_nothing_is_not_announced() -> None:
    async with editor() as ed:
        ed.open(MODEL_B)
        await ed.diagnostics(1)
        ed.forget()
        ed.configure({"trace": {"server": "verbose"}})
        assert await ed.labels() == HINTS_B
        assert (ed.refreshes, ed.published) == ([], [])


async def test_an_invalid_setting_is_said_once_and_its_default_holds() -> None:
    async with editor({"inlayHints": {"format": "pretty"}}) as ed:
        ed.open(MODEL_B)
        assert await ed.labels() == HINTS_B
        complaint = (
            'ShapeLens: Settings: `shapelens.inlayHints.format` must be "keras", "compact" or "axes", '
            "not 'pretty'; its default is used."
        )
        assert ed.messages == [complaint]
        ed.configure({"inlayHints": {"format": "pretty"}})
        ed.configure({"inlayHints": {"format": "compact"}})
        await ed.until(lambda: bool(ed.refreshes))
        assert await ed.labels() == COMPACT_B
        assert ed.messages == [complaint]
        ed.configure({"inlayHints": {"format": "pretty"}})
        await ed.until(lambda: ed.messages == [complaint] * 2)


async def test_each_folder_has_its_own(tmp_path: Path) -> None:
    inside, outside = (tmp_path / "inside" / "m.py").as_uri(), (tmp_path / "inside_too" / "m.py").as_uri()
    async with editor(folder=tmp_path / "inside") as ed:
        ed.client.set_configuration(
            {"inlayHints": {"format": "compact"}}, section="shapelens", scope_uri=(tmp_path / "inside").as_uri()
        )
        ed.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await ed.until(lambda: bool(ed.refreshes))
        ed.open(MODEL_B, inside)
        ed.open(MODEL_B, outside)
        assert await ed.labels(inside) == COMPACT_B
        assert await ed.labels(outside) == HINTS_B


async def test_the_project_file_counts_and_its_change_too(tmp_path: Path) -> None:
    uri = (tmp_path / "m.py").as_uri()
    project = tmp_path / "pyproject.toml"
    project.write_text('[tool.shapelens.inlay-hints]\nformat = "compact"\n')
    async with editor({"inlayHints": {"format": "keras", "layers": True}}, folder=tmp_path) as ed:
        ed.open(MODEL_B, uri)
        assert await ed.labels(uri) == COMPACT_B
        ed.forget()
        project.write_text("[tool.shapelens]\nwidth = 3\n")
        change = types.FileEvent(project.as_uri(), types.FileChangeType.Changed)
        ed.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
        await ed.until(lambda: bool(ed.refreshes))
        assert await ed.labels(uri) == HINTS_B
        assert ed.messages == [f"ShapeLens: {project}: shapelens has no setting `width`."]


async def test_a_folder_that_is_added_later(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.shapelens.inlay-hints]\nformat = "compact"\n')
    uri = (tmp_path / "m.py").as_uri()
    async with editor() as ed:
        ed.open(MODEL_B, uri)
        assert await ed.labels(uri) == HINTS_B
        event = types.WorkspaceFoldersChangeEvent([types.WorkspaceFolder(tmp_path.as_uri(), "it")], [])
        ed.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        await ed.until(lambda: bool(ed.refreshes))
        assert await ed.labels(uri) == COMPACT_B


async def test_a_client_that_cannot_be_asked_sends_its_settings() -> None:
    silent = capabilities()
    assert silent.workspace is not None
    silent.workspace.configuration = False
    async with editor({"inlayHints": {"format": "compact"}}, client_capabilities=silent) as ed:
        ed.open(MODEL_B)
        assert await ed.labels() == COMPACT_B
        settings = {"shapelens": {"inlayHints": {"format": "keras"}}}
        ed.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
        await ed.until(lambda: bool(ed.refreshes))
        assert await ed.labels() == HINTS_B


async def test_the_step_budget_of_the_editor_holds() -> None:
    async with editor({"analysis": {"stepBudget": 1000}}) as ed:
        far = "tree = []\nfor _ in range(20): tree = [tree, tree]\nif str(tree): y = layers.Dense(2)(x)\n"
        ed.open("from keras import Input, layers\nx = Input((3,))\n" + far + "x = layers.Dense(4)(x)\n" * 200)
        assert await ed.labels() == ["→ (None, 3)"] + ["→ (None, 4)"] * 200
        assert (await ed.hover_text(4, 12)).startswith("Not reached: evaluating this file takes more than the budget")
        [note] = await ed.diagnostics(1)
        # the list is made in few steps, its text is not
        assert (note.code, note.range.start.line) == ("SL102", 4)
        await ed.until(lambda: any("shapelens.analysis.stepBudget" in status["detail"] for status in ed.statuses))
