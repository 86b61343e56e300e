// What goes wrong around the server, and the commands of the palette: every message names what to do.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inWorkbench } from "./lib/attempts.mjs";
import { PYTHON } from "./lib/places.mjs";
import { eventually } from "./lib/workbench.mjs";

const FILE = "cnn_a.py";
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
    { "shapelens.server.interpreter": "/no/such/python" },
  ));

test("Run Shape Check without TensorFlow names the interpreter and what to install", async (t) => {
  const environment = mkdtempSync(join(tmpdir(), "shapelens-bare-"));
  try {
    execFileSync(PYTHON, ["-m", "venv", "--without-pip", environment]);
    const bare = join(environment, "bin", "python");
    const walk = async (workbench) => {
      await workbench.openFile(FILE);
      await eventually("the hints", workbench.lines, showShapes);
      await workbench.runCommand("ShapeLens: Run Shape Check");
      const seen = await eventually("the message", workbench.notifications, (messages) => messages.length > 0);
      assert.ok(seen[0].includes(bare) && seen[0].includes("pip install tensorflow"), seen[0]);
      await eventually("the end of the progress", workbench.statusBar, (text) => !text.includes("ShapeLens:"));
      assert.ok(showShapes(await workbench.lines()), "the server still serves");
    };
    await inWorkbench(t, walk, { "shapelens.check.interpreter": bare });
  } finally {
    rmSync(environment, { recursive: true, force: true });
  }
});

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
