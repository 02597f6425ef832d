/** Without a mouse. */
import type { Locator } from '@playwright/test';

import { expect, FARES, MEANS, test } from '../support/test';

test('from the notebook to the panel, an answer and back, by keys alone', async ({
  open,
  page,
  panel,
  scripted
}) => {
  await scripted({ completions: [MEANS] });
  const notebook = await open([FARES]);
  await notebook.select(0);

  await page.keyboard.press('Control+Alt+G');
  await expect(panel.request).toBeFocused();
  await page.keyboard.type('average fare by class of @d');
  await expect(panel.region.getByRole('option', { name: /^df/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel.request).toHaveValue('average fare by class of @df ');
  await expect(panel.chip('df')).toHaveAttribute('aria-pressed', 'true');

  await tabTo(panel.tab('Type'));
  await page.keyboard.press('ArrowRight');
  await expect(panel.tab('Example')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await tabTo(panel.cell('Columns'));
  await page.keyboard.type('class, fare');
  await page.keyboard.press('Control+Enter');
  await panel.answered();
  await expect(panel.region.getByRole('status').first()).toContainText('Verified');

  await page.keyboard.press('Control+Shift+Enter');
  await expect.poll(() => notebook.sources()).toEqual([FARES, MEANS]);
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => notebook.value('result.shape')).toBe('(3, 2)');

  /** Tab until a control has the focus. */
  async function tabTo(control: Locator): Promise<void> {
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press('Tab');
      if (await control.evaluate(node => node === document.activeElement)) {
        return;
      }
    }
    await expect(control).toBeFocused();
  }
});

test('Escape stops, and the earlier request comes back with Alt and the arrow', async ({
  open,
  page,
  panel,
  scripted
}) => {
  const endpoint = await scripted({ completions: [MEANS], delay: 5 });
  await open([FARES]);
  await page.keyboard.press('Control+Alt+G');
  await expect(panel.chip('df')).toBeVisible();
  await page.keyboard.type('average fare by class');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => endpoint.requests().length).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect(panel.region.locator('.jp-Gift4Code-answer')).toContainText('Stopped.');
  await panel.request.fill('');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(panel.request).toHaveValue('average fare by class');
});
