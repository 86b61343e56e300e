// The packed server in every supported Python of this machine: alone with the standard library, it finds the shapes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { startServer } from "./lib/language-client.mjs";
import { EXAMPLES, PYTHON, packedExtension } from "./lib/places.mjs";
import { supportedPythons } from "./lib/pythons.mjs";

const VERSIONS = ["3.10", "3.11", "3.12", "3.13"];
const FIGURES = ["(None, 128, 128, 32)", "(None, 64, 64, 32)", "(None, 30, 30, 64)", "(None, 15, 15, 64)", "(None, 14400)", "(None, 10)"];
const pythons = supportedPythons(VERSIONS);

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "shapelens-bundle-"));
  execFileSync(PYTHON, ["-m", "zipfile", "-e", packedExtension(), folder]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** The labels of the hints that the packed server gives for an example, started as the extension starts it. */
async function hintsIn(python, env) {
  const cache = join(folder, "pycache");
  const launcher = join(folder, "extension", "python", "run_server.py");
  const args = ["-I", "-S", "-X", "utf8", "-X", `pycache_prefix=${cache}`, launcher, "serve"];
  const server = startServer(python, args, { cwd: folder, env });
  try {
    const { capabilities } = await server.request("initialize", {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { settings: {}, workspaceTrusted: false, userInterpreter: null },
    });
    assert.ok(capabilities.inlayHintProvider);
    server.notify("initialized", {});
    const file = join(EXAMPLES, "cnn_b.py");
    const uri = pathToFileURL(file).href;
    const text = readFileSync(file, "utf8");
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId: "python", version: 1, text } });
    const range = { start: { line: 0, character: 0 }, end: { line: text.split("\n").length, character: 0 } };
    const hints = await server.request("textDocument/inlayHint", { textDocument: { uri }, range });
    assert.equal(await server.stop(), 0);
    return hints.map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join("")));
  } finally {
    server.kill();
  }
}

const figures = FIGURES.map((shape) => `→ ${shape}`);

test("at least one supported Python is here", () => assert.ok(pythons.size > 0));

for (const [version, python] of pythons) {
  test(`Python ${version} with an empty environment (${python})`, async () => {
    assert.deepEqual(await hintsIn(python, {}), figures);
  });
}

test("packages of the person do not reach the server", async () => {
  const environment = join(folder, "venv");
  const poison = join(folder, "poison");
  execFileSync(PYTHON, ["-m", "venv", "--without-pip", environment]);
  const purelib = "import sysconfig; print(sysconfig.get_path('purelib'))";
  const python = join(environment, "bin", "python");
  const sitePackages = execFileSync(python, ["-c", purelib], { encoding: "utf8" }).trim();
  for (const place of [poison, sitePackages]) {
    for (const name of ["attr", "attrs", "pygls", "libcst", "typing_extensions", "sitecustomize"]) {
      mkdirSync(join(place, name), { recursive: true });
      writeFileSync(join(place, name, "__init__.py"), "raise SystemExit('this package must not be imported')\n");
    }
  }
  assert.throws(() => execFileSync(python, ["-c", "import attr"], { stdio: "pipe" }), /must not be imported/);
  assert.deepEqual(await hintsIn(python, { PYTHONPATH: poison, PYTHONHOME: poison }), figures);
});
