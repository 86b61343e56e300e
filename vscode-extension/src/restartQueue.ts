/**
 * Runs one task at a time and keeps at most one more waiting.
 *
 * Restarting the server takes a second or two. Whoever asks again meanwhile (a changed setting, an impatient click)
 * gets one further run after the present one, however often they asked.
 */

export interface RestartQueue {
  /** Runs the task; resolves when a run that began after this request is over. */
  request(): Promise<void>;
}

export function createRestartQueue(task: () => Promise<void>): RestartQueue {
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;

  function run(): Promise<void> {
    running = task().finally(() => {
      running = undefined;
    });
    return running;
  }

  function request(): Promise<void> {
    if (running === undefined) {
      return run();
    }
    waiting ??= running
      .catch(() => undefined) // a failed run is reported to the one who asked for it
      .then(() => {
        waiting = undefined;
        return run();
      });
    return waiting;
  }

  return { request };
}
