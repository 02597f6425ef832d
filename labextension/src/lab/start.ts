import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { ICommandPalette, Notification } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';

import { PanelActions } from './actions';
import { PANEL, PLUGIN } from './ids';
import { ModelWatch } from './model';
import { chooseModel } from './modelDialog';
import { PanelModel } from './panelModel';
import { Placer } from './placer';
import { Remembering } from './remembering';
import { sentences } from './sentences';
import { Server } from './server';
import { DEFAULT_SETTINGS, loadSettings, settingsOf } from './settings';
import { addSurface } from './surface';

export interface IApplication {
  readonly app: JupyterFrontEnd;
  readonly tracker: INotebookTracker;
  readonly palette: ICommandPalette | null;
  readonly restorer: ILayoutRestorer | null;
  readonly registry: ISettingRegistry | null;
  /** Such as `zh-CN`. */
  readonly language: string;
  readonly state: IStateDB | null;
  readonly trans: TranslationBundle;
}

/** Put the parts together. Neither a kernel nor the server extension is asked anything. */
export async function start(application: IApplication): Promise<void> {
  const { app, tracker, registry, state, language, trans } = application;
  const loaded = await loadSettings(registry, PLUGIN, language);
  let settings = loaded ? settingsOf(loaded.composite) : DEFAULT_SETTINGS;

  const server = new Server(app.serviceManager.serverSettings);
  const watch = new ModelWatch(server);
  const said = sentences(trans);
  const model = new PanelModel({
    tracker,
    model: watch,
    kept: new Remembering(state),
    sentences: said,
    settings: () => settings
  });
  const actions = new PanelActions({
    model,
    placer: new Placer(app, said, trans),
    trans,
    settings: () => settings,
    openSettings: () => {
      void app.commands.execute('settingeditor:open', { query: 'gift4code' });
    },
    chooseModel: async () => {
      await watch.refresh(true);
      if (!watch.status) {
        Notification.warning(
          trans.__(
            'This Jupyter server runs without the server extension of gift4code. Set GIFT4CODE_BASE_URL and GIFT4CODE_MODEL before the kernel starts instead.'
          )
        );
      } else if (await chooseModel(server, watch.status, trans)) {
        await watch.refresh(true);
      }
    }
  });

  let surface: IDisposable | null = null;
  const show = (): void => {
    const hidden =
      settings.hideAll || watch.policy.hide || PageConfig.getOption('gift4codeHide') === 'true';
    if (hidden) {
      surface?.dispose();
      surface = null;
    } else {
      surface ??= addSurface({ ...application, model, actions, settings: () => settings });
    }
  };
  show();
  loaded?.changed.connect(({ composite }) => {
    settings = settingsOf(composite);
    show();
  });
  watch.changed.connect(show);

  void app.restored.then(async () => {
    await model.start();
    if (settings.openAtStart && surface) {
      app.shell.activateById(PANEL);
    }
  });
}
