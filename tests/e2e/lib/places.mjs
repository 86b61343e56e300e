// Where things are: the checkout, the caches in its own ignored folder, the packed extension.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
export const EXAMPLES = join(ROOT, "examples");
export const PYTHON_EXTENSION = join(ROOT, "tests", "e2e", "python-extension");
export const CACHE = join(ROOT, ".cache", "vscode");
export const FAILURES = join(ROOT, ".cache", "e2e-failures");

/** The npm package that holds VS Code's own server, and the digest of its archive. */
export const CODE_SERVER = {
  version: "4.100.3",
  integrity: "sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==",
};
export const VSCODE = join(CACHE, `code-server-${CODE_SERVER.version}`, "lib", "vscode");

/** The interpreter in which checks run: the project's own environment, which has TensorFlow. */
export const PYTHON = join(ROOT, ".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

/** The packed extension for this machine. */
export function packedExtension() {
  const folder = join(ROOT, "vscode-extension", "dist");
  const [name] = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".vsix")) : [];
  if (name === undefined) {
    throw new Error("there is no vscode-extension/dist/*.vsix: `make package` packs it");
  }
  return join(folder, name);
}
