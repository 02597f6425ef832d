/** Where gift4code shows, where it does not, and what stays. */
import { galata } from '@jupyterlab/galata';
import type { JupyterFrontEnd } from '@jupyterlab/application';

import { expect, FARES, MEANS, test } from '../support/test';

type Exposed = { jupyterapp: JupyterFrontEnd };

test('a cell that failed can be asked about from its toolbar', async ({
  open,
  page,
  panel,
  scripted
}) => {
  const endpoint = await scripted({ completions: [MEANS] });
  const notebook = await open([FARES]);
  await page.notebook.addCell('code', "df.groupby('class')['fair'].mean()");
  await page.notebook.runCell(1, true);
  await notebook.select(1);
  await page.locator('.jp-Cell.jp-mod-active').getByRole('button', { name: /error/i }).click();
  await expect(panel.request).toHaveValue(/fair/);
  await panel.askButton.click();
  await panel.answered();
  expect(JSON.stringify(endpoint.requests())).toContain('fair');
  await panel.button('Replace cell').click();
  await expect.poll(() => notebook.sources()).toEqual([FARES, MEANS]);
});

test('an output becomes the expected example from its context menu', async ({
  open,
  page,
  panel
}) => {
  const notebook = await open([FARES, 'df.head(2)']);
  await notebook.select(1);
  await page.locator('.jp-OutputArea-child').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Use This Output as the Expected Example' }).click();
  await expect(panel.tab('Example')).toHaveAttribute('aria-selected', 'true');
  await expect(panel.cell('class, row 2')).toHaveValue('second');
});

test('the panel is where it was after the page is loaded again, with the request', async ({
  open,
  page,
  panel
}) => {
  await open([FARES]);
  await panel.open();
  await panel.request.fill('average fare by class');
  await page.waitForTimeout(2_000); // the layout and the form are kept a second after they change
  await page.notebook.save();
  await page.evaluate(() => location.reload());
  await expect(page.getByRole('tab', { name: 'asks.ipynb' })).toBeVisible();
  await expect(panel.region).toBeVisible();
  await expect(panel.request).toHaveValue('average fare by class');
});

test('every command says what it takes, and all are in the palette', async ({ page }) => {
  const commands = await page.evaluate(async () => {
    const { commands } = (window as unknown as Exposed).jupyterapp;
    const ours = commands.listCommands().filter(id => id.startsWith('gift4code:'));
    return Promise.all(
      ours.map(async id => ({ id, described: (await commands.describedBy(id)).args !== null }))
    );
  });
  expect(commands.length).toBeGreaterThan(10);
  expect(commands.filter(({ described }) => !described)).toEqual([]);
  await page.keyboard.press('Control+Shift+C');
  await page.locator('.lm-CommandPalette-input, .jp-search input').first().fill('gift4code');
  await expect(page.locator('.lm-CommandPalette-item')).not.toHaveCount(0);
});

test.describe('hidden by a setting', () => {
  test.use({
    mockSettings: {
      ...galata.DEFAULT_SETTINGS,
      '@gift4code/jupyterlab:plugin': { hideAll: true }
    }
  });

  test('nothing of it is on the page', async ({ open, page }) => {
    const notebook = await open([FARES, "df['fair']"]);
    await notebook.select(1);
    expect(
      await page.evaluate(() =>
        (window as unknown as Exposed).jupyterapp.commands
          .listCommands()
          .filter(id => id.startsWith('gift4code:'))
      )
    ).toEqual([]);
    await expect(page.locator('[data-id="gift4code-panel"], #gift4code-panel')).toHaveCount(0);
    await page.locator('.jp-OutputArea-child').click({ button: 'right' });
    await expect(page.locator('.lm-Menu')).toBeVisible();
    // a traceback holds the paths of this checkout, whatever it is called
    await page.addStyleTag({ content: '.jp-OutputArea { display: none !important; }' });
    expect(await page.locator('body').innerText()).not.toContain('gift4code');
  });
});
