/** JupyterLab in Chinese: nothing of ours is left in English. */
import { galata } from '@jupyterlab/galata';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Locator } from '@playwright/test';

import { picture } from '../support/looks';
import { Notebook } from '../support/notebook';
import { expect, FARES, MEANS, test } from '../support/test';

test.use({
  // Galata waits for the launcher by its English name.
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
  waitForApplication: async ({}, use) => {
    await use(async page => {
      await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
      await page.getByRole('tab', { name: '启动页' }).waitFor();
    });
  },
  mockSettings: {
    ...galata.DEFAULT_SETTINGS,
    '@jupyterlab/translation-extension:plugin': { locale: 'zh_CN' }
  }
});

/** What a server whose `expose_app_in_browser` is set puts into the window. */
type Exposed = { jupyterapp: JupyterFrontEnd };

/** What stays as it is in any language: data, code, and names of products, types, models and keys. */
const KEPT =
  /average fare by class|asks\.ipynb|\S*\/asks\.ipynb|gift4code(-\w+)?|pandas|DataFrame|Series|Python 3 \(ipykernel\)|python3|dtypes?|Ctrl|Enter|Esc|Alt|Shift|https?:\S+|\b(df|class|fare|city|tiny|first|second|third|str|float64|int|float|bool|list|dict|result|fair)\b/g;

/** Texts, labels and hints that are in English; code and what is sent to a model left aside. */
async function english(where: Locator): Promise<string[]> {
  const texts = await where.evaluateAll(roots =>
    roots.flatMap(root => {
      const found: string[] = [];
      for (const node of [root, ...root.querySelectorAll('*')]) {
        for (const name of ['aria-label', 'title', 'placeholder', 'aria-description']) {
          found.push(node.getAttribute(name) ?? '');
        }
        if (node.closest('pre, code, .jp-Gift4Code-editor') === null) {
          for (const child of node.childNodes) {
            found.push(child instanceof Text ? child.data : '');
          }
        }
      }
      return found;
    })
  );
  return texts.filter(text => /[A-Za-z]{2,}/.test(text.replace(KEPT, '')));
}

test(
  'the Chinese panel shows no English',
  { tag: '@pictures' },
  async ({ page, panel, scripted, tmpPath }) => {
    await scripted({ completions: [MEANS, "result = df.groupby('class')['fair'].sum()"] });
    const path = `${tmpPath}/asks.ipynb`;
    const cell = {
      cell_type: 'code',
      source: FARES,
      metadata: {},
      execution_count: null,
      outputs: []
    };
    const metadata = { kernelspec: { name: 'python3', display_name: 'python3' } };
    const content = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata,
      cells: [{ id: 'cell-1', ...cell }]
    };
    await page.contents.uploadContent(JSON.stringify(content), 'text', path);
    const notebook = new Notebook(page, path);
    await notebook.command('docmanager:open', { path });
    await notebook.kernelReady();
    await notebook.command('notebook:run-all-cells');
    await notebook.kernelReady();
    await notebook.command('gift4code:open-panel');
    const region = panel.region;
    await expect(region.locator('.jp-Gift4Code')).toContainText('预期输出');
    expect(await english(region)).toEqual([]);
    for (const tab of await region.getByRole('tab').all()) {
      await tab.click();
      expect(await english(region)).toEqual([]);
    }
    await region.getByRole('tab').first().click();
    await region.getByLabel('列', { exact: true }).first().fill('class, fare');
    await region.getByRole('textbox', { name: '请求', exact: true }).fill('average fare by class');
    await page.keyboard.press('Control+Enter');
    await expect(region.locator('.jp-Gift4Code-verdict')).toContainText('已验证', {
      timeout: 40_000
    });
    await picture(page, 'panel-chinese');
    for (let round = 0; round < 3; round++) {
      const folds = region.locator('button[aria-expanded="false"], summary');
      await folds.evaluateAll(found => found.forEach(fold => (fold as HTMLElement).click()));
    }
    expect(await english(region)).toEqual([]);
  }
);

test('commands and buttons of ours are in Chinese', async ({ page }) => {
  const labels = await page.evaluate(() => {
    const { commands } = (window as unknown as Exposed).jupyterapp;
    const ours = commands.listCommands().filter(id => id.startsWith('gift4code:'));
    return ours.map(id => `${commands.label(id)} ${commands.caption(id)}`);
  });
  expect(labels.length).toBeGreaterThan(10);
  expect(labels.filter(label => /[A-Za-z]{2,}/.test(label.replace(KEPT, '')))).toEqual([]);
  await page.locator('.jp-SideBar [data-id="gift4code-panel"]').hover();
  expect(await english(page.locator('.jp-SideBar [data-id="gift4code-panel"]'))).toEqual([]);
});
