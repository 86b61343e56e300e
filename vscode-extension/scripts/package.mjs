// Packs the compiled extension and bundled/ into dist/shapelens-<platform>-<version>.vsix.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { thirdPartyNotices } from "./notices.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const target = readFileSync(join(root, "bundled", "platform.txt"), "utf8").trim();
const metafile = JSON.parse(readFileSync(join(root, "out", "meta.json"), "utf8"));
const packagePath = join(root, "dist", `shapelens-${target}-${version}.vsix`);

writeFileSync(join(root, "out", "THIRD_PARTY_NOTICES.md"), thirdPartyNotices(root, metafile));
const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
const stray = files.filter((name) => /__pycache__|\.pyc$|node_modules|\/tests\//.test(name));
if (stray.length > 0) {
  throw new Error(`these do not belong into the package: ${stray.slice(0, 5).join(", ")}`);
}
rmSync(join(root, "dist"), { recursive: true, force: true });
mkdirSync(join(root, "dist"));
await createVSIX({ cwd: root, target, packagePath, dependencies: false, allowMissingRepository: true });
