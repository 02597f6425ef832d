import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { CodeCell } from '@jupyterlab/cells';
import { type INotebookTracker, NotebookActions } from '@jupyterlab/notebook';
import { DisposableDelegate, DisposableSet, IDisposable } from '@lumino/disposable';

import type { ITranslate } from '../../state';
import type { PanelActions } from '../actions';
import { giftIcon, mendIcon, takeIcon } from '../icon';
import { CommandIDs } from '../ids';
import { errorOf, ICellError, intentOf } from '../notebook/failure';
import { lastName, namedIn } from '../notebook/names';
import { exampleFrom, IShown, outputAt } from '../notebook/outputs';
import type { PanelModel } from '../panelModel';
import type { SidePanel } from '../sidePanel';
import { NO_ARGS } from './args';

interface IOptions {
  readonly app: JupyterFrontEnd;
  readonly panel: SidePanel;
  readonly model: PanelModel;
  readonly actions: PanelActions;
  readonly tracker: INotebookTracker;
  readonly trans: ITranslate;
}

/** Asking from a cell: about its error, with its dataframes, or with its output as the expected value. */
export function addCellCommands(options: IOptions): IDisposable {
  const { app, panel, model, actions, tracker, trans } = options;
  const { commands, shell } = app;
  const added = new DisposableSet();

  const open = (): void => {
    shell.activateById(panel.id);
    panel.focusIntent();
  };
  const takeFrames = async (cell: CodeCell): Promise<void> => {
    const { session } = model; // by the time the names are known, another notebook may be shown
    const names = await actions.frameNames();
    if (session) {
      model.change(session, { frames: namedIn(cell.model.sharedModel.getSource(), names) });
    }
  };
  const isFree = (): boolean => {
    const asking = model.session;
    if (asking?.conversation.isAsking && asking.panel !== tracker.currentWidget) {
      Notification.warning(
        trans.__('gift4code is still working for %1.', asking.state.target?.notebook ?? ''),
        {
          actions: [
            { label: trans.__('Show it'), callback: () => actions.revealTarget() },
            { label: trans.__('Stop it'), callback: () => actions.stop() }
          ]
        }
      );
      return false;
    }
    return true;
  };

  added.add(
    commands.addCommand(CommandIDs.askError, {
      label: trans.__('Ask gift4code About This Error'),
      caption: trans.__('Ask for this cell without its error'),
      icon: mendIcon,
      describedBy: NO_ARGS,
      isEnabled: () => errorIn(codeCell(tracker)) !== null,
      isVisible: () => errorIn(codeCell(tracker)) !== null,
      execute: async () => {
        const cell = codeCell(tracker);
        const error = errorIn(cell);
        if (cell && error && isFree()) {
          actions.askFrom({ intent: intentOf(error, trans), withContext: true }, cell.model.id);
          open();
          await takeFrames(cell);
        }
      }
    })
  );
  added.add(
    commands.addCommand(CommandIDs.askFrame, {
      label: trans.__('Ask gift4code With the Dataframes of This Cell'),
      caption: trans.__('Take the dataframes that this cell names as the inputs'),
      icon: giftIcon,
      describedBy: NO_ARGS,
      isEnabled: () => codeCell(tracker) !== null,
      isVisible: () => codeCell(tracker) !== null,
      execute: async () => {
        const cell = codeCell(tracker);
        if (!cell || !isFree()) {
          return;
        }
        actions.askFrom({}, null);
        open();
        await takeFrames(cell);
      }
    })
  );
  added.add(
    commands.addCommand(CommandIDs.useOutput, {
      label: trans.__('Use This Output as the Expected Example'),
      caption: trans.__('Take the table or value into the gift4code panel'),
      icon: takeIcon,
      describedBy: NO_ARGS,
      isEnabled: () => shownIn(tracker, null) !== null,
      isVisible: () => shownIn(tracker, null) !== null,
      execute: () => {
        const clicked = app.contextMenuHitTest(node => node.matches('.jp-OutputArea-child'));
        const cell = codeCell(tracker);
        const shown = shownIn(tracker, clicked ?? null);
        if (!cell || !shown || !isFree()) {
          return;
        }
        model.follow();
        const name = shown.html === '' ? lastName(cell.model.sharedModel.getSource()) : null;
        const live = [...(model.state.snapshot?.values ?? [])].map(value => value.name);
        const example =
          name !== null && live.includes(name)
            ? ({ way: 'variable', example: 'variable', variable: name } as const)
            : exampleFrom(shown);
        if (!example) {
          Notification.warning(
            trans.__(
              'This output is neither a table nor a single value. Give the expected result in the panel.'
            ),
            {
              actions: [{ label: trans.__('Open it'), callback: open }]
            }
          );
          return;
        }
        actions.change(example);
        open();
      }
    })
  );
  // A toolbar draws its buttons again only when it is told: a cell that ran may have failed, or no longer fail.
  const onExecuted = (): void => commands.notifyCommandChanged(CommandIDs.askError);
  NotebookActions.executed.connect(onExecuted);
  added.add(new DisposableDelegate(() => NotebookActions.executed.disconnect(onExecuted)));
  return added;
}

function codeCell(tracker: INotebookTracker): CodeCell | null {
  const cell = tracker.activeCell;
  return cell?.model.type === 'code' ? (cell as CodeCell) : null;
}

function errorIn(cell: CodeCell | null): ICellError | null {
  return cell ? errorOf(cell.model.outputs.toJSON()) : null;
}

function shownIn(tracker: INotebookTracker, node: Element | null): IShown | null {
  const cell = codeCell(tracker);
  return cell ? outputAt(cell, node) : null;
}
