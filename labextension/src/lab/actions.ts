import { Clipboard } from '@jupyterlab/apputils';

import type { IRequest } from '../protocol';
import { IForm, IPanelActions, ITranslate, Placing, problem, requestOf } from '../state';
import { gridFromInputs } from './gridStart';
import { contextOf } from './notebook/reading';
import { activeCellId } from './notebook/target';
import type { PanelModel } from './panelModel';
import type { Placer } from './placer';
import type { NotebookSession } from './session';
import type { ISettings } from './settings';

/** What actions need of the application around the panel. */
export interface IActionsOptions {
  readonly model: PanelModel;
  readonly placer: Placer;
  readonly trans: ITranslate;
  readonly settings: () => ISettings;
  readonly chooseModel: () => Promise<void>;
  readonly openSettings: () => void;
}

/** What a person can do in the panel: an action goes to the notebook shown. */
export class PanelActions implements IPanelActions {
  constructor(private readonly _options: IActionsOptions) {
    this._model = _options.model;
  }

  change(part: Partial<IForm>): void {
    this._with(session => this._model.change(session, part));
  }

  ask(): void {
    this._with(session => {
      const { form } = session.state;
      if (session.conversation.isAsking || problem(form) !== null) {
        return;
      }
      if (session.about === null) {
        this._model.remember(form.intent);
      }
      this._model.say('');
      const cellId = activeCellId(session.panel);
      void session.conversation.ask(this._request(session, cellId), cellId);
    });
  }

  refine(words: string): void {
    this._with(({ conversation, cellId }, request) => {
      if (words.trim() !== '') {
        this._model.say('');
        void conversation.refine(words.trim(), request(), cellId);
      }
    });
  }

  stop(): void {
    this._with(({ conversation }) => conversation.stop());
  }

  retry(): void {
    this._with(({ conversation, cellId }, request) => {
      this._model.say('');
      void conversation.retry(request(), cellId);
    });
  }

  startOver(): void {
    this._with(session => this._startOver(session));
    this._model.follow();
    this._model.say('');
  }

  look(): void {
    this._with(session => void session.look(true));
  }

  readSchema(name: string): void {
    this._with(session => void session.read([name]));
  }

  showOutgoing(): void {
    this._with(session => {
      const request = this._request(session, activeCellId(session.panel)); // as `ask` would send it
      void session.conversation.preview(request);
    });
  }

  place(code: string, how: Placing): void {
    void this.insert(code, how);
  }

  /** As {@link place}; done once the cell is there, or was refused. */
  async insert(code: string, how: Placing): Promise<void> {
    const { session } = this._model;
    if (session) {
      this._model.say(await this._options.placer.place(session, code, how));
    }
  }

  copy(code: string): void {
    Clipboard.copyToSystem(code);
    this._model.say(this._options.trans.__('The cell is on the clipboard.'));
  }

  gridFromInputs(): void {
    this._with(session => void this._startGrid(session));
  }

  chooseModel(): void {
    void this._options.chooseModel();
  }

  openSettings(): void {
    this._options.openSettings();
  }

  revealTarget(): void {
    this._with(({ panel, cellId }) => this._model.say(this._options.placer.reveal(panel, cellId)));
  }

  /**
   * Fill in the form for a cell of the current notebook.
   *
   * @param about whether the ask is about that cell's own code, such as its error; its words may hold values of data
   *     then, so they are not kept.
   */
  askFrom(part: Partial<IForm>, about: string | null): void {
    this._model.follow();
    this._with(session => {
      this._startOver(session);
      session.about = about;
      this._model.change(session, part);
    });
  }

  /** The names of the live dataframes, looked at if they may have changed. */
  async frameNames(): Promise<readonly string[]> {
    const { session } = this._model;
    if (session?.isStale) {
      await session.look(false);
    }
    return (session?.state.snapshot?.frames ?? []).map(frame => frame.name);
  }

  /** The words about a cell's own code, and earlier code with them, were for that ask alone. */
  private _startOver(session: NotebookSession): void {
    session.conversation.startOver();
    if (session.about !== null) {
      session.about = null;
      const { withContext } = this._options.settings();
      this._model.change(session, { intent: '', withContext });
    }
  }

  private _with(act: (session: NotebookSession, request: () => IRequest) => void): void {
    const { session } = this._model;
    if (session) {
      act(session, () => this._request(session, session.cellId));
    }
  }

  private _request(session: NotebookSession, cellId: string | null): IRequest {
    const { n, seconds, model } = this._options.settings();
    const { form, policy } = this._model.state;
    return requestOf(
      form,
      { n: Math.min(n, policy.most_samples), seconds, model: model || null },
      contextOf(session.panel, cellId, cellId !== null && session.about === cellId)
    );
  }

  private async _startGrid(session: NotebookSession): Promise<void> {
    const part = await gridFromInputs(session);
    if (part === 'choose') {
      this._model.say(
        this._options.trans.__('Choose the inputs first: there are several dataframes.')
      );
    } else if (part !== null) {
      this._model.change(session, part);
    }
  }

  private readonly _model: PanelModel;
}
