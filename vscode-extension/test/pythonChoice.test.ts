/** Which interpreter runs the server, and what a person reads when none fits. */

import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import {
  choosePython,
  noPythonMessage,
  pathCandidates,
  probePython,
  unfitReason,
  type Candidate,
  type PythonFacts,
} from "../src/pythonChoice";

const SETTING = "The setting shapelens.server.interpreter";

function facts(command: string, version: readonly number[], other: Partial<PythonFacts> = {}): PythonFacts {
  return { executable: command, version, implementation: "cpython", freeThreaded: false, ...other };
}

function found(command: string): Candidate {
  return { command, source: "the path", explicit: false };
}

function probeOf(...known: PythonFacts[]): (command: string) => Promise<PythonFacts> {
  return async (command) => {
    const python = known.find(({ executable }) => executable === command);
    if (python === undefined) {
      throw new Error("it was not found");
    }
    return python;
  };
}

test("the supported versions are CPython 3.10 to 3.13", () => {
  for (const minor of [10, 11, 12, 13]) {
    assert.equal(unfitReason(facts("python", [3, minor, 1])), null);
  }
  assert.equal(unfitReason(facts("python", [3, 9, 18])), "it is Python 3.9.18");
  assert.equal(unfitReason(facts("python", [3, 14, 0])), "it is Python 3.14.0");
  assert.equal(unfitReason(facts("python", [2, 7, 18])), "it is Python 2.7.18");
  assert.equal(unfitReason(facts("pypy", [3, 11, 9], { implementation: "pypy" })), "it is pypy, not CPython");
  assert.equal(unfitReason(facts("python", [3, 13, 0], { freeThreaded: true })), "it is a free-threaded build");
});

test("the first that fits is chosen, and the others are remembered with their reasons", async () => {
  const probe = probeOf(facts("/old", [3, 8, 1]), facts("/good", [3, 12, 0]), facts("/better", [3, 13, 0]));
  const choice = await choosePython(["/gone", "/old", "/good", "/better"].map(found), probe);
  assert.equal(choice.python?.executable, "/good");
  assert.deepEqual(
    choice.rejected.map(({ candidate, reason }) => [candidate.command, reason]),
    [["/gone", "it was not found"], ["/old", "it is Python 3.8.1"]],
  );
});

test("an interpreter that a person named is never replaced in silence", async () => {
  const named: Candidate = { command: "/old", source: SETTING, explicit: true };
  const choice = await choosePython([named, found("/good")], probeOf(facts("/old", [3, 8, 1]), facts("/good", [3, 12, 0])));
  assert.equal(choice.python, null);
  assert.equal(
    noPythonMessage(choice.rejected),
    `ShapeLens needs CPython 3.10 to 3.13 to run its server. ${SETTING} names /old, but it is Python 3.8.1.`,
  );
});

test("the message tells no Python from Pythons that do not fit", async () => {
  const none = await choosePython([found("python3")], probeOf());
  assert.match(noPythonMessage(none.rejected), /No Python was found\.$/);
  const old = await choosePython([found("python3"), found("python")], probeOf(facts("python3", [3, 9, 2])));
  assert.match(noPythonMessage(old.rejected), /None of these fits: python3 \(it is Python 3\.9\.2\)\.$/);
});

test("a real interpreter answers the probe", async () => {
  const choice = await choosePython(pathCandidates(process.platform), probePython);
  assert.ok(choice.python, noPythonMessage(choice.rejected));
  assert.equal(choice.python.implementation, "cpython");
  assert.equal(unfitReason(choice.python), null);
});

test("a program that is no Python is rejected with a reason", async () => {
  const folder = mkdtempSync(join(tmpdir(), "shapelens-"));
  try {
    const impostor = join(folder, "python3");
    writeFileSync(impostor, "#!/bin/sh\necho hello\n");
    chmodSync(impostor, 0o755);
    await assert.rejects(probePython(impostor), /did not answer as a Python does/);
    writeFileSync(impostor, "#!/bin/sh\necho 'no such version' >&2\nexit 127\n");
    await assert.rejects(probePython(impostor), /^Error: it failed: no such version$/);
    await assert.rejects(probePython(join(folder, "missing")), /^Error: it was not found$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
