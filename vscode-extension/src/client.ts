/**
 * The life of the language client: start, stop, restart, and what it tells the server besides the standard messages
 * (settings with resolved paths, workspace trust, the person's interpreter).
 */

import { commands, window, type Disposable, type ExtensionContext } from "vscode";
import {
  DidChangeConfigurationNotification,
  ExecuteCommandRequest,
  LanguageClient,
  State,
} from "vscode-languageclient/node";
import { currentResource, findServerPython, findUserInterpreter } from "./interpreter";
import { clientOptions, serverOptions } from "./launch";
import { errorText, type Logs } from "./log";
import { noPythonMessage } from "./pythonChoice";
import type { PythonProvider } from "./pythonProviders";
import { createRestartQueue } from "./restartQueue";
import { interpreterSetting, readSettings, SECTION } from "./settings";
import { SHOW_SLICE, showSlice } from "./slices";
import type { ServerStatus, Status } from "./status";

const STOP_TIMEOUT_MS = 5_000;

export interface CheckArguments {
  readonly uri: string;
  /** Null stands for the model at the line, or every model of the file. */
  readonly model: string | null;
  /** Zero-based. */
  readonly line: number;
}

export class ServerClient implements Disposable {
  readonly #queue = createRestartQueue(() => this.#restartNow());
  #client: LanguageClient | undefined;
  #userInterpreter: string | null = null;
  #serverSetting = "";

  constructor(
    private readonly context: ExtensionContext,
    private readonly providers: readonly PythonProvider[],
    private readonly logs: Logs,
    private readonly status: Status,
  ) {}

  get running(): boolean {
    return this.#client?.state === State.Running;
  }

  /** Whether another Python than at the last start is asked for. A trusted workspace announces all its settings anew. */
  get serverSettingChanged(): boolean {
    return interpreterSetting("server", currentResource()) !== this.#serverSetting;
  }

  /** Starts the server, anew where it runs already; at most one more restart waits behind a running one. */
  restart(): Promise<void> {
    return this.#queue.request();
  }

  async #restartNow(): Promise<void> {
    await this.stop();
    this.status.starting();
    this.#serverSetting = interpreterSetting("server", currentResource());
    const { python, candidate, rejected } = await findServerPython(this.providers, this.logs);
    if (python === null || candidate === null) {
      this.status.stopped("No Python to run the server");
      void reportNoPython(noPythonMessage(rejected), this.logs);
      return;
    }
    const description = `Python ${python.version.join(".")} (${python.executable})`;
    this.logs.extension.info(`The server runs in ${description}, found by ${candidate.source}`);
    this.#userInterpreter = await findUserInterpreter(this.providers, this.logs);
    this.logs.extension.info(`The interpreter selected is ${this.#userInterpreter ?? "none"}`);
    const client = new LanguageClient(
      SECTION,
      "ShapeLens",
      // What a person named is started as named: it may be a wrapper that sets up an environment.
      serverOptions(this.context, candidate.explicit ? candidate.command : python.executable),
      clientOptions(this.logs, this.#userInterpreter),
    );
    this.#client = client;
    client.onNotification("shapelens/status", (status: ServerStatus) => this.status.show(status));
    client.onDidChangeState(({ newState }) => this.#onState(client, newState, description));
    try {
      await client.start();
    } catch (error) {
      this.logs.extension.error(`The server did not start: ${errorText(error)}`);
      this.status.stopped("The server did not start; its output says why");
    }
  }

  #onState(client: LanguageClient, state: State, description: string): void {
    if (client !== this.#client) {
      return; // a client that was replaced meanwhile
    }
    this.logs.extension.info(`Server: ${State[state]}`);
    if (state === State.Running) {
      this.status.running(description);
    } else if (state === State.Starting) {
      this.status.starting();
    } else {
      this.status.stopped("The server has stopped");
    }
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose(STOP_TIMEOUT_MS);
    } catch (error) {
      this.logs.extension.warn(`The server did not stop in order: ${errorText(error)}`);
    }
  }

  async runShapeCheck(check: CheckArguments): Promise<void> {
    await this.#execute("shapelens.runShapeCheck", check);
  }

  async showSlice(check: CheckArguments): Promise<void> {
    await showSlice(await this.#execute(SHOW_SLICE, check));
  }

  async #execute(command: string, check: CheckArguments): Promise<unknown> {
    return this.#client?.sendRequest(ExecuteCommandRequest.type, { command, arguments: [check] });
  }

  /** Tells the server its settings and the person's interpreter. */
  async sendConfiguration(): Promise<void> {
    if (this.running) {
      await this.#client?.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { [SECTION]: readSettings(undefined), userInterpreter: this.#userInterpreter },
      });
    }
  }

  /** Another interpreter may be selected now: the server is told, not restarted. */
  async refreshUserInterpreter(): Promise<void> {
    const interpreter = await findUserInterpreter(this.providers, this.logs);
    if (interpreter !== this.#userInterpreter) {
      this.#userInterpreter = interpreter;
      this.logs.extension.info(`The interpreter selected is now ${interpreter ?? "none"}`);
      await this.sendConfiguration();
    }
  }

  async sendWorkspaceTrust(): Promise<void> {
    if (this.running) {
      await this.#client?.sendNotification("shapelens/workspaceTrust", { trusted: true });
    }
  }

  dispose(): void {
    void this.stop();
  }
}

async function reportNoPython(message: string, logs: Logs): Promise<void> {
  logs.extension.error(message);
  const openSetting = "Open Setting";
  const showOutput = "Show Output";
  const answer = await window.showErrorMessage(message, openSetting, showOutput);
  if (answer === openSetting) {
    await commands.executeCommand("workbench.action.openSettings", "shapelens.server.interpreter");
  } else if (answer === showOutput) {
    await commands.executeCommand("shapelens.showOutput");
  }
}
