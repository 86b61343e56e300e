/**
 * Answers two questions: which Python runs the server, and which one is the person's own, where TensorFlow lives.
 *
 * The first is found by one chain: the setting, the Python Environments extension, the Python extension, the path. For
 * the second the server is told what the two extensions say, and looks further itself. In a workspace that is not
 * trusted they are left out, because what they select may lie in that workspace.
 */

import { window, workspace, type Uri } from "vscode";
import { errorText, type Logs } from "./log";
import { choosePython, pathCandidates, probePython, type Candidate, type Choice } from "./pythonChoice";
import type { PythonProvider } from "./pythonProviders";
import { interpreterSetting } from "./settings";

/** An extension that never answers must not keep the server from starting. */
const PROVIDER_TIMEOUT_MS = 10_000;

function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer in time")), PROVIDER_TIMEOUT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function selectedInterpreters(
  providers: readonly PythonProvider[],
  resource: Uri | undefined,
  logs: Logs,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const provider of workspace.isTrusted ? providers : []) {
    try {
      const command = await inTime(provider.find(resource));
      if (command !== null) {
        candidates.push({ command, source: provider.name, explicit: false });
      }
    } catch (error) {
      logs.extension.warn(`${provider.name} did not answer: ${errorText(error)}`);
    }
  }
  return candidates;
}

/** The file in front of the person, else the first folder: what "their interpreter" is asked for. */
export function currentResource(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === "python" ? document.uri : workspace.workspaceFolders?.[0]?.uri;
}

export async function findServerPython(providers: readonly PythonProvider[], logs: Logs): Promise<Choice> {
  const resource = currentResource();
  const setting = interpreterSetting("server", resource);
  const candidates: Candidate[] =
    setting !== ""
      ? [{ command: setting, source: "The setting shapelens.server.interpreter", explicit: true }]
      : [...(await selectedInterpreters(providers, resource, logs)), ...pathCandidates(process.platform)];
  const choice = await choosePython(candidates, probePython);
  for (const { candidate, reason } of choice.rejected) {
    logs.extension.debug(`Not for the server: ${candidate.command} (${candidate.source}): ${reason}`);
  }
  return choice;
}

/** The interpreter that the user selected, or null. The server looks further: for settings, environments, the path. */
export async function findUserInterpreter(providers: readonly PythonProvider[], logs: Logs): Promise<string | null> {
  const [selected] = await selectedInterpreters(providers, currentResource(), logs);
  return selected?.command ?? null;
}
