/** Uses the workbench as a person does: keys, clicks, and what is on the screen. Every wait has a limit. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** How long the workbench may take to come up, and anything else to show. */
const OPEN_LIMIT_MS = 60_000;
export const SHOW_LIMIT_MS = 30_000;

export interface WorkbenchOptions {
  /** Of the window, in CSS pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Called with each line that the page logs, which includes the extension host's. */
  readonly onConsole?: (line: string) => void;
  /** Called before the page is loaded. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
}

const SIZE = { width: 1280, height: 760 };

/** An open workbench. */
export class Workbench {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens `url` in a window of its own and waits until the explorer shows the folder. */
  static async open(browser: Browser, url: string, options: WorkbenchOptions = {}): Promise<Workbench> {
    const context = await browser.newContext({ viewport: options.size ?? SIZE, reducedMotion: 'reduce' });
    await options.prepare?.(context);
    const page = await context.newPage();
    if (options.onConsole) page.on('console', (message) => options.onConsole?.(message.text()));
    page.setDefaultTimeout(SHOW_LIMIT_MS);
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: OPEN_LIMIT_MS });
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: OPEN_LIMIT_MS });
    return new Workbench(page);
  }

  /** Opens a file of the folder by its name and puts the cursor into it. */
  async openFile(name: string): Promise<void> {
    await this.#quickInput('Control+KeyP', name, name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.monaco-editor .view-lines .view-line').first().waitFor();
  }

  /** Runs a command by its title, as in the palette. */
  async runCommand(title: string): Promise<void> {
    await this.#quickInput('F1', `>${title}`, title);
  }

  /** Runs a command that asks for a choice, and leaves its list open. */
  async beginCommand(title: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget:visible');
    await this.page.keyboard.press('F1');
    await widget.locator('input[type="text"]').first().fill(`>${title}`);
    await widget.locator('.monaco-list-row.focused').filter({ hasText: title }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Puts the cursor at a line and column, both counted from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.#quickInput('Control+KeyG', `:${line}:${column}`, String(line));
  }

  /** Types into the input that `keys` open, and confirms once what is offered, or the message, holds `offered`. */
  async #quickInput(keys: string, text: string, offered: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget:visible');
    await this.page.keyboard.press(keys);
    await widget.locator('input[type="text"]').first().fill(text);
    // What was offered before the text was typed may still be there.
    const answer = widget.locator('.monaco-list-row.focused, .quick-input-message:visible');
    await answer.filter({ hasText: offered }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
  }

  /** Waits until an element that `selector` finds holds `text`. */
  async see(selector: string, text: string | RegExp): Promise<Locator> {
    const found = this.page.locator(selector).filter({ hasText: text, visible: true }).first();
    await found.waitFor().catch((error: Error) => {
      throw new Error(`Nothing at "${selector}" shows ${JSON.stringify(String(text))}.\n${error.message}`);
    });
    return found;
  }

  /** Throws unless the element's text has every part; it may still be filling. */
  async holds(element: Locator, ...parts: readonly string[]): Promise<void> {
    for (const part of parts) {
      await element
        .filter({ hasText: part })
        .waitFor()
        .catch(async () => {
          throw new Error(`"${part}" is not in: ${await element.textContent()}`);
        });
    }
  }

  /** Clicks until `selector` finds something to see: a click on what is just drawn anew can be lost. */
  async clickUntil(element: Locator, selector: string): Promise<void> {
    const shown = this.page.locator(selector).filter({ visible: true }).first();
    for (let attempt = 1; ; attempt++) {
      await element.click();
      try {
        await shown.waitFor({ timeout: SHOW_LIMIT_MS / 6 });
        return;
      } catch (error) {
        if (attempt === 4) throw error;
      }
    }
  }

  /** Takes back what was typed into the open file. */
  async undoAll(): Promise<void> {
    await this.runCommand('File: Revert File');
    await this.page.locator('.tab.active:not(.dirty)').waitFor();
  }

  /** Lets go of menus, hovers and messages. */
  async clear(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Escape');
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
