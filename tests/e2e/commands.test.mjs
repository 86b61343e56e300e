// What goes wrong around the server, and the commands of the palette: every message names what to do.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inWorkbench } from "./lib/attempts.mjs";
import { PYTHON, PYTHON_EXTENSION } from "./lib/places.mjs";
import { eventually } from "./lib/workbench.mjs";

const FILE = "cnn_a.py";
const LAYER_LINE = 9;
const showShapes = (lines) => lines.some(({ hint }) => hint.includes("(None, 57600)"));

test("a missing Python is named, and a mended setting or Restart Server starts the server", (t) =>
  inWorkbench(
    t,
    async (workbench, editor) => {
      await workbench.openFile(FILE);
      const [message, ...others] = await eventually("the message", workbench.notifications, (seen) => seen.length > 0);
      assert.deepEqual(others, []);
      assert.match(message, /needs CPython 3\.10 to 3\.13 .* names \/no\/such\/python, but it was not found\.$/);
      assert.deepEqual(editor.startedServers(), []);

      editor.configure({});
      await eventually("the hints", workbench.lines, showShapes);
      assert.equal(editor.startedServers().length, 1);

      await workbench.runCommand("ShapeLens: Restart Server");
      const servers = await eventually("another server", async () => editor.startedServers(), (seen) => seen.length > 1);
      assert.equal(new Set(servers).size, 2);
      await eventually("the end of the first", async () => isRunning(servers[0]), (running) => !running);
      await eventually("the hints of the second", workbench.lines, showShapes);
    },
    { settings: { "shapelens.server.interpreter": "/no/such/python" } },
  ));

test("the interpreter selected in the Python extension runs the checks, and a new one needs no restart", (t) =>
  withBareEnvironment((bare) => {
    const walk = async (workbench) => {
      await workbench.openFile(FILE);
      await eventually("the hints", workbench.lines, showShapes);
      await workbench.runCommand("ShapeLens: Run Shape Check");
      const [message] = await eventually("the message", workbench.notifications, (seen) => seen.length > 0);
      assert.ok(message.includes(bare) && message.includes("pip install tensorflow"), message);
      await eventually("the end of the progress", workbench.statusBar, (text) => !text.includes("ShapeLens:"));

      await workbench.runCommand("Python: Select Next Interpreter");
      await workbench.runCommand("ShapeLens: Run Shape Check");
      await eventually("the check", workbench.lines, (lines) => lines.some(({ hint }) => hint.includes("✓")), 180_000);
    };
    return inWorkbench(t, walk, {
      settings: { "shapelens.check.interpreter": "", "shapelens.server.interpreter": "" },
      extensions: [PYTHON_EXTENSION],
      environment: { TEST_INTERPRETERS: JSON.stringify([bare, PYTHON]) },
    });
  }));

test("a workspace that is not trusted has its shapes, and no code of it is run until it is", (t) =>
  withBareEnvironment((bare) => {
    const walk = async (workbench, editor) => {
      await workbench.openFile(FILE);
      await eventually("the hints", workbench.lines, showShapes);
      await workbench.goTo(LAYER_LINE, 8);
      await workbench.chooseCodeAction("Run shape check");
      const [refusal] = await eventually("the refusal", workbench.notifications, (seen) => seen.length > 0);
      assert.match(refusal, /trust/i);

      await workbench.trustWorkspace();
      await workbench.openFile(FILE);
      await workbench.goTo(LAYER_LINE, 8);
      await workbench.chooseCodeAction("Run shape check");
      const isFromBare = (seen) => seen.some((message) => message.includes(bare));
      await eventually("the check is begun", workbench.notifications, isFromBare);
      assert.equal(editor.startedServers().length, 1, "trust is told to the server that runs");
    };
    return inWorkbench(t, walk, { settings: { "shapelens.check.interpreter": bare }, trust: true });
  }));

/** Gives a Python without TensorFlow. */
async function withBareEnvironment(use) {
  const environment = mkdtempSync(join(tmpdir(), "shapelens-bare-"));
  try {
    execFileSync(PYTHON, ["-m", "venv", "--without-pip", environment]);
    return await use(join(environment, "bin", "python"));
  } finally {
    rmSync(environment, { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
