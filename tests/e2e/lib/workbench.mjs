// VS Code's workbench as a person meets it: lines with their hints, the lens, hovers, the Problems panel, the menus.
// Everything waits for a state of the page, never for a time to pass.
import { chromium } from "playwright-core";
import { findBrowser } from "../setup.mjs";

const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
export const PATIENCE_MS = 60_000;

/** Calls `read` until `accept` holds for its answer; the last answer becomes part of the complaint. */
export async function eventually(what, read, accept, patience = PATIENCE_MS) {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await read();
    if (accept(value)) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${patience / 1000} s; last seen: ${JSON.stringify(value)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function openWorkbench(url, { width = 1180, height = 760 } = {}) {
  const browser = await chromium.launch({ executablePath: findBrowser(), headless: true, args: BROWSER_FLAGS });
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2 });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  await page.locator(".monaco-workbench").waitFor();
  return { page, close: () => browser.close(), ...actions(page) };
}

function actions(page) {
  return {
    openFile: (name) => openFile(page, name),
    openNotebook: (name) => openNotebook(page, name),
    lines: () => lines(page, ".editor-instance .view-lines .view-line"),
    cells: () => lines(page, ".notebookOverlay .cell-editor-container .view-lines .view-line"),
    lenses: () => page.locator(".codelens-decoration").allInnerTexts().then((texts) => texts.map(plain)),
    hover: (source, word) => hover(page, source, word),
    goTo: (line, column) => goTo(page, line, column),
    save: () => save(page),
    showProblems: () => page.keyboard.press("Control+Shift+M"),
    problems: () => page.locator(".markers-panel .monaco-list-row").allInnerTexts().then((texts) => texts.map(plain)),
    closePanel: () => closePanel(page),
    statusBar: () => page.locator(".part.statusbar").innerText().then(plain),
    chooseCodeAction: (title) => chooseCodeAction(page, title),
    runCommand: (title) => runCommand(page, title),
    trustWorkspace: () => trustWorkspace(page),
    notifications: () => page.locator(".notification-toast .notification-list-item-message").allInnerTexts(),
  };
}

function plain(text) {
  return text.replaceAll(/[\u00a0\s]+/g, " ").trim();
}

async function openFile(page, name) {
  await page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator(".editor-instance .view-lines .view-line").first().waitFor();
}

async function openNotebook(page, name) {
  await page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator(".notebookOverlay .cell-editor-container .view-line").first().waitFor();
}

/** The visible lines from top to bottom: their source, and the shape that stands beside it (empty for none). */
async function lines(page, selector) {
  const seen = await page.locator(selector).evaluateAll((elements) =>
    elements
      .map((element) => {
        const parts = [...element.querySelectorAll("span span")];
        const isHint = (part) => [...part.classList].some((name) => name.startsWith("dyn-rule-"));
        const text = (chosen) => chosen.map((part) => part.textContent).join("");
        return {
          top: element.getBoundingClientRect().top,
          source: text(parts.filter((part) => !isHint(part))),
          hint: text(parts.filter(isHint)),
        };
      })
      .sort((one, other) => one.top - other.top),
  );
  return seen.map(({ source, hint }) => ({ source: source.replaceAll("\u00a0", " "), hint: plain(hint) }));
}

/** Rests the pointer on a word of the line that holds `source`; the text of the hover that appears. */
async function hover(page, source, word) {
  const line = page.locator(".editor-instance .view-line").filter({ hasText: source });
  await line.locator("span span").filter({ hasText: word }).first().hover();
  const card = page.locator(".monaco-hover:not(.hidden) .rendered-markdown").first();
  await card.waitFor();
  return plain(await card.innerText());
}

/** Puts the cursor at a place (both from 1). */
async function goTo(page, line, column) {
  await page.keyboard.press("Control+G");
  const input = page.locator(".quick-input-widget .quick-input-box input");
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
  await page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).first().waitFor();
}

/** Runs a command of the palette. */
async function runCommand(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget .quick-input-box input");
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: title }).waitFor();
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

/** Grants trust as a person does; its page stays in front. */
async function trustWorkspace(page) {
  await runCommand(page, "Workspaces: Manage Workspace Trust");
  await page.locator(".workspace-trust-editor .workspace-trust-buttons-row").getByText("Trust", { exact: true }).click();
  await page.locator(".workspace-trust-editor.trusted").waitFor();
  const close = page.locator(".monaco-modal-editor-block .codicon-close"); // newer versions show it over the editors
  if ((await close.count()) > 0) {
    await close.last().click();
  }
}

async function save(page) {
  await page.locator(".tab.active.dirty").waitFor();
  await page.keyboard.press("Control+S");
  await page.locator(".tab.active:not(.dirty)").waitFor();
}

async function closePanel(page) {
  await page.keyboard.press("Control+J");
  await page.locator(".part.panel").waitFor({ state: "hidden" });
}

/** Opens the menu of code actions at the cursor and takes one by the keyboard, as its rows do not take a click. */
async function chooseCodeAction(page, title) {
  await page.mouse.move(0, 0);
  await page.keyboard.press("Control+.");
  const rows = page.locator(".action-widget .monaco-list-row.action");
  await rows.filter({ hasText: title }).first().waitFor();
  const focused = page.locator(".action-widget .monaco-list-row.focused");
  for (let left = await rows.count(); left > 0; left--) {
    if (plain((await focused.allInnerTexts()).join(" ")).includes(title)) {
      await page.keyboard.press("Enter");
      await rows.first().waitFor({ state: "hidden" });
      return;
    }
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`the menu does not reach ${title}`);
}
