import { ILayoutRestorer, JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';

import { DOMAIN, PLUGIN } from './lab/ids';
// Buttons, menu items and the panel of a restored layout need it at once.
// eslint-disable-next-line jupyter/prefer-lazy-imports
import { start } from './lab/start';

/** The panel, and everything in JupyterLab that leads to it. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN,
  description: 'Ask for a pandas cell by what must come out; every candidate is run and checked.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette, ILayoutRestorer, ISettingRegistry, IStateDB, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    tracker: INotebookTracker,
    palette: ICommandPalette | null,
    restorer: ILayoutRestorer | null,
    registry: ISettingRegistry | null,
    state: IStateDB | null,
    translator: ITranslator | null
  ): Promise<void> =>
    start({
      app,
      tracker,
      palette,
      restorer,
      registry,
      state,
      language: (translator ?? nullTranslator).languageCode,
      trans: (translator ?? nullTranslator).load(DOMAIN)
    })
};

export default plugin;
