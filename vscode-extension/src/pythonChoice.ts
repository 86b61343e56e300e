/**
 * Chooses, among the interpreters that others found, the Python that runs the server. Knows nothing of VS Code.
 *
 * The server brings its own libraries, LibCST's compiled files among them, which fit CPython 3.10 to 3.13 and no other.
 */

import { execFile, type ExecFileException } from "node:child_process";

export const OLDEST_MINOR = 10;
export const NEWEST_MINOR = 13;

export interface Candidate {
  /** A path, or a name to look up on the path. */
  readonly command: string;
  /** Where it came from, in words for the log. */
  readonly source: string;
  /** A person named this one: if it does not fit, say so and try no other. */
  readonly explicit: boolean;
}

export interface PythonFacts {
  readonly executable: string;
  readonly version: readonly number[];
  readonly implementation: string;
  readonly freeThreaded: boolean;
}

export interface Rejected {
  readonly candidate: Candidate;
  readonly reason: string;
}

export interface Choice {
  readonly python: PythonFacts | null;
  readonly candidate: Candidate | null;
  readonly rejected: readonly Rejected[];
}

export type Probe = (command: string) => Promise<PythonFacts>;

const NOT_FOUND = "it was not found";
const PROBE_TIMEOUT_MS = 15_000;
const PROBE_PROGRAM = `
import json, sys, sysconfig
print(json.dumps({
    "executable": sys.executable,
    "version": list(sys.version_info[:3]),
    "implementation": sys.implementation.name,
    "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
}))
`;

/** Asks an interpreter who it is. Isolated and without `site`, so that nothing of the user's is run. */
export function probePython(command: string): Promise<PythonFacts> {
  return new Promise((resolve, reject) => {
    execFile(command, ["-I", "-S", "-c", PROBE_PROGRAM], { timeout: PROBE_TIMEOUT_MS }, (error, stdout, stderr) => {
      if (error !== null) {
        reject(new Error(failure(error, stderr)));
        return;
      }
      try {
        resolve(JSON.parse(stdout) as PythonFacts);
      } catch {
        reject(new Error("it did not answer as a Python does"));
      }
    });
  });
}

function failure(error: ExecFileException, stderr: string): string {
  if (error.code === "ENOENT") {
    return NOT_FOUND;
  }
  const [firstLine = ""] = stderr.trim().split("\n");
  return error.killed === true ? "it did not answer in time" : `it failed: ${firstLine || `exit code ${error.code}`}`;
}

/** Why this interpreter cannot run the server, or null when it can. */
export function unfitReason(python: PythonFacts): string | null {
  const [major, minor = 0] = python.version;
  if (python.implementation !== "cpython") {
    return `it is ${python.implementation}, not CPython`;
  }
  if (major !== 3 || minor < OLDEST_MINOR || minor > NEWEST_MINOR) {
    return `it is Python ${python.version.join(".")}`;
  }
  return python.freeThreaded ? "it is a free-threaded build" : null;
}

/** The first candidate that fits, and why the ones before it did not. */
export async function choosePython(candidates: readonly Candidate[], probe: Probe): Promise<Choice> {
  const rejected: Rejected[] = [];
  for (const candidate of candidates) {
    let reason: string | null;
    try {
      const python = await probe(candidate.command);
      reason = unfitReason(python);
      if (reason === null) {
        return { python, candidate, rejected };
      }
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    rejected.push({ candidate, reason });
    if (candidate.explicit) {
      break;
    }
  }
  return { python: null, candidate: null, rejected };
}

/** The names under which a fitting Python may be on the path. */
export function pathCandidates(platform: NodeJS.Platform): Candidate[] {
  const names = platform === "win32" ? ["python", "python3", "py"] : ["python3", "python"];
  for (let minor = NEWEST_MINOR; minor >= OLDEST_MINOR; minor--) {
    names.push(`python3.${minor}`);
  }
  return names.map((command) => ({ command, source: "the path", explicit: false }));
}

/** One sentence that tells a person why there is no server and what would help. */
export function noPythonMessage(rejected: readonly Rejected[]): string {
  const needed = `ShapeLens needs CPython 3.${OLDEST_MINOR} to 3.${NEWEST_MINOR} to run its server`;
  const explicit = rejected.find(({ candidate }) => candidate.explicit);
  if (explicit !== undefined) {
    return `${needed}. ${explicit.candidate.source} names ${explicit.candidate.command}, but ${explicit.reason}.`;
  }
  const found = rejected.filter(({ reason }) => reason !== NOT_FOUND);
  const list = found.map(({ candidate, reason }) => `${candidate.command} (${reason})`).join(", ");
  return `${needed}. ${list === "" ? "No Python was found." : `None of these fits: ${list}.`}`;
}
