import { Notification } from '@jupyterlab/apputils';
import { DisposableDelegate, IDisposable } from '@lumino/disposable';

import { inWords } from '../sentences';
import type { IAskState, ITranslate } from '../state';
import type { PanelModel } from './panelModel';
import type { SidePanel } from './sidePanel';

/** Say the end of an ask where the panel is not on screen to show it. */
export function addNotice(
  model: PanelModel,
  panel: SidePanel,
  open: () => void,
  trans: ITranslate
): IDisposable {
  let asking: string | null = null;
  const check = (): void => {
    const { ask, target } = model.state;
    if (ask && ask.id === asking && ask.phase !== 'running' && !panel.isVisible) {
      say(ask, target?.notebook ?? '');
    }
    asking = ask?.phase === 'running' ? ask.id : null;
  };
  const say = (ask: IAskState, notebook: string): void => {
    const actions = [{ label: trans.__('Show it'), callback: open }];
    if (ask.answer) {
      Notification.info(trans.__('gift4code has an answer for %1.', notebook), {
        actions,
        autoClose: 10000
      });
    } else if (ask.failure) {
      Notification.warning(inWords(ask.failure.sentence, trans), { actions });
    }
  };
  model.changed.connect(check);
  return new DisposableDelegate(() => model.changed.disconnect(check));
}
