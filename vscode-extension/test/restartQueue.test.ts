/** Restarts: one at a time, at most one waiting, and a failed one does not block the next. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createRestartQueue } from "../src/restartQueue";

interface Run {
  finish(): void;
  fail(error: Error): void;
}

/** A task whose runs end when the test says so. */
function controlledTask(): { readonly runs: Run[]; readonly task: () => Promise<void> } {
  const runs: Run[] = [];
  const task = (): Promise<void> =>
    new Promise((resolve, reject) => {
      runs.push({ finish: resolve, fail: reject });
    });
  return { runs, task };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test("requests during a run share one further run", async () => {
  const { runs, task } = controlledTask();
  const queue = createRestartQueue(task);
  const first = queue.request();
  const second = queue.request();
  const third = queue.request();
  assert.equal(second, third);
  await settled();
  assert.equal(runs.length, 1);

  runs[0]?.finish();
  await first;
  await settled();
  assert.equal(runs.length, 2);

  runs[1]?.finish();
  await Promise.all([second, third]);
  await settled();
  assert.equal(runs.length, 2);
});

test("a request during the waiting run's own run is not lost", async () => {
  const { runs, task } = controlledTask();
  const queue = createRestartQueue(task);
  void queue.request();
  const second = queue.request();
  runs[0]?.finish();
  await settled();
  const third = queue.request(); // the second runs now: its state may be older than this request
  assert.notEqual(second, third);
  runs[1]?.finish();
  await second;
  await settled();
  assert.equal(runs.length, 3);
  runs[2]?.finish();
  await third;
});

test("a failed run is reported to its own requester alone", async () => {
  const { runs, task } = controlledTask();
  const queue = createRestartQueue(task);
  const first = queue.request();
  const second = queue.request();
  runs[0]?.fail(new Error("no such program"));
  await assert.rejects(first, /no such program/);
  await settled();
  runs[1]?.finish();
  await second;
});
