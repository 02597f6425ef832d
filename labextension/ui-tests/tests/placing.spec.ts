/** Carrying an answer into the notebook, and taking it back. */
import type { Notebook } from '../support/notebook';
import type { Panel } from '../support/panel';
import { expect, FARES, MEANS, test } from '../support/test';

const NEXT = 'df.head(2)';

async function answered(
  open: (sources: readonly string[]) => Promise<Notebook>,
  panel: Panel
): Promise<Notebook> {
  const notebook = await open([FARES, NEXT]);
  await notebook.select(1);
  await panel.open();
  await expect(panel.region).toContainText('cell 2');
  await panel.ask('average fare by class');
  await expect(panel.code).toHaveValue(MEANS);
  return notebook;
}

test.beforeEach(async ({ scripted }) => {
  await scripted({ completions: [MEANS] });
});

test('nothing is written before it is asked for; below, run, and one undo of the notebook', async ({
  open,
  panel
}) => {
  const notebook = await answered(open, panel);
  expect(await notebook.sources()).toEqual([FARES, NEXT]);
  await panel.button('Insert below').click();
  await expect.poll(() => notebook.sources()).toEqual([FARES, NEXT, MEANS]);
  expect((await notebook.cells())[2]).toMatchObject({
    executionCount: null,
    metadata: { gift4code: { verified: false, model: 'tiny' } }
  });
  await notebook.command('notebook:undo-cell-action');
  await expect.poll(() => notebook.sources()).toEqual([FARES, NEXT]);

  await panel.button('Insert and run').click();
  await expect.poll(() => notebook.sources()).toEqual([FARES, NEXT, MEANS]);
  await expect.poll(() => notebook.value('result.shape')).toBe('(3, 2)');
  await notebook.command('notebook:undo-cell-action');
  await expect.poll(() => notebook.sources()).toEqual([FARES, NEXT]);
});

test('a replaced cell comes back by one undo, of the notebook or in the editor', async ({
  open,
  page,
  panel
}) => {
  const notebook = await answered(open, panel);
  await panel.button('Replace cell').click();
  await expect.poll(() => notebook.sources()).toEqual([FARES, MEANS]);
  await notebook.command('notebook:undo-cell-action');
  await expect.poll(() => notebook.sources()).toEqual([FARES, NEXT]);

  await panel.button('Replace cell').click();
  await expect.poll(() => notebook.sources()).toEqual([FARES, MEANS]);
  await page.notebook.enterCellEditingMode(1);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => notebook.sources()).toEqual([FARES, NEXT]);
});

test('what was edited in the panel is what goes in, and the caret is back in the notebook', async ({
  open,
  page,
  panel
}) => {
  const notebook = await answered(open, panel);
  await panel.code.fill(`${MEANS}.round(1)`);
  await expect(panel.region).toContainText('Edited: what is said below is of the code before.');
  await panel.button('Insert below').click();
  await expect.poll(() => notebook.sources()).toEqual([FARES, NEXT, `${MEANS}.round(1)`]);
  await expect(page.locator('.jp-Notebook .jp-Cell.jp-mod-active')).toContainText('round(1)');
  await page.keyboard.press('A');
  await expect.poll(() => notebook.sources()).toEqual([FARES, NEXT, '', `${MEANS}.round(1)`]);
});

test('the cell that was asked from is the target wherever it has moved', async ({
  open,
  panel
}) => {
  const notebook = await answered(open, panel);
  await notebook.select(1);
  await notebook.command('notebook:move-cell-up');
  await expect.poll(() => notebook.sources()).toEqual([NEXT, FARES]);
  await notebook.select(1);
  await panel.button('Insert below').click();
  await expect.poll(() => notebook.sources()).toEqual([NEXT, MEANS, FARES]);
});
