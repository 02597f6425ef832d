import type { JupyterFrontEnd } from '@jupyterlab/application';
import { SemanticCommand } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';

import type { ITranslate, Placing } from '../state';
import { IProvenance, place } from './notebook/placing';
import { indexOf, isReadOnly } from './notebook/target';
import type { ISentences } from './sentences';
import type { NotebookSession } from './session';

/** Carries accepted cells into notebooks; the person is at the cell afterwards. */
export class Placer {
  constructor(
    private readonly _app: JupyterFrontEnd,
    private readonly _sentences: ISentences,
    private readonly _trans: ITranslate
  ) {}

  /** The sentence says what was done, or why not. */
  async place(session: NotebookSession, code: string, how: Placing): Promise<string> {
    const { panel, cellId } = session;
    const notebook = panel.content.model?.sharedModel;
    if (!notebook || isReadOnly(panel)) {
      return this._sentences.refused('read-only', null);
    }
    const number = indexOf(notebook.cells, cellId) + 1;
    const placed = place(notebook, cellId, code, how, provenance(session, code));
    if (placed.kind === 'refused') {
      if (placed.why === 'cell-gone') {
        session.conversation.settle();
      }
      return this._sentences.refused(placed.why, number);
    }
    this._goTo(panel, placed.index);
    session.conversation.settle();
    if (how === 'insert-and-run') {
      await this._app.commands.execute('notebook:run-cell', {
        [SemanticCommand.WIDGET]: panel.id
      });
    }
    return this._said(placed.index + 1, placed.inserted, how);
  }

  /** Bring a notebook and one of its cells into view. */
  reveal(panel: NotebookPanel, cellId: string | null): string {
    const index = indexOf(panel.content.model?.sharedModel.cells ?? [], cellId);
    if (index < 0) {
      this._app.shell.activateById(panel.id);
      return cellId === null ? '' : this._sentences.refused('cell-gone', null);
    }
    this._goTo(panel, index);
    return '';
  }

  private _goTo(panel: NotebookPanel, index: number): void {
    const { content } = panel;
    this._app.shell.activateById(panel.id);
    content.deselectAll();
    content.activeCellIndex = index;
    content.mode = 'command';
    content.activate();
    void content.scrollToItem(index);
  }

  private _said(number: number, inserted: boolean, how: Placing): string {
    const trans = this._trans;
    if (how === 'insert-and-run') {
      return trans.__('Cell %1 has the answer and runs. Undo takes the cell back.', number);
    }
    return inserted
      ? trans.__('The answer is cell %1 now. Undo takes it back.', number)
      : trans.__('Cell %1 holds the answer now. Undo takes it back.', number);
  }
}

/** What is recorded with a cell: code that was edited, or was not the one offered, is not what was verified. */
function provenance(session: NotebookSession, code: string): IProvenance {
  const answer = session.state.ask?.answer ?? null;
  return {
    verified: answer !== null && answer.code === code && answer.verified,
    model: (answer?.model ?? '').replace(/ at \S+$/, ''), // not the address, which may be nobody else's business
    version: session.version
  };
}
