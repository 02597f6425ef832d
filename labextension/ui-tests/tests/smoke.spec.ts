/** The least that must work wherever gift4code is installed: `tests/installing` runs this in a clean environment. */
import { expect, FARES, test } from '../support/test';

test('words and the columns that must come out give a cell that was checked', async ({
  open,
  panel
}) => {
  const notebook = await open([FARES]);
  await panel.open();
  await expect(panel.chip('df')).toBeVisible();
  await panel.cell('Columns').fill('class, fare');
  await panel.cell('Rows').fill('3');
  await panel.ask('average fare by class');
  await expect(panel.verdict).toContainText('Verified');
  await panel.button('Insert and run').click();
  await expect
    .poll(async () => notebook.value('list(result.columns), len(result)'))
    .toBe("(['class', 'fare'], 3)");
});
