import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableSet, IDisposable } from '@lumino/disposable';

import type { PanelActions } from './actions';
import { addCellCommands } from './commands/cell';
import { addPanelCommands } from './commands/panel';
import { CommandIDs, PANEL } from './ids';
import { addNotice } from './notice';
import type { PanelModel } from './panelModel';
import type { ISettings } from './settings';
import { SidePanel } from './sidePanel';

/** Among JupyterLab's own, which end below it; the property inspector and the debugger come first. */
const RANK = 600;

export interface ISurfaceOptions {
  readonly app: JupyterFrontEnd;
  readonly model: PanelModel;
  readonly actions: PanelActions;
  readonly tracker: INotebookTracker;
  readonly palette: ICommandPalette | null;
  readonly restorer: ILayoutRestorer | null;
  readonly settings: () => ISettings;
  readonly trans: TranslationBundle;
}

/**
 * All that people see of the extension: the panel, the commands, and with them every button and menu item, none of which
 * is drawn without its command. Disposing of it takes all of it away.
 */
export function addSurface(options: ISurfaceOptions): IDisposable {
  const { app, model, actions, tracker, palette, restorer, settings, trans } = options;
  const panel = new SidePanel(model, actions, trans);
  const surface = new DisposableSet();
  surface.add(panel);
  surface.add(addPanelCommands({ app, panel, model, actions, settings, trans }));
  surface.add(addCellCommands({ app, panel, model, actions, tracker, trans }));
  surface.add(addNotice(model, panel, () => app.shell.activateById(panel.id), trans));
  if (palette) {
    const category = trans.__('gift4code');
    for (const command of Object.values(CommandIDs)) {
      surface.add(palette.addItem({ command, category }));
    }
  }
  app.shell.add(panel, 'right', { rank: RANK, type: 'gift4code' });
  restorer?.add(panel, PANEL);
  return surface;
}
