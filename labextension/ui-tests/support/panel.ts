/** The panel as a person finds it: by roles and labels. */
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { expect, type Locator } from '@playwright/test';

export class Panel {
  readonly region: Locator;
  readonly request: Locator;
  readonly askButton: Locator;
  readonly stopButton: Locator;
  readonly verdict: Locator;
  readonly code: Locator;
  readonly progress: Locator;

  constructor(readonly page: IJupyterLabPageFixture) {
    this.region = page.getByRole('region', { name: 'gift4code', exact: true });
    this.request = this.region.getByRole('textbox', { name: 'Request', exact: true });
    this.askButton = this.button('Ask');
    this.stopButton = this.button('Stop');
    this.verdict = this.region.locator('.jp-Gift4Code-verdict');
    this.code = this.region.getByRole('textbox', { name: 'Code, can be edited' });
    this.progress = this.region.locator('.jp-Gift4Code-progress');
  }

  async open(): Promise<void> {
    await this.page.sidebar.openTab('gift4code-panel');
    await expect(this.region).toBeVisible();
  }

  /** Of a live dataframe. */
  chip(name: string): Locator {
    return this.region.getByRole('button', { name: new RegExp(`^${name} [\\d,]+ × `) });
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  tab(name: string): Locator {
    return this.region.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  cell(name: string): Locator {
    return this.region.getByRole('textbox', { name, exact: true });
  }

  /** Paste a text into the example, from the clipboard. */
  async paste(text: string): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate(text => navigator.clipboard.writeText(text), text);
    await this.tab('Example').click();
    await this.cell('Name of column 1').focus();
    await this.page.keyboard.press('Control+V');
  }

  /** Ask in words, and wait for the answer. */
  async ask(words: string): Promise<void> {
    await this.request.fill(words);
    await this.askButton.click();
    await this.answered();
  }

  /** Wait for the end of an ask that runs. */
  async answered(answers = 1): Promise<void> {
    await expect(this.verdict).toHaveCount(answers, { timeout: 40_000 });
    await expect(this.progress).toHaveCount(0);
  }
}
