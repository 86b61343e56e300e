/** How the server is started and what the client is told to do: the command line, the selector, the middleware. */

import { Uri, workspace, type ExtensionContext } from "vscode";
import { RevealOutputChannelOn, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import type { Logs } from "./log";
import { SHOW_SLICE, showSlice } from "./slices";
import { readSettings, SECTION, withResolvedPaths } from "./settings";

export const DOCUMENT_SELECTOR = [
  { scheme: "file", language: "python" },
  { scheme: "untitled", language: "python" },
  { notebook: "jupyter-notebook", language: "python" },
];

/** Isolated, without `site`: neither the person's packages nor their PYTHON* variables reach the server. */
export function serverOptions(context: ExtensionContext, python: string): ServerOptions {
  const launcher = context.asAbsolutePath("python/run_server.py");
  const cache = Uri.joinPath(context.globalStorageUri, "pycache").fsPath;
  return {
    command: python,
    args: ["-I", "-S", "-X", "utf8", "-X", `pycache_prefix=${cache}`, launcher, "serve"],
    options: { cwd: context.extensionPath },
  };
}

export function clientOptions(logs: Logs, userInterpreter: string | null): LanguageClientOptions {
  return {
    documentSelector: DOCUMENT_SELECTOR,
    outputChannel: logs.server,
    traceOutputChannel: logs.trace,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: {
      settings: readSettings(undefined),
      workspaceTrusted: workspace.isTrusted,
      userInterpreter,
    },
    middleware: {
      executeCommand: async (command, args, next) => {
        const answer: unknown = await next(command, args);
        if (command === SHOW_SLICE) {
          await showSlice(answer);
        }
        return answer;
      },
      workspace: {
        configuration: async (params, token, next) => {
          const sections: unknown = await next(params, token);
          return (Array.isArray(sections) ? sections : []).map((section: unknown, index) => {
            const item = params.items[index];
            const scope = item?.scopeUri === undefined ? undefined : Uri.parse(item.scopeUri);
            return item?.section === SECTION ? withResolvedPaths(section, scope) : section;
          });
        },
        // The client announces changes itself (`sendConfiguration`), so that a server which also registers for them
        // hears of each change once.
        didChangeConfiguration: async () => undefined,
      },
    },
  };
}
