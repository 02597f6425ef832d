/** The panel and the card in every theme: axe finds nothing serious, and the pictures are those of the README. */
import type { Notebook } from '../support/notebook';
import { picture, violations } from '../support/looks';
import { expect, FARES, MEANS, test } from '../support/test';

const PANEL = '#gift4code-panel';
const ORDERS = [
  'import pandas as pd\n\norders = pd.read_csv("../data/bike_shop_orders.csv")\norders.head(4)'
];
const WANTED = 'product\tQty\nPump\t79\nTyre 28\t77\n';

test('axe finds nothing serious in any state of the panel', async ({
  open,
  page,
  panel,
  scripted
}) => {
  await scripted({ completions: [MEANS, "result = df.groupby('class')['fair'].sum()"] });
  const found: Record<string, string[]> = {};
  const look = async (state: string): Promise<void> => {
    found[state] = await violations(page, PANEL);
  };
  await panel.open();
  await look('no notebook');
  await open([FARES]);
  await panel.button('Look at the live dataframes again').click();
  await expect(panel.chip('df')).toBeVisible();
  await panel.button('Columns of df').click();
  await expect(panel.region).toContainText('float64');
  await look('the columns of a dataframe');
  await panel.button('Hide the columns of df').click();
  for (const way of ['Type', 'Example', 'Variable', 'Words']) {
    await panel.tab(way).click();
    await look(`expected output by ${way}`);
  }
  await panel.request.fill('average fare by class');
  await panel.button('Show what is sent').click();
  await expect(panel.region.getByRole('region', { name: 'What is sent' })).toBeVisible();
  await look('what is sent');
  await panel.askButton.click();
  await panel.answered();
  await panel.region.locator('.jp-Gift4Code-candidates button').first().click();
  await panel.button('Specification').click();
  await look('an answer, a candidate and the record opened');
  await panel.cell('Rows').or(panel.tab('Type')).first().click();
  await panel.tab('Type').click();
  await panel.cell('Rows').fill('9');
  await panel.askButton.click();
  await expect(panel.verdict).toContainText('Nothing offered');
  await look('nothing offered');
  expect(Object.fromEntries(Object.entries(found).filter(([, those]) => those.length))).toEqual({});
});

test.describe('pictures', { tag: '@pictures' }, () => {
  test('the panel, light, dark and in high contrast', async ({ open, page, panel }) => {
    const notebook = await open(ORDERS);
    await notebook.command('application:toggle-left-area');
    await panel.open();
    await panel.paste(WANTED);
    await panel.region.getByLabel('These rows are').selectOption('head');
    await expect(panel.chip('orders')).toBeVisible();
    await picture(page, 'grid');
    await panel.ask('total Qty by product, highest first');
    await expect(panel.verdict).toContainText('Verified');
    expect(await notebook.sources()).toEqual(ORDERS);
    await panel.region.locator('.jp-Gift4Code').evaluate(node => node.scrollIntoView());
    await picture(page, 'panel-light');
    for (const [theme, name] of [
      ['JupyterLab Dark', 'panel-dark'],
      ['JupyterLab Dark High Contrast', 'panel-high-contrast']
    ]) {
      await page.theme.setTheme(theme);
      await expect(page.locator('body')).toHaveAttribute('data-jp-theme-name', theme);
      await picture(page, name);
      expect(await violations(page, PANEL)).toEqual([]);
    }
  });

  test('a value that does not meet the example, its cells marked', async ({
    open,
    page,
    panel,
    scripted
  }) => {
    await scripted({
      completions: ["result = orders.groupby('product', as_index=False)['Qty'].max()"]
    });
    const notebook = await open(ORDERS);
    await notebook.command('application:toggle-left-area');
    await panel.open();
    await panel.paste('product\tQty\nChain\t48\nCity bike\t54\nGloves\t71\n');
    await panel.region.getByLabel('These rows are').selectOption('head');
    await panel.ask('the most of each product that one order has');
    await expect(panel.verdict).toContainText('Nothing offered');
    await expect(panel.region.getByText('they are marked ≠')).toBeVisible();
    await picture(page, 'mismatch');
    expect(await violations(page, PANEL)).toEqual([]);
  });

  test('the card of the magic', async ({ open, page }) => {
    const notebook: Notebook = await open([
      '%load_ext gift4code_ext\n' + ORDERS[0].replace('\norders.head(4)', ''),
      'wanted = pd.DataFrame({"product": ["Chain", "City bike"], "Qty": [48, 54]})\n' +
        '%gift4code total Qty by product --rows 11 --example wanted --no-insert'
    ]);
    await notebook.command('application:toggle-left-area');
    const card = page.locator('.jp-OutputArea .jp-Gift4Code');
    await expect(card).toContainText('Verified', { timeout: 40_000 });
    await picture(page, 'card');
    expect(await violations(page, '.jp-OutputArea .jp-Gift4Code')).toEqual([]);
    expect((await notebook.cells()).length).toBe(2);
    await page.theme.setDarkTheme();
    expect(await violations(page, '.jp-OutputArea .jp-Gift4Code')).toEqual([]);
  });
});
