// Collects the licences of everything the .vsix carries that is not ours: npm packages in the bundle, Python libraries.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The npm packages whose code esbuild put into the bundle: name and folder. */
function npmPackages(root, inputs) {
  const folders = new Map();
  for (const input of Object.keys(inputs)) {
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
    if (match !== null) {
      folders.set(match[1], match[2]);
    }
  }
  return [...folders].map(([folder, name]) => {
    const { version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    return { title: `${name} ${version}`, license, folder: join(root, folder) };
  });
}

/** The Python libraries of bundled/libs: what their metadata says. */
function pythonPackages(root) {
  const libs = join(root, "bundled", "libs");
  return readdirSync(libs).filter((name) => name.endsWith(".dist-info")).map((name) => {
    const metadata = readFileSync(join(libs, name, "METADATA"), "utf8");
    const field = (key) => new RegExp(`^${key}: (.*)$`, "m").exec(metadata)?.[1];
    const licences = join(libs, name, "licenses");
    return {
      title: `${field("Name")} ${field("Version")}`,
      license: field("License-Expression") ?? field("License") ?? field("Classifier: License :: OSI Approved ::"),
      folder: existsSync(licences) ? licences : join(libs, name),
    };
  });
}

function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
}

export function thirdPartyNotices(root, metafile) {
  const packages = [...npmPackages(root, metafile.inputs), ...pythonPackages(root)];
  packages.sort((one, other) => one.title.localeCompare(other.title));
  const parts = packages.map(({ title, license, folder }) => {
    const text = licenceText(folder);
    if (text === "" && license === undefined) {
      throw new Error(`${title} names no licence`);
    }
    return `## ${title}\n\nLicence: ${license ?? "see below"}\n\n${text === "" ? "" : `\`\`\`text\n${text}\n\`\`\`\n`}`;
  });
  return `# Third-party notices\n\nThis extension carries the following software.\n\n${parts.join("\n")}`;
}
