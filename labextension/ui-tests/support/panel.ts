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
    this.askButton = this.region.getByRole('button', { name: 'Ask', exact: true });
    this.stopButton = this.region.getByRole('button', { name: 'Stop', exact: true });
    this.verdict = this.region.locator('.jp-Gift4Code-verdict').last();
    this.code = this.region.getByRole('textbox', { name: 'Code, can be edited' }).last();
    this.progress = this.region.locator('.jp-Gift4Code-progress');
  }

  async open(): Promise<void> {
    await this.page.sidebar.openTab('gift4code-panel');
    await expect(this.region).toBeVisible();
  }

  chip(name: string): Locator {
    return this.region.getByRole('button', { name: new RegExp(`^${name}, `) });
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  tab(name: string): Locator {
    return this.region.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  /** Ask in words, and wait for the answer. */
  async ask(words: string): Promise<void> {
    await this.request.fill(words);
    await this.askButton.click();
    await this.answered();
  }

  async answered(): Promise<void> {
    await expect(this.askButton).toBeVisible();
    await expect(this.progress).toHaveCount(0);
    await expect(this.verdict).toBeVisible();
  }
}
