// The whole path as a person walks it: the packed extension in a real VS Code, a real server, a real check in TensorFlow.
// With SHAPELENS_SCREENSHOT=<file> it also takes the README's picture.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { test } from "node:test";
import { inWorkbench } from "./lib/attempts.mjs";
import { eventually } from "./lib/workbench.mjs";

const FILE = "cnn_b.py";
const CHECK_PATIENCE_MS = 180_000;

const SHAPES = [
  ['Conv2D(32, 3, padding="same"', "(None, 128, 128, 32)"],
  ["MaxPool2D(2)", "(None, 64, 64, 32)"],
  ["Conv2D(64, 5, strides=2)", "(None, 30, 30, 64)"],
  ["MaxPool2D(2)", "(None, 15, 15, 64)"],
  ["Flatten()", "(None, 14400)"],
  ["Dense(10", "(None, 10)"],
];
const LENS = "128×128×3 → 10 · 196,170 params";

/** The lines that hold layers, with their numbers; VS Code shows the whole file, so that positions are line numbers. */
function layerLines(lines) {
  const numbered = lines.map((line, index) => ({ ...line, number: index + 1 }));
  return numbered.filter(({ source }) => SHAPES.some(([call]) => source.includes(call)));
}

const hintsOf = (lines) => layerLines(lines).map(({ hint }) => hint);

/** Each layer has its shape beside it, and the check mark where one is expected. */
function showsShapes(lines, { confirmed }) {
  const hints = hintsOf(lines);
  return (
    hints.length === SHAPES.length &&
    SHAPES.every(([, shape], index) => hints[index].includes(shape) && hints[index].includes("✓") === confirmed)
  );
}

async function readShapes(workbench) {
  const lines = await eventually("the hints", workbench.lines, (seen) => showsShapes(seen, { confirmed: false }));
  assert.deepEqual(hintsOf(lines), SHAPES.map(([, shape]) => `→ ${shape}`));
  await eventually("the code lens", workbench.lenses, (lenses) => lenses.some((text) => text.includes(LENS)));
  const hover = await workbench.hover("Conv2D(64", "Conv2D");
  assert.match(hover, /⌊\(64 − 5\) \/ 2⌋ \+ 1 = 30/);
  assert.match(hover, /51,264 parameters/);
  return layerLines(lines);
}

/** Makes the second pool 200 wide; the error comes with the save, on that line, and nothing is claimed behind it. */
async function breakAndMend(workbench, { number, source }) {
  const { page } = workbench;
  await workbench.goTo(number, source.indexOf("2)") + 2);
  await page.keyboard.type("00");
  await workbench.save();
  await workbench.showProblems();
  const rows = await eventually("the error", workbench.problems, (seen) => seen.some((row) => row.includes("SL201")));
  const [error, ...others] = rows.filter((row) => /SL\d+/.test(row));
  assert.deepEqual(others, []);
  assert.match(error, new RegExp(`SL201.*\\[Ln ${number}, Col 5\\]`));
  assert.ok(rows.some((row) => row.includes(`[Ln ${number - 1}, Col 5]`)), "where its input comes from");
  const silent = (lines) => lines.slice(number - 1, number + 2).every(({ hint }) => hint === "");
  await eventually("no shapes from the fault on", workbench.lines, silent);

  await workbench.goTo(number, 1);
  for (let presses = 0; presses < 5 && (await workbench.lines())[number - 1].source !== source; presses++) {
    await page.keyboard.press("Control+Z");
  }
  await workbench.save();
  await eventually("no problems", workbench.problems, (seen) => seen.length === 0);
  await eventually("the hints again", workbench.lines, (seen) => showsShapes(seen, { confirmed: false }));
  await workbench.closePanel();
}

async function confirm(workbench, { number }) {
  await workbench.goTo(number, 8);
  await workbench.chooseCodeAction("Run shape check");
  await eventually("the check", workbench.lines, (seen) => showsShapes(seen, { confirmed: true }), CHECK_PATIENCE_MS);
  await eventually("the end of the progress", workbench.statusBar, (text) => !text.includes("ShapeLens:"));
}

async function takePicture(workbench, file) {
  const { page } = workbench;
  await workbench.goTo(2, 1); // off the words that VS Code would mark everywhere
  await page.setViewportSize({ width: 1100, height: 700 });
  await page.keyboard.press("Control+B"); // the picture is of the editor, not of the folder
  await page.locator(".explorer-folders-view").waitFor({ state: "hidden" });
  await workbench.hover("Dense(10", "Dense");
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
}

test("shapes, an error, and the check in TensorFlow, in VS Code", (t) =>
  inWorkbench(t, async (workbench) => {
    await workbench.openFile(FILE);
    const layers = await readShapes(workbench);
    await breakAndMend(workbench, layers[3]);
    await confirm(workbench, layers[2]);
    assert.deepEqual(await workbench.notifications(), []);
    if (process.env.SHAPELENS_SCREENSHOT) {
      await takePicture(workbench, resolve(process.env.SHAPELENS_SCREENSHOT));
    }
  }));
