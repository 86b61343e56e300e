// Bundles the extension into out/extension.js; with --tests, each unit test into out/test/; with --watch, again at each change.
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What both builds share: VS Code gives `vscode` and Node at run time, all else is bundled. */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  logLevel: "warning",
};

const extension = { ...common, entryPoints: ["src/extension.ts"], outfile: "out/extension.js", minify: true, sourcemap: false };

if (process.argv.includes("--tests")) {
  rmSync(join(root, "out", "test"), { recursive: true, force: true });
  const entryPoints = readdirSync(join(root, "test")).filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`);
  await esbuild.build({ ...common, entryPoints, outdir: "out/test", sourcemap: "inline" });
} else if (process.argv.includes("--watch")) {
  const context = await esbuild.context({ ...extension, minify: false, sourcemap: "inline", logLevel: "info" });
  await context.watch();
} else {
  const { metafile } = await esbuild.build({ ...extension, metafile: true });
  writeFileSync(join(root, "out", "meta.json"), JSON.stringify(metafile)); // what it holds, for the licence notices
}
