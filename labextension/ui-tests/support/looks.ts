/** How things look: pictures that people will see too, and what axe finds wrong. */
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { type Page, test } from '@playwright/test';

/** Where pictures go: among the results of the test, or into the folder that is asked for. */
export async function picture(page: Page | IJupyterLabPageFixture, name: string): Promise<void> {
  const folder = process.env.UI_TESTS_SCREENSHOTS ?? test.info().outputDir;
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

/** What axe finds serious or critical within an element, and where. */
export async function violations(
  page: Page | IJupyterLabPageFixture,
  selector: string
): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(selector)
    .setLegacyMode() // no second page is opened for frames: there are none of ours
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`)
    );
}
