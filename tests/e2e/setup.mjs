// Gets what a real VS Code in a real browser needs, once: VS Code's server from npm, Chromium and ripgrep from Debian.
// Run it directly (`node setup.mjs [--no-browser]`) or call `setUp`. Exits 2, with what to install, where it may not.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CACHE, CODE_SERVER, VSCODE } from "./lib/places.mjs";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export class SetUpError extends Error {}

function run(command, args, cwd) {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new SetUpError(`${command} ${args.join(" ")}: ${error.stderr || error.message}`);
  }
}

export function findProgram(names) {
  for (const folder of (process.env.PATH ?? "").split(":")) {
    const name = names.find((candidate) => existsSync(join(folder, candidate)));
    if (name !== undefined) {
      return join(folder, name);
    }
  }
  return null;
}

export function findBrowser() {
  return process.env.CHROMIUM ?? findProgram(BROWSERS);
}

/** Installs Debian packages where that is possible; otherwise says what is missing. */
function installPackages(packages) {
  const apt = findProgram(["apt-get"]);
  if (apt === null || process.getuid?.() !== 0) {
    throw new SetUpError(`please install ${packages.join(" and ")} (Debian: apt-get install ${packages.join(" ")})`);
  }
  console.log(`Installing ${packages.join(" and ")} from Debian ...`);
  run(apt, ["update", "-qq"]);
  run(apt, ["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

/** VS Code's server and web workbench. Only a whole installation gets the final name. */
function installVSCode() {
  const folder = dirname(dirname(VSCODE));
  if (existsSync(folder)) {
    return;
  }
  console.log(`Installing VS Code (code-server ${CODE_SERVER.version} from npm) into .cache/vscode ...`);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  run("npm", ["pack", `code-server@${CODE_SERVER.version}`, "--ignore-scripts", "--loglevel=error"], partial);
  const archive = join(partial, `code-server-${CODE_SERVER.version}.tgz`);
  const digest = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (digest !== CODE_SERVER.integrity) {
    throw new SetUpError(`code-server-${CODE_SERVER.version}.tgz is not the archive that this project was tested with`);
  }
  run("tar", ["xzf", archive, "--strip-components=1"], partial);
  rmSync(archive);
  const vscode = join(partial, "lib", "vscode");
  for (const place of [vscode, join(vscode, "extensions")]) {
    run("npm", ["install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"], place);
  }
  renameSync(partial, folder);
}

/** VS Code searches with ripgrep, which the npm package would download by itself. */
function linkRipgrep() {
  const link = join(VSCODE, "node_modules", "@vscode", "ripgrep", "bin", "rg");
  const program = findProgram(["rg"]);
  if (program !== null && !existsSync(link)) {
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(program, link);
  }
}

export function setUp({ browser }) {
  mkdirSync(CACHE, { recursive: true });
  const missing = [];
  if (browser && findBrowser() === null) {
    missing.push("chromium");
  }
  if (browser && findProgram(["rg"]) === null) {
    missing.push("ripgrep");
  }
  if (missing.length > 0) {
    installPackages(missing);
  }
  installVSCode();
  linkRipgrep();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    setUp({ browser: !process.argv.includes("--no-browser") });
  } catch (error) {
    if (!(error instanceof SetUpError)) {
      throw error;
    }
    console.error(`setup: ${error.message}`);
    process.exitCode = 2;
  }
}
