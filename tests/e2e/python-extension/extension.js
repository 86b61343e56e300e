// Exports what the Python extension exports, as far as ShapeLens uses it (the real one is not on any package registry).
// The interpreters are those of the environment variable TEST_INTERPRETERS; a command selects the next one.
const vscode = require("vscode");

exports.activate = (context) => {
  const interpreters = JSON.parse(process.env.TEST_INTERPRETERS ?? "[]");
  const changed = new vscode.EventEmitter();
  let selected = 0;
  const selectNext = () => {
    selected = (selected + 1) % interpreters.length;
    changed.fire({ path: interpreters[selected], resource: undefined });
  };
  context.subscriptions.push(vscode.commands.registerCommand("python.selectNextInterpreter", selectNext));
  return {
    environments: {
      getActiveEnvironmentPath: () => ({ id: String(selected), path: interpreters[selected] }),
      resolveEnvironment: async ({ path }) => ({ executable: { uri: vscode.Uri.file(path) } }),
      onDidChangeActiveEnvironmentPath: changed.event,
    },
  };
};
