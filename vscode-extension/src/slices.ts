/** "Show what will run": the part of a program that a check runs, in an editor of its own. */

import { window, workspace } from "vscode";

/** A command of the server; what it gives is shown here. */
export const SHOW_SLICE = "shapelens.showSlice";

export async function showSlice(answer: unknown): Promise<void> {
  const { text, language } = (answer ?? {}) as { text?: unknown; language?: unknown };
  if (typeof text !== "string" || typeof language !== "string") {
    void window.showInformationMessage("ShapeLens: open a Python file to see what a shape check would run.");
    return;
  }
  const document = await workspace.openTextDocument({ content: text, language });
  await window.showTextDocument(document, { preview: true });
}
