/** Asking, with the bundled model unless a test needs to know what a model says. */
import { expect, FARES, MEANS, MEANS_PASTED, test } from '../support/test';

test('a table pasted from a spreadsheet is the expected output', async ({ open, panel }) => {
  const notebook = await open([FARES]);
  await panel.open();
  await panel.paste(MEANS_PASTED);
  await expect(panel.cell('class, row 2')).toHaveValue('second');
  await expect(panel.region).toContainText('Pasted 3 × 2 cells, the first line as column names.');
  await panel.ask('average fare by class');
  await expect(panel.verdict).toContainText('Verified');
  await panel.button('Insert and run').click();
  await expect
    .poll(async () => notebook.value("result['fare'].round(2).tolist()"))
    .toBe('[84.15, 28.0, 8.17]');
});

test('a printed dataframe is pasted as a grid too, and ... is any cell', async ({
  open,
  panel
}) => {
  await open([FARES]);
  await panel.open();
  await panel.paste('    class   fare\n0   first  84.15\n1  second    ...\n2   third    ...\n');
  await expect(panel.cell('class, row 3')).toHaveValue('third');
  await expect(panel.cell('fare, row 2')).toHaveValue('...');
  await panel.ask('average fare by class');
  await expect(panel.verdict).toContainText('Verified');
});

test('a variable of the kernel is the expected output', async ({ open, panel }) => {
  await open([FARES, "wanted = df.groupby('city')['fare'].max()"]);
  await panel.open();
  await panel.tab('Variable').click();
  await panel.region.getByLabel('Variable', { exact: true }).last().selectOption('wanted');
  await panel.ask('highest fare in each city');
  await expect(panel.verdict).toContainText('Verified');
});

test('an answer comes while a cell runs, and the cell goes on', async ({ open, panel, page }) => {
  const notebook = await open([
    FARES,
    'import time\nfor left in range(40):\n    time.sleep(0.25)\nprint("done")'
  ]);
  await panel.open();
  await expect(panel.chip('df')).toBeVisible();
  await notebook.select(1);
  await page.keyboard.press('Control+Enter');
  await panel.paste(MEANS_PASTED);
  await panel.ask('average fare by class');
  await expect(panel.verdict).toContainText('Verified');
  expect((await notebook.cells())[1].outputs).toEqual([]);
  await expect
    .poll(async () => (await notebook.cells())[1].outputs, { timeout: 20_000 })
    .toMatchObject([{ name: 'stdout', text: 'done\n' }]);
});

test('stop ends everything that the ask began', async ({ open, panel, scripted }) => {
  const endpoint = await scripted({ completions: [MEANS], delay: 5 });
  const notebook = await open([FARES]);
  const asks =
    "[each.name for each in __import__('threading').enumerate() if each.name == 'gift4code-ask']";
  await panel.open();
  await panel.request.fill('average fare by class');
  await panel.askButton.click();
  await expect.poll(() => endpoint.requests().length).toBeGreaterThan(0);
  expect(await notebook.value(asks)).toBe("['gift4code-ask']");
  await panel.stopButton.click();
  await expect(panel.region.locator('.jp-Gift4Code-answer')).toContainText('Stopped.');
  await expect(panel.askButton).toBeVisible();
  await expect.poll(async () => notebook.value(asks)).toBe('[]');
  await expect.poll(() => endpoint.log().some(entry => entry.left)).toBe(true);
});

test('more words change the last answer, and both stay to be seen', async ({
  open,
  panel,
  scripted
}) => {
  const endpoint = await scripted({
    completions: [MEANS, MEANS.replace('df.', "df[df['city'] == 'Oslo'].")]
  });
  await open([FARES]);
  await panel.open();
  await panel.ask('average fare by class');
  await panel.region.getByRole('textbox', { name: 'Change the request' }).fill('only Oslo');
  await panel.button('Refine').click();
  await expect.poll(() => JSON.stringify(endpoint.requests())).toContain('only Oslo');
  await expect(panel.askButton).toBeVisible();
  await expect(panel.region.locator('.jp-Gift4Code-outcome')).toContainText(
    'average fare by class'
  );
});

test('a model that cannot be reached is told in a sentence, and can be asked again', async ({
  open,
  panel,
  scripted
}) => {
  const gone = await scripted({ completions: [MEANS] });
  gone.stop();
  await open([FARES]);
  await panel.open();
  await panel.request.fill('average fare by class');
  await panel.askButton.click();
  await expect(panel.region.locator('.jp-Gift4Code-outcome')).toContainText(gone.baseUrl);
  await scripted({ completions: [MEANS] });
  await panel.button('Try again').click();
  await panel.answered();
  await expect(panel.code).toHaveValue(MEANS);
});
