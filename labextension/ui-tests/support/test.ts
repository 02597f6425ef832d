import { test as galata } from '@jupyterlab/galata';

import { type IOptions, Notebook } from './notebook';
import { Panel } from './panel';

interface IFixtures {
  panel: Panel;
  open(sources: readonly string[], options?: IOptions): Promise<Notebook>;
}

/** Galata's test with a panel, and a way to open a notebook that has run. */
export const test = galata.extend<IFixtures>({
  panel: async ({ page }, use) => {
    await use(new Panel(page));
  },
  open: async ({ page, tmpPath }, use) => {
    await use(async (sources, options) => {
      const notebook = await Notebook.open(page, tmpPath, sources, options);
      await notebook.runAll();
      return notebook;
    });
  }
});

export { expect } from '@playwright/test';

/** Fares of seven trips in three classes. */
export const FARES = `import pandas as pd
df = pd.DataFrame({
    "class": ["first", "second", "first", "third", "second", "third", "third"],
    "fare": [80.0, 30.0, 88.3, 8.0, 26.0, 7.5, 9.0],
    "city": ["Oslo", "Oslo", "Bergen", "Oslo", "Bergen", "Bergen", "Oslo"],
})`;
