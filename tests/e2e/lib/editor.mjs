// A VS Code of its own: a fresh profile with the packed extension, served on a free port, ended with all its children.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { VSCODE } from "./places.mjs";

const SERVER = join(VSCODE, "out", "server-main.js");
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

/** Quiet: nothing asks, nothing updates, nothing covers the editor. */
const QUIET_SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "files.autoSave": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "editor.hover.above": false,
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

function writeJson(folder, value) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify(value, null, 2));
}

async function answering(address, child) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      if ((await fetch(`${address}/version`)).ok) {
        return;
      }
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("VS Code's server did not come up");
}

/** Ends a process group: the extension host and the language server go with it. */
async function endGroup(child) {
  const ended = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, "exit");
  for (const signal of ["SIGTERM", "SIGKILL"]) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      return; // nobody is left
    }
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT_MS).unref())]);
  }
}

/**
 * A Python that leaves what the server logs, and its own number at the start, in a file: this VS Code, which has no
 * native modules, shows no output.
 */
function loggingPython(folder, python) {
  const wrapper = join(folder, "python");
  const log = join(folder, "server.log");
  const script = `#!/bin/sh\necho "started $$: $*" >>'${log}'\nexec '${python}' "$@" 2>>'${log}'\n`;
  writeFileSync(wrapper, script, { mode: 0o755 });
  return wrapper;
}

/** The server processes that were started so far. */
function startedServers(folder) {
  const log = join(folder, "server.log");
  const starts = existsSync(log) ? readFileSync(log, "utf8").matchAll(/^started (\d+):.* serve$/gm) : [];
  return [...starts].map(([, pid]) => Number(pid));
}

/**
 * Starts VS Code with the extension installed, in a fresh profile. `python` runs the server and the checks; `settings`
 * are put over that. `extensions` are folders of further ones, `environment` is put over ours, and `trust` asks for
 * trust in the workspace instead of taking it as given.
 */
export async function startEditor(options) {
  const { vsix, python, settings = {}, extensions = [], environment = {}, trust = false, port: wanted } = options;
  const folder = mkdtempSync(join(tmpdir(), "shapelens-vscode-"));
  const profile = [
    ...["--user-data-dir", join(folder, "user"), "--server-data-dir", join(folder, "server")],
    ...["--extensions-dir", join(folder, "extensions"), "--accept-server-license-terms"],
  ];
  writeJson(join(folder, "user", "User"), QUIET_SETTINGS);
  const interpreters = {
    "shapelens.check.interpreter": python,
    "shapelens.server.interpreter": loggingPython(folder, python),
  };
  // interpreters are settings of the machine, not of the person
  const configure = (over) => writeJson(join(folder, "user", "Machine"), { ...interpreters, ...over });
  configure(settings);
  for (const extension of extensions) {
    cpSync(extension, join(folder, "extensions", basename(extension)), { recursive: true });
  }
  execFileSync(process.execPath, [SERVER, ...profile, "--install-extension", vsix], { stdio: "pipe" });

  const port = wanted ?? (await freePort());
  const output = openSync(join(folder, "vscode.log"), "w");
  const flags = ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--telemetry-level", "off"];
  const trusted = trust ? [] : ["--disable-workspace-trust"];
  const child = spawn(process.execPath, [SERVER, ...profile, ...flags, ...trusted], {
    env: { ...process.env, ...environment },
    detached: true, // a group of its own, to be ended as one
    stdio: ["ignore", output, output],
  });
  const address = `http://127.0.0.1:${port}`;
  const endAtOnce = () => process.kill(-child.pid, "SIGKILL");
  process.once("exit", endAtOnce); // should this process end without calling `stop`
  const stop = async () => {
    process.removeListener("exit", endAtOnce);
    await endGroup(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(address, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    child,
    stop,
    configure,
    startedServers: () => startedServers(folder),
    /** The address that opens a folder, and a file in it. */
    urlOf: (workspace, file) => {
      const open = JSON.stringify([["openFile", `vscode-remote://127.0.0.1:${port}${file}`]]);
      const query = (text) => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":"); // easier to read
      return `${address}/?folder=${query(workspace)}${file === undefined ? "" : `&payload=${query(open)}`}`;
    },
    saveLogs: (target) => {
      for (const name of ["vscode.log", "server.log"].filter((log) => existsSync(join(folder, log)))) {
        cpSync(join(folder, name), join(target, name));
      }
    },
  };
}
