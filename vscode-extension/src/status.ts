/** The quiet item in the language status menu: whether the server runs, and what it says of itself. */

import { languages, LanguageStatusSeverity, type Command, type Disposable, type DocumentSelector } from "vscode";

/** What the server sends with `shapelens/status`. */
export interface ServerStatus {
  readonly text: string;
  readonly detail: string;
  readonly severity: "info" | "warning" | "error";
  readonly busy: boolean;
}

export interface Status extends Disposable {
  show(status: ServerStatus): void;
  starting(): void;
  running(python: string): void;
  stopped(reason: string): void;
}

const SHOW_OUTPUT: Command = { title: "Show Output", command: "shapelens.showOutput" };
const RESTART: Command = { title: "Restart Server", command: "shapelens.restartServer" };
const SEVERITIES: Readonly<Record<ServerStatus["severity"], LanguageStatusSeverity>> = {
  info: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

export function createStatus(selector: DocumentSelector): Status {
  const item = languages.createLanguageStatusItem("shapelens.status", selector);
  item.name = "ShapeLens";

  function show(status: ServerStatus, command: Command): void {
    item.text = status.text;
    item.detail = status.detail;
    item.severity = SEVERITIES[status.severity] ?? LanguageStatusSeverity.Information;
    item.busy = status.busy;
    item.command = command;
  }

  return {
    show: (status) => show(status, SHOW_OUTPUT),
    starting: () => show({ text: "ShapeLens", detail: "Starting", severity: "info", busy: true }, SHOW_OUTPUT),
    running: (python) => show({ text: "ShapeLens", detail: python, severity: "info", busy: false }, SHOW_OUTPUT),
    stopped: (reason) => show({ text: "ShapeLens", detail: reason, severity: "error", busy: false }, RESTART),
    dispose: () => item.dispose(),
  };
}
