/** Reads the section `shapelens` as the server gets it, with the variables in its paths replaced. */

import { homedir } from "node:os";
import { workspace, type Uri } from "vscode";
import { resolveVariables } from "./variables";

export const SECTION = "shapelens";

export type Settings = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The folder that a resource belongs to; without a resource, the first one. */
function folderPath(resource: Uri | undefined): string | undefined {
  const folder = resource === undefined ? undefined : workspace.getWorkspaceFolder(resource);
  return (folder ?? workspace.workspaceFolders?.[0])?.uri.fsPath;
}

/** A path from a setting, ready to run; empty where the person wrote none. */
export function interpreterSetting(name: "server" | "check", resource: Uri | undefined): string {
  return resolvePath(workspace.getConfiguration(SECTION, resource).get(`${name}.interpreter`), resource);
}

function resolvePath(value: unknown, resource: Uri | undefined): string {
  const around = { workspaceFolder: folderPath(resource), home: homedir(), environment: process.env };
  return typeof value === "string" ? resolveVariables(value, around) : "";
}

/** A copy of the section in which every `interpreter` is a path that can be run. */
export function withResolvedPaths(section: unknown, resource: Uri | undefined): Settings {
  const settings = JSON.parse(JSON.stringify(section ?? {})) as Record<string, unknown>;
  for (const area of [settings["check"], settings["server"]]) {
    if (isObject(area)) {
      area["interpreter"] = resolvePath(area["interpreter"], resource);
    }
  }
  return settings;
}

export function readSettings(resource: Uri | undefined): Settings {
  return withResolvedPaths(workspace.getConfiguration(undefined, resource).get(SECTION), resource);
}
