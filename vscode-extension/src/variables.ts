/** Replaces `${workspaceFolder}`, `${userHome}`, `${env:NAME}` and a leading `~` in a path that a person wrote in a setting. */

export interface Surroundings {
  readonly workspaceFolder: string | undefined;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export function resolveVariables(value: string, around: Surroundings): string {
  return value
    .trim()
    .replace(/^~(?=$|[\\/])/, around.home)
    .replace(/\$\{(workspaceFolder|userHome|env:([^}]+))\}/g, (written, name: string, variable: string | undefined) => {
      if (name === "workspaceFolder") {
        return around.workspaceFolder ?? written;
      }
      return name === "userHome" ? around.home : (around.environment[variable ?? ""] ?? "");
    });
}
