import { expect, FARES, test } from '../support/test';

test('the panel opens beside a notebook and names its dataframes', async ({ open, panel }) => {
  await open([FARES]);
  await panel.open();
  await expect(panel.chip('df')).toBeVisible();
});
