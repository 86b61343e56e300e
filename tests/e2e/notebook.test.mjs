// A notebook in a real VS Code: each cell shows the shapes of its own lines, and knows what stands in the cells before it.
import { test } from "node:test";
import { inWorkbench } from "./lib/attempts.mjs";
import { eventually } from "./lib/workbench.mjs";

const NAME = "network.ipynb";
const CELLS = [
  ["%matplotlib inline", "from keras import Input, layers"],
  ["x = Input((28, 28, 1))", "y = layers.Conv2D(8, 3)(x)"],
  ["z = layers.Flatten()(y)", "w = layers.Dense(10)(z)"],
];
const HINTS = ["", "", "→ (None, 28, 28, 1)", "→ (None, 26, 26, 8)", "→ (None, 5408)", "→ (None, 10)"];

function notebook() {
  const code = (lines) => ({ cell_type: "code", source: lines.join("\n").split(/(?<=\n)/) });
  const cells = CELLS.map((lines) => ({ ...code(lines), execution_count: null, metadata: {}, outputs: [] }));
  cells.splice(1, 0, { cell_type: "markdown", metadata: {}, source: ["# The network"] });
  const metadata = { language_info: { name: "python" } };
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 2 });
}

/** Whether every line of code has the hint that belongs to it, and no other. */
function showsHints(lines) {
  return lines.length === HINTS.length && lines.every(({ hint }, index) => hint === HINTS[index]);
}

async function readCells(workbench) {
  // who opens notebooks is known when extensions run: until then VS Code shows their text
  await workbench.openFile("cnn_a.py");
  await eventually("the server", workbench.lines, (lines) => lines.some(({ hint }) => hint !== ""));
  await workbench.openNotebook(NAME);
  await eventually("the hints of the cells", workbench.cells, showsHints);
  await workbench.page.locator(".notebookOverlay .view-line", { hasText: "Conv2D" }).first().click();
  await workbench.page.keyboard.press("End");
  await workbench.page.keyboard.press("Backspace");
  await eventually("no shape behind a call that is typed half", workbench.cells, (lines) => lines[3].hint === "");
}

test("the cells of a notebook show their shapes", (t) => inWorkbench(t, readCells, { files: { [NAME]: notebook() } }));
