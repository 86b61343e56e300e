/** Paths in settings as people write them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveVariables } from "../src/variables";

const AROUND = { workspaceFolder: "/srv/project", home: "/home/ada", environment: { CONDA: "/opt/conda" } };

test("variables and the home folder are replaced", () => {
  assert.equal(resolveVariables("${workspaceFolder}/.venv/bin/python", AROUND), "/srv/project/.venv/bin/python");
  assert.equal(resolveVariables("~/envs/tf/bin/python", AROUND), "/home/ada/envs/tf/bin/python");
  assert.equal(resolveVariables("${userHome}/x", AROUND), "/home/ada/x");
  assert.equal(resolveVariables("${env:CONDA}/bin/python", AROUND), "/opt/conda/bin/python");
  assert.equal(resolveVariables("  /usr/bin/python3 ", AROUND), "/usr/bin/python3");
});

test("what cannot be replaced stays readable, and a tilde inside a name is a tilde", () => {
  assert.equal(resolveVariables("${workspaceFolder}/p", { ...AROUND, workspaceFolder: undefined }), "${workspaceFolder}/p");
  assert.equal(resolveVariables("/data/a~b", AROUND), "/data/a~b");
  assert.equal(resolveVariables("~ada/p", AROUND), "~ada/p");
  assert.equal(resolveVariables("${file}", AROUND), "${file}");
});
