// One end-to-end test: a copy of the examples, a VS Code in a fresh profile, the walk through it, and what is left of a
// failure. A failed walk is tried once more, and the output says so.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEditor } from "./editor.mjs";
import { EXAMPLES, FAILURES, packedExtension, PYTHON } from "./places.mjs";
import { openWorkbench } from "./workbench.mjs";

const ATTEMPTS = 2;

async function saveFailure(folder, { editor, workbench }, error) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "error.txt"), String(error.stack));
  editor?.saveLogs(folder);
  await workbench?.page.screenshot({ path: join(folder, "page.png") });
}

async function attempt(walk, options, examples, failure) {
  const open = {};
  try {
    open.editor = await startEditor({ vsix: packedExtension(), python: PYTHON, ...options });
    open.workbench = await openWorkbench(open.editor.urlOf(examples));
    await walk(open.workbench, open.editor);
  } catch (error) {
    await saveFailure(failure, open, error);
    throw error;
  } finally {
    await open.workbench?.close();
    await open.editor?.stop();
  }
}

/** Walks through a workbench that shows the examples, and `files` beside them; other `options` are those of `startEditor`. */
export async function inWorkbench(t, walk, { files = {}, ...options } = {}) {
  assert.ok(existsSync(PYTHON), `${PYTHON} is missing: \`make venv\` makes it`);
  for (let count = 1; ; count++) {
    const folder = mkdtempSync(join(tmpdir(), "shapelens-e2e-"));
    const examples = join(folder, "examples"); // a copy: tests edit and save
    cpSync(EXAMPLES, examples, { recursive: true });
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(examples, name), text));
    const failure = join(FAILURES, new Date().toISOString().replaceAll(":", "-"));
    try {
      return await attempt(walk, options, examples, failure);
    } catch (error) {
      t.diagnostic(`attempt ${count} of ${ATTEMPTS} failed; the page and the logs are in ${failure}: ${error.message}`);
      if (count === ATTEMPTS) {
        throw error;
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
