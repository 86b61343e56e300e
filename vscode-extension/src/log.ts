/** The three output channels: what the extension does, what the server says, and the messages between them. */

import { window, type Disposable, type LogOutputChannel, type OutputChannel } from "vscode";

export interface Logs extends Disposable {
  readonly extension: LogOutputChannel;
  readonly server: OutputChannel;
  readonly trace: OutputChannel;
}

export function createLogs(): Logs {
  const extension = window.createOutputChannel("ShapeLens", { log: true });
  const server = window.createOutputChannel("ShapeLens Server");
  const trace = window.createOutputChannel("ShapeLens Trace");
  return {
    extension,
    server,
    trace,
    dispose: () => {
      for (const channel of [extension, server, trace]) {
        channel.dispose();
      }
    },
  };
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
