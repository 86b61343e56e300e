"""Notebooks over the protocol: cells in order are one program, and every answer is for one of them."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types
from tests.lsp.harness import Editor, editor, shared_loop

NOTEBOOK = "file:///project/model.ipynb"
CELLS = (
    ("markdown", "# A title"),
    (
        "python",
        "%matplotlib inline\nfrom keras import Input, Model, layers\n\ndef block(x):\n    return layers.Dense(4)(x)",
    ),
    ("python", 'name = "模型🙂"; x = Input((28, 28, 1))\n%time x = layers.Conv2D(32, 3)(x)\n'),
    ("python", "%%bash\nls 'it"),
    ("python", "def half(:"),
    ("python", "y = block(x)\nmodel = Model(x, y)\nshared = layers.Conv2D(4, 3)\nshared(x)"),
    ("python", "shared(Input((9, 9, 1)))"),
)


class Notebook:
    """A notebook that is open in an editor."""

    def __init__(self, ed: Editor, cells: Sequence[tuple[str, str]] = CELLS) -> None:
        self.ed = ed
        self.version = 1
        self.uris = [f"vscode-notebook-cell:/project/model.ipynb#{number}" for number in range(len(cells))]
        kinds = types.NotebookCellKind
        described = [
            types.NotebookCell(kinds.Code if language == "python" else kinds.Markup, uri)
            for uri, (language, _) in zip(self.uris, cells, strict=True)
        ]
        texts = [
            types.TextDocumentItem(uri, language, 1, text)
            for uri, (language, text) in zip(self.uris, cells, strict=True)
        ]
        document = types.NotebookDocument(NOTEBOOK, "jupyter-notebook", 1, described)
        ed.client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(document, texts))

    def change(self, **changes: object) -> None:
        self.version += 1
        identifier = types.VersionedNotebookDocumentIdentifier(self.version, NOTEBOOK)
        event = types.NotebookDocumentChangeEvent(cells=types.NotebookDocumentCellChanges(**changes))  # type: ignore[arg-type]
        self.ed.client.notebook_document_did_change(types.DidChangeNotebookDocumentParams(identifier, event))

    def edit(self, cell: int, text: str, version: int = 2) -> None:
        """Write a cell anew."""
        document = types.VersionedTextDocumentIdentifier(version, self.uris[cell])
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.change(text_content=[types.NotebookDocumentCellContentChanges(document, [change])])

    def remove(self, cell: int) -> None:
        identifier = types.TextDocumentIdentifier(self.uris[cell])
        structure = types.NotebookDocumentCellChangeStructure(types.NotebookCellArrayChange(cell, 1), [], [identifier])
        self.change(structure=structure)

    def save(self) -> None:
        identifier = types.NotebookDocumentIdentifier(NOTEBOOK)
        self.ed.client.notebook_document_did_save(types.DidSaveNotebookDocumentParams(identifier))

    def close(self) -> None:
        cells = [types.TextDocumentIdentifier(uri) for uri in self.uris]
        identifier = types.NotebookDocumentIdentifier(NOTEBOOK)
        self.ed.client.notebook_document_did_close(types.DidCloseNotebookDocumentParams(identifier, cells))

    async def hints(self, cell: int) -> list[tuple[int, int, str]]:
        found = await self.ed.hints(self.uris[cell])
        return [(hint.position.line, hint.position.character, str(hint.label)) for hint in found]

    async def diagnostics(self, cell: int, version: int = 1) -> list[types.Diagnostic]:
        return await self.ed.diagnostics(version, self.uris[cell])


async def test_the_server_asks_for_notebooks() -> None:
    async with editor() as ed:
        assert ed.answer is not None
        sync = ed.answer.capabilities.notebook_document_sync
        assert isinstance(sync, types.NotebookDocumentSyncOptions)
        assert sync.save


@shared_loop
async def test_every_cell_has_its_own_hints(ed: Editor) -> None:
    notebook = Notebook(ed)
    assert await notebook.hints(1) == [(4, 29, "→ (None, 26, 26, 4)")]
    # the line holds a character of two UTF-16 units
    assert await notebook.hints(2) == [(0, 37, "→ (None, 28, 28, 1)"), (1, 33, "→ (None, 26, 26, 32)")]
    assert await notebook.hints(0) == await notebook.hints(3) == await notebook.hints(4) == []
    assert [label for *_, label in await notebook.hints(5)] == ["→ (None, 26, 26, 4)", "→ (None, 24, 24, 4)"]
    [hint] = await ed.hints(notebook.uris[1])
    resolved = await ed.client.inlay_hint_resolve_async(hint)
    assert isinstance(resolved.tooltip, types.MarkupContent)
    assert "→ `block` (line 1 of cell 6)" in resolved.tooltip.value
    assert await ed.hints(notebook.uris[2], lines=(1, 1)) == (await ed.hints(notebook.uris[2]))[1:]
    notebook.close()


@shared_loop
async def test_hover_and_lenses_are_for_their_cell(ed: Editor) -> None:
    notebook = Notebook(ed)
    described = await ed.hover(1, 20, notebook.uris[2])
    assert described is not None
    assert described.range == types.Range(types.Position(1, 10), types.Position(1, 33))
    assert "(None, 26, 26, 32)" in described.contents.value  # type: ignore[union-attr]
    assert await ed.hover(0, 5, notebook.uris[0]) is None
    lenses = await ed.lenses(notebook.uris[5])
    assert [lens.range.start.line for lens in lenses] == [1, 1]
    assert lenses[0].command is not None
    assert lenses[0].command.title.startswith("26×26×32 → 26×26×4")
    assert await ed.lenses(notebook.uris[2]) == []
    notebook.close()


@shared_loop
async def test_every_cell_has_its_own_diagnostics(ed: Editor) -> None:
    notebook = Notebook(ed)
    [note] = await notebook.diagnostics(4)
    assert (note.code, note.range.start) == ("SL101", types.Position(0, 0))
    assert note.message.startswith("Line 1 of cell 5 does not parse as Python")
    [fault] = await notebook.diagnostics(6)
    assert (fault.code, fault.range.start, fault.range.end) == ("SL203", types.Position(0, 0), types.Position(0, 24))
    assert fault.related_information is not None
    assert fault.related_information[0].location == types.Location(
        notebook.uris[5], types.Range(types.Position(2, 9), types.Position(2, 28))
    )
    assert await notebook.diagnostics(1) == await notebook.diagnostics(5) == []
    ed.forget()
    notebook.close()
    await ed.until(lambda: len(ed.published) == len(notebook.uris) - 1)
    assert not any(published.diagnostics for published in ed.published)


@shared_loop
async def test_an_edit_changes_the_cells_below(ed: Editor) -> None:
    notebook = Notebook(ed)
    assert await notebook.hints(2)
    ed.forget()
    notebook.edit(2, "\nx = Input((8, 8, 1))\n")
    assert await notebook.hints(2) == [(1, 20, "→ (None, 8, 8, 1)")]
    assert await notebook.hints(1) == [(4, 29, "→ (None, 8, 8, 4)")]
    # an editor asks again for the edited cell alone, unless it is told to
    await ed.until(lambda: "hints" in ed.refreshes)
    notebook.save()
    assert await notebook.diagnostics(2, version=2) == []
    assert await notebook.diagnostics(6) == []
    notebook.close()


@shared_loop
async def test_a_cell_that_is_removed_is_forgotten(ed: Editor) -> None:
    notebook = Notebook(ed)
    assert len(await notebook.diagnostics(4)) == 1
    ed.forget()
    notebook.remove(4)
    await ed.until(lambda: any(it.uri == notebook.uris[4] and not it.diagnostics for it in ed.published))
    assert await ed.hints(notebook.uris[4]) == []
    assert [label for *_, label in await notebook.hints(5)] == ["→ (None, 26, 26, 4)", "→ (None, 24, 24, 4)"]
    notebook.remove(2)
    # what the convolution is called on is not known any more
    assert [label for *_, label in await notebook.hints(5)] == ["→ (?, ?, ?, 4)"]
    notebook.close()


@shared_loop
async def test_a_notebook_without_code(ed: Editor) -> None:
    notebook = Notebook(ed, [("markdown", "# Nothing")])
    assert await notebook.hints(0) == []
    assert await ed.hover(0, 0, notebook.uris[0]) is None
    notebook.edit(0, "# Still nothing")
    assert await ed.lenses(notebook.uris[0]) == []
    notebook.close()


async def test_settings_of_the_folder_hold_for_its_cells() -> None:
    async with editor({"inlayHints": {"format": "compact"}}) as ed:
        notebook = Notebook(ed)
        assert [label for *_, label in await notebook.hints(2)] == ["→ 28×28×1", "→ 26×26×32"]


async def test_an_action_edits_the_cell_it_is_in() -> None:
    async with editor() as ed:
        notebook = Notebook(ed, [("python", "from keras import layers"), ("python", "\nlayers.Dense(unit=3)")])
        actions = await ed.actions(1, 15, notebook.uris[1])
        edits = [action.edit for action in actions if action.edit is not None]
        assert edits
        for edit in edits:
            assert edit.document_changes is not None
            [change] = edit.document_changes
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.uri == notebook.uris[1]
            assert all(each.range.start.line == 1 for each in change.edits)
