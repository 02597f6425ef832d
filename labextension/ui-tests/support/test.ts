import { test as galata } from '@jupyterlab/galata';

import { Endpoint, type IScript } from './endpoint';
import { type IOptions, Notebook } from './notebook';
import { Panel } from './panel';

interface IFixtures {
  panel: Panel;
  /** Open a new notebook and run it. */
  open(sources: readonly string[], options?: IOptions): Promise<Notebook>;
  /** Have the server ask a scripted endpoint, until the test ends. */
  scripted(script: IScript): Promise<Endpoint>;
}

export const test = galata.extend<IFixtures>({
  // Galata's stand-in for the kernels' service answers a restart as if it were a start.
  kernels: null,
  panel: async ({ page }, use) => {
    await use(new Panel(page));
  },
  open: async ({ page, tmpPath }, use) => {
    await use(async (sources, options) => {
      const notebook = await Notebook.open(page, tmpPath, sources, options);
      await notebook.runAll();
      return notebook;
    });
  },
  scripted: async ({ request }, use) => {
    const started: Endpoint[] = [];
    const choose = async (data: Record<string, unknown>): Promise<void> => {
      const answer = await request.put('/gift4code/api/endpoint', { data });
      expect(answer.ok(), await answer.text()).toBe(true);
    };
    await use(async script => {
      const endpoint = await Endpoint.start(script);
      started.push(endpoint);
      await choose({ base_url: endpoint.baseUrl, model: 'tiny', template: null });
      return endpoint;
    });
    if (started.length > 0) {
      await choose({ base_url: null });
      started.forEach(endpoint => endpoint.stop());
    }
  }
});

export const { expect } = test;

/** Fares of seven trips in three classes. */
export const FARES = `import pandas as pd
df = pd.DataFrame({
    "class": ["first", "second", "first", "third", "second", "third", "third"],
    "fare": [80.0, 30.0, 88.3, 8.0, 26.0, 7.5, 9.0],
    "city": ["Oslo", "Oslo", "Bergen", "Oslo", "Bergen", "Bergen", "Oslo"],
})`;

/** What a model might answer to a question about the mean fare of each class. */
export const MEANS = "result = df.groupby('class', as_index=False)['fare'].mean()";

/** That value as a spreadsheet puts it on the clipboard. */
export const MEANS_PASTED = 'class\tfare\nfirst\t84.15\nsecond\t28.0\nthird\t8.166666666666666\n';
