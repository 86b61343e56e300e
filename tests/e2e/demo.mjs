// The editor half of `make demo`: the examples in the VS Code that is installed, else in one that the browser shows.
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEditor } from "./lib/editor.mjs";
import { CACHE, EXAMPLES, PYTHON, packedExtension } from "./lib/places.mjs";
import { findProgram, setUp, SetUpError } from "./setup.mjs";

const FIRST_FILE = join(EXAMPLES, "cnn_b.py");
const WHAT_TO_TRY = `
  The shapes stand beside the layers. Rest the pointer on a layer to see how its shape comes about.
  Change a number and watch the shapes move; make a pool too large, save, and read the error.
  "Run shape check", over the model, asks TensorFlow.
`;

/** Opens the examples in the installed VS Code, with the interpreter that has TensorFlow; whether that worked. */
function openInstalled(vsix) {
  const code = findProgram(["code"]);
  if (code === null) {
    return false;
  }
  const workspace = join(CACHE, "examples.code-workspace");
  const settings = { "shapelens.check.interpreter": PYTHON };
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: EXAMPLES }], settings }, null, 2));
  const steps = [
    ["--install-extension", vsix, "--force"],
    ["--new-window", workspace, FIRST_FILE],
  ];
  return steps.every((args) => spawnSync(code, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0);
}

async function serve(vsix) {
  setUp({ browser: false });
  const port = process.env.PORT === undefined ? undefined : Number(process.env.PORT);
  const editor = await startEditor({ vsix, python: PYTHON, port });
  console.log(`\n  VS Code with ShapeLens: ${editor.urlOf(EXAMPLES, FIRST_FILE)}\n${WHAT_TO_TRY}\n  Ctrl+C ends it.\n`);
  const interrupted = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal).then(() => true));
  const asked = await Promise.race([...interrupted, once(editor.child, "exit").then(() => false)]);
  await editor.stop();
  if (!asked) {
    throw new SetUpError("VS Code's server ended by itself");
  }
}

try {
  const vsix = packedExtension();
  if (openInstalled(vsix)) {
    console.log(`\n  The examples are open in VS Code.\n${WHAT_TO_TRY}`);
  } else {
    await serve(vsix);
  }
} catch (error) {
  if (!(error instanceof SetUpError)) {
    throw error;
  }
  console.error(`demo: ${error.message}`);
  process.exitCode = 2;
}
