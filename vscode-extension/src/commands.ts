/** The commands of the palette. The server registers its own (`shapelens.runShapeCheck`, used by lenses and actions). */

import { commands, window, workspace, type Disposable } from "vscode";
import type { ServerClient } from "./client";
import { errorText, type Logs } from "./log";

const RESTART = "Restart Server";

async function showSliceAtCursor(client: ServerClient, logs: Logs): Promise<void> {
  const editor = window.activeTextEditor;
  try {
    await client.showSlice({
      uri: editor?.document.uri.toString() ?? "",
      model: null,
      line: editor?.selection.active.line ?? 0,
    });
  } catch (error) {
    logs.extension.error(`What will run cannot be shown: ${errorText(error)}`);
    void window.showErrorMessage(`ShapeLens: what will run cannot be shown: ${errorText(error)}`);
  }
}

async function runShapeCheckAtCursor(client: ServerClient, logs: Logs): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== "python") {
    void window.showInformationMessage("ShapeLens: open a Python file to check its shapes.");
    return;
  }
  if (!workspace.isTrusted) {
    void window.showWarningMessage("ShapeLens: a check runs the code of this workspace, which needs to be trusted first.");
    return;
  }
  if (!client.running) {
    const answer = await window.showWarningMessage("ShapeLens: the server is not running.", RESTART);
    if (answer === RESTART) {
      await client.restart();
    }
    return;
  }
  try {
    await client.runShapeCheck({
      uri: editor.document.uri.toString(),
      model: null,
      line: editor.selection.active.line,
    });
  } catch (error) {
    logs.extension.error(`The check failed: ${errorText(error)}`);
    void window.showErrorMessage(`ShapeLens: the check failed: ${errorText(error)}`);
  }
}

export function registerCommands(client: ServerClient, logs: Logs): Disposable[] {
  return [
    commands.registerCommand("shapelens.runShapeCheck.atCursor", () => runShapeCheckAtCursor(client, logs)),
    commands.registerCommand("shapelens.showSlice.atCursor", () => showSliceAtCursor(client, logs)),
    commands.registerCommand("shapelens.restartServer", () => client.restart()),
    commands.registerCommand("shapelens.showOutput", () => logs.server.show(true)),
  ];
}
