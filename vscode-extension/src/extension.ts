/**
 * The extension's two ends: `activate` puts the parts together and passes on what happens in VS Code, `deactivate` stops
 * the server.
 *
 * Reading order: `client` (the server's life), `launch` (how it is started), `interpreter` and `pythonChoice` (in which
 * Python), `settings`, `commands`, `status`, `log`.
 */

import { workspace, type ExtensionContext } from "vscode";
import { ServerClient } from "./client";
import { registerCommands } from "./commands";
import { DOCUMENT_SELECTOR } from "./launch";
import { createLogs, errorText } from "./log";
import { createProviders } from "./pythonProviders";
import { SECTION } from "./settings";
import { createStatus } from "./status";

let client: ServerClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const logs = createLogs();
  const status = createStatus(DOCUMENT_SELECTOR);
  const providers = createProviders();
  const server = new ServerClient(context, providers, logs, status);
  client = server;
  context.subscriptions.push(logs, status, server, ...registerCommands(server, logs));

  context.subscriptions.push(
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("shapelens.server.interpreter") && server.serverSettingChanged) {
        await server.restart();
      } else if (event.affectsConfiguration(SECTION)) {
        await server.sendConfiguration();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(async () => {
      await server.sendWorkspaceTrust();
      await server.refreshUserInterpreter();
    }),
    ...providers.map((provider) => provider.onDidChange(() => server.refreshUserInterpreter())),
  );

  await server.restart();
  for (const provider of providers) {
    provider.watch().catch((error: unknown) => {
      logs.extension.warn(`${provider.name} cannot be watched: ${errorText(error)}`);
    });
  }
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
