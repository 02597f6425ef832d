import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { DisposableSet, IDisposable } from '@lumino/disposable';

import type { ITranslate, Placing } from '../../state';
import type { PanelActions } from '../actions';
import { giftIcon } from '../icon';
import { CommandIDs } from '../ids';
import type { PanelModel } from '../panelModel';
import type { ISettings } from '../settings';
import type { SidePanel } from '../sidePanel';
import { NO_ARGS } from './args';

interface IOptions {
  readonly app: JupyterFrontEnd;
  readonly panel: SidePanel;
  readonly model: PanelModel;
  readonly actions: PanelActions;
  readonly settings: () => ISettings;
  readonly trans: ITranslate;
}

/** What can be done with the panel and the answer in it, as commands. */
export function addPanelCommands(options: IOptions): IDisposable {
  const { app, panel, model, actions, settings, trans } = options;
  const { commands, shell } = app;
  const added = new DisposableSet();

  added.add(
    commands.addCommand(CommandIDs.openPanel, {
      label: trans.__('gift4code'),
      caption: trans.__('Open the gift4code panel'),
      icon: giftIcon,
      describedBy: NO_ARGS,
      isToggled: () => panel.isVisible,
      execute: () => shell.activateById(panel.id)
    })
  );
  added.add(
    commands.addCommand(CommandIDs.focusIntent, {
      label: trans.__('Ask gift4code\u2026'),
      caption: trans.__('Say what you want from the dataframes of this notebook'),
      icon: giftIcon,
      describedBy: NO_ARGS,
      execute: () => {
        shell.activateById(panel.id);
        panel.focusIntent();
      }
    })
  );
  added.add(
    commands.addCommand(CommandIDs.runAsk, {
      label: trans.__('Ask for Candidate Cells'),
      caption: trans.__('Ask with what the gift4code panel holds'),
      icon: giftIcon,
      describedBy: NO_ARGS,
      isEnabled: () => model.canAsk,
      execute: () => actions.ask()
    })
  );
  added.add(
    commands.addCommand(CommandIDs.stopAsk, {
      label: trans.__('Stop Asking'),
      caption: trans.__('Stop the running ask of gift4code'),
      icon: giftIcon,
      describedBy: NO_ARGS,
      isEnabled: () => model.session?.conversation.isAsking ?? false,
      execute: () => actions.stop()
    })
  );
  added.add(
    commands.addCommand(CommandIDs.refineAnswer, {
      label: trans.__('Change the Last Request'),
      caption: trans.__('Ask gift4code again with more words'),
      icon: giftIcon,
      describedBy: {
        args: {
          type: 'object',
          properties: {
            words: {
              type: 'string',
              description: trans.__('The words to add; without them the panel asks for them.')
            }
          }
        }
      },
      isEnabled: () => model.state.ask !== null && !model.session?.conversation.isAsking,
      execute: args => {
        const words = args['words'];
        if (typeof words === 'string') {
          actions.refine(words);
        } else {
          shell.activateById(panel.id);
          panel.focusRefine();
        }
      }
    })
  );
  added.add(addPlacing(options, CommandIDs.insertAnswer, () => settings().placing));
  added.add(addPlacing(options, CommandIDs.replaceCell, () => 'replace'));
  added.add(addPlacing(options, CommandIDs.insertAndRun, () => 'insert-and-run'));
  added.add(
    commands.addCommand(CommandIDs.copyAnswer, {
      label: trans.__('Copy the Answer'),
      caption: trans.__('Put the cell that gift4code offers on the clipboard'),
      icon: giftIcon,
      describedBy: NO_ARGS,
      isEnabled: () => model.answer !== null,
      execute: () => {
        if (model.answer !== null) {
          actions.copy(model.answer);
        }
      }
    })
  );
  added.add(
    commands.addCommand(CommandIDs.chooseModel, {
      label: trans.__('Choose the Model of gift4code\u2026'),
      caption: trans.__('The bundled model, or an endpoint of your own'),
      icon: giftIcon,
      describedBy: NO_ARGS,
      execute: () => actions.chooseModel()
    })
  );
  added.add(
    commands.addCommand(CommandIDs.openSettings, {
      label: trans.__('Settings of gift4code'),
      caption: trans.__('What may leave the kernel, how many candidates, how long'),
      icon: giftIcon,
      describedBy: NO_ARGS,
      execute: () => actions.openSettings()
    })
  );
  return added;
}

function addPlacing(options: IOptions, id: string, how: () => Placing): IDisposable {
  const { app, panel, model, actions, trans } = options;
  const labels: Record<Placing, () => string> = {
    'insert-below': () => trans.__('Insert the Answer Below'),
    replace: () => trans.__('Replace the Cell with the Answer'),
    'insert-and-run': () => trans.__('Insert the Answer and Run It')
  };
  return app.commands.addCommand(id, {
    label: () => labels[how()](),
    caption: trans.__('Put the cell that gift4code offers into the notebook'),
    icon: giftIcon,
    describedBy: NO_ARGS,
    isEnabled: () => model.answer !== null && !model.state.target?.readOnly,
    execute: async () => {
      if (model.answer !== null) {
        await actions.insert(model.answer, how());
        if (!panel.isVisible) {
          // What the panel would say, where nobody sees it.
          Notification.info(model.state.said, { autoClose: 5000 });
        }
      }
    }
  });
}
