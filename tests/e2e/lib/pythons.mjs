// The interpreters of this machine in which the server must run: every CPython 3.10 to 3.13 that is there.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { PYTHON } from "./places.mjs";

const PROGRAM = "import sys; print(sys.implementation.name, *sys.version_info[:2], sys.executable)";

function identify(command) {
  try {
    const answer = execFileSync(command, ["-I", "-S", "-c", PROGRAM], { encoding: "utf8", stdio: "pipe" }).trim();
    const [implementation, major, minor, ...executable] = answer.split(" ");
    return { implementation, version: `${major}.${minor}`, executable: executable.join(" ") };
  } catch {
    return null; // there is none of this name, or it does not start
  }
}

/** One interpreter for each supported version that is found, the project's own first. */
export function supportedPythons(versions) {
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  const commands = [
    PYTHON,
    "python3",
    ...versions.map((version) => `python${version}`),
    ...(existsSync(pyenv) ? readdirSync(pyenv).map((name) => join(pyenv, name, "bin", "python")) : []),
  ];
  const found = new Map();
  for (const python of commands.map(identify)) {
    if (python?.implementation === "cpython" && versions.includes(python.version) && !found.has(python.version)) {
      found.set(python.version, python.executable);
    }
  }
  return found;
}
