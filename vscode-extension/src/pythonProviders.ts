/**
 * Asks the other extensions which interpreter the person selected: the Python Environments extension first, then the
 * Python extension. Neither is required; their packages are used for the types of what they export, and not bundled.
 */

import type { PythonEnvironmentApi } from "@vscode/python-environments";
import type { PythonExtension } from "@vscode/python-extension";
import { EventEmitter, extensions, type Event, type Extension, type Uri } from "vscode";

export interface PythonProvider {
  readonly name: string;
  /** The interpreter selected for this resource, or null where the extension is missing or knows none. */
  find(resource: Uri | undefined): Promise<string | null>;
  /** Starts to pass on changes of the selection; does nothing where the extension is missing. */
  watch(): Promise<void>;
  readonly onDidChange: Event<void>;
}

function createProvider<Api>(
  extensionId: string,
  name: string,
  find: (api: Api, resource: Uri | undefined) => Promise<string | undefined>,
  changes: (api: Api) => Event<unknown>,
): PythonProvider {
  const changed = new EventEmitter<void>();

  async function api(): Promise<Api | undefined> {
    const extension: Extension<Api> | undefined = extensions.getExtension<Api>(extensionId);
    return extension === undefined ? undefined : await extension.activate();
  }

  return {
    name,
    onDidChange: changed.event,
    find: async (resource) => {
      const exported = await api();
      return exported === undefined ? null : ((await find(exported, resource)) ?? null);
    },
    watch: async () => {
      const exported = await api();
      if (exported !== undefined) {
        changes(exported)(() => changed.fire());
      }
    },
  };
}

export function createProviders(): readonly PythonProvider[] {
  return [
    createProvider<PythonEnvironmentApi>(
      "ms-python.vscode-python-envs",
      "the Python Environments extension",
      async (api, resource) => (await api.getEnvironment(resource))?.execInfo?.run?.executable,
      (api) => api.onDidChangeEnvironment,
    ),
    createProvider<PythonExtension>(
      "ms-python.python",
      "the Python extension",
      async ({ environments }, resource) => {
        const active = environments.getActiveEnvironmentPath(resource);
        return (await environments.resolveEnvironment(active))?.executable.uri?.fsPath;
      },
      (api) => api.environments.onDidChangeActiveEnvironmentPath,
    ),
  ];
}
