/** Kernels that restart, die away, speak another language or lack the package, and dataframes that get other names. */
import { expect, FARES, MEANS, test } from '../support/test';

test('a restart ends the ask with a sentence, and the same request can be asked again', async ({
  open,
  panel,
  scripted
}) => {
  const endpoint = await scripted({ completions: [MEANS], delay: 3 });
  const notebook = await open([FARES]);
  await panel.open();
  await panel.request.fill('average fare by class');
  await panel.askButton.click();
  await expect.poll(() => endpoint.requests().length).toBeGreaterThan(0);
  await notebook.restart();
  await expect(panel.region).toContainText('The kernel was restarted, so this ask ended.');
  await notebook.kernelReady();
  await notebook.runAll();
  await panel.button('Try again').click();
  await panel.answered();
  await expect(panel.code).toHaveValue(MEANS);
});

test('a dataframe with another name is told from the one that is gone', async ({
  open,
  page,
  panel
}) => {
  const notebook = await open([FARES, '']);
  await panel.open();
  await panel.chip('df').click();
  await expect(panel.chip('df')).toHaveAttribute('aria-pressed', 'true');
  await page.notebook.setCell(1, 'code', 'trips = df\ndel df');
  await page.notebook.runCell(1, true);
  await notebook.kernelReady();
  await panel.button('Look at the live dataframes again').click();
  await expect(panel.chip('trips')).toBeVisible();
  await expect(panel.button('df is gone')).toBeVisible();
  await panel.request.fill('average fare by class');
  await panel.askButton.click();
  await expect(panel.region.locator('.jp-Gift4Code-outcome')).toContainText('df');
  await panel.button('df is gone').click();
  await expect(panel.button('df is gone')).toHaveCount(0);
});

test('beside a running cell the panel shows what it saw last, and looks when it is told to', async ({
  open,
  page,
  panel
}) => {
  const sent: string[] = [];
  page.on('websocket', socket => {
    socket.on('framesent', ({ payload }) => sent.push(payload.toString()));
  });
  const notebook = await open([FARES, '']);
  await panel.open();
  await expect(panel.chip('df')).toBeVisible();
  await page.notebook.setCell(
    1,
    'code',
    'import time\nlater = df.copy()\nfor left in range(60):\n    time.sleep(0.25)'
  );
  await notebook.select(1);
  await page.keyboard.press('Control+Enter');
  await expect(panel.region).toContainText('The kernel is running a cell.');
  await panel.request.click();
  await panel.request.fill('average fare by class');
  await expect(panel.chip('df')).toBeVisible();
  const looks = (): string[] => sent.filter(message => /"type":\s*"look"/.test(message));
  expect(looks()).toEqual([]);
  await panel.button('Look anyway').click();
  await expect(panel.chip('later')).toBeVisible();
  expect(looks()).toHaveLength(1);
  expect((await notebook.cells())[1].executionCount).toBeNull();
});

test('a kernel of another language is told, and sent nothing', async ({ open, panel }) => {
  await open(['hello'], { kernel: 'echo' });
  await panel.open();
  await expect(panel.region).toContainText('This kernel runs echo, not Python');
  await expect(panel.askButton).toHaveCount(0);
});

test('a kernel without the package is told how to get it', async ({ open, panel }) => {
  await open(['1 + 1'], { kernel: 'bare' });
  await panel.open();
  await expect(panel.region).toContainText('gift4code is not installed in this kernel');
  await expect(panel.region).toContainText('%pip install gift4code');
});

test('without a notebook, and without a dataframe, the panel says what to do', async ({
  open,
  panel
}) => {
  await panel.open();
  await expect(panel.region).toContainText('No notebook is open');
  await open(['1 + 1']);
  await panel.button('Look at the live dataframes again').click();
  await expect(panel.region).toContainText('No dataframes yet');
});
