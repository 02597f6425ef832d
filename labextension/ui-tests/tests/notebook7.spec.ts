/** Notebook 7 loads the same extension. */
import { test as plain } from '@playwright/test';

import { expect, FARES } from '../support/test';

plain('Notebook 7 has the panel', async ({ page, request }) => {
  const cell = {
    cell_type: 'code',
    source: FARES,
    metadata: {},
    outputs: [],
    execution_count: null
  };
  const content = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'python3' } },
    cells: [{ id: 'cell-1', ...cell }]
  };
  await request.put('/api/contents/seven.ipynb', { data: { type: 'notebook', content } });
  await page.goto('/notebooks/seven.ipynb');
  await expect(page.locator('.jp-Notebook-ExecutionIndicator')).toHaveAttribute(
    'data-status',
    'idle'
  );
  await page.locator('.jp-Notebook .jp-Cell').first().click();
  await page.keyboard.press('Shift+Enter');
  await expect(page.locator('.jp-InputPrompt').first()).toContainText('[1]:');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+G');
  const panel = page.getByRole('region', { name: 'gift4code', exact: true });
  await expect(panel).toBeVisible();
  await expect(panel.getByRole('button', { name: /^df / })).toBeVisible();
  await panel.getByRole('textbox', { name: 'Columns', exact: true }).fill('class, fare');
  await panel.getByRole('textbox', { name: 'Request', exact: true }).fill('average fare by class');
  await panel.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(panel.locator('.jp-Gift4Code-verdict')).toContainText('Verified', {
    timeout: 40_000
  });
  await panel.getByRole('button', { name: 'Insert below', exact: true }).click();
  await expect(page.locator('.jp-Notebook .jp-Cell').nth(1)).toContainText('groupby');
});
