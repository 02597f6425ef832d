import { Clipboard } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Debouncer } from '@lumino/polling';
import { ISignal, Signal } from '@lumino/signaling';

import type { FromKernel, IKernelState, IRequest } from '../protocol';
import {
  emptyForm,
  IForm,
  IPanelActions,
  IPanelState,
  ITranslate,
  lowest,
  Placing,
  problem,
  remembered,
  requestOf
} from '../state';
import type { Conversation } from './conversation';
import { Following } from './following';
import { gridFromInputs } from './gridStart';
import type { ModelWatch } from './model';
import { contextOf } from './notebook/reading';
import { activeCellId } from './notebook/target';
import type { Placer } from './placer';
import type { Remembering } from './remembering';
import type { ISentences } from './sentences';
import { ISessionState, NotebookSession } from './session';
import type { ISettings } from './settings';

/** Milliseconds after the last change until a form is kept. */
const KEEP_AFTER = 1000;

/** Shown while there is no notebook. */
const NOWHERE: Omit<ISessionState, 'form'> = {
  readiness: 'no-notebook',
  detail: '',
  target: null,
  busy: false,
  snapshot: null,
  schemas: {},
  ask: null,
  turns: [],
  outgoing: null,
  outgoingProblem: ''
};

/** What the panel needs of the application around it. */
export interface IPanelModelOptions {
  readonly tracker: INotebookTracker;
  readonly model: ModelWatch;
  readonly placer: Placer;
  readonly kept: Remembering;
  readonly sentences: ISentences;
  readonly trans: ITranslate;
  readonly settings: () => ISettings;
  readonly chooseModel: () => Promise<void>;
  readonly openSettings: () => void;
}

/** The panel's state and what can be done with it: an action goes to the conversation of the notebook shown. */
export class PanelModel implements IPanelActions {
  constructor(private readonly _options: IPanelModelOptions) {
    _options.model.changed.connect(this._emit, this);
    this._keeping = new Debouncer(() => this._keepForm(), KEEP_AFTER);
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Whether the application is restored, and notebooks are followed. */
  get isStarted(): boolean {
    return this._following !== null;
  }

  /** The notebook shown. */
  get session(): NotebookSession | null {
    return this._following?.current ?? null;
  }

  get state(): IPanelState {
    const { model } = this._options;
    const session = this.session?.state ?? { ...NOWHERE, form: this._freshForm() };
    const { policy } = model;
    const level = lowest(session.form.level, policy.highest_level);
    return {
      ...session,
      form: level === session.form.level ? session.form : { ...session.form, level },
      history: this._history,
      model: model.state,
      policy,
      said: this._said
    };
  }

  /** Whether the form can be asked as it stands. */
  get canAsk(): boolean {
    const { readiness, form, ask } = this.state;
    return readiness === 'ready' && ask?.phase !== 'running' && problem(form) === null;
  }

  /** The code that would be inserted; null without one. */
  get answer(): string | null {
    return this.state.ask?.answer?.code ?? null;
  }

  /** Follow the notebooks, with the forms of earlier sessions; to be called once the application is restored. */
  async start(): Promise<void> {
    const { kept, tracker } = this._options;
    await kept.load();
    this._history = kept.history;
    this._following = new Following(tracker, panel => this._makeSession(panel));
    this._following.changed.connect(this._emit, this);
    this._emit();
  }

  /** The panel is on screen: the server is asked once which model and policy it has. */
  shown(): void {
    if (!this._isStatusKnown) {
      this._isStatusKnown = true;
      void this._options.model.refresh(false);
    }
  }

  /**
   * The panel has the focus, or lost it: an idle kernel that has run since is looked at, a busy one once it is idle, if
   * the panel has the focus still.
   */
  touch(isFocused: boolean): void {
    this._isFocused = isFocused;
    this._lookIfWanted();
    const { model } = this._options;
    if (isFocused && model.state.status === 'unreachable') {
      void model.refresh(true);
    }
  }

  /** Show the current notebook, unless the one shown is being asked. */
  follow(): void {
    this._following?.follow();
  }

  /**
   * Fill in the form for a cell of the notebook shown.
   *
   * @param about whether the ask is about that cell's own code, such as its error; its words may hold values of data
   *     then, so they are not kept.
   */
  askFrom(part: Partial<IForm>, about: string | null): void {
    this._following?.follow();
    const { session } = this;
    if (session) {
      session.conversation.startOver();
      session.about = about;
      this.change(part);
    }
  }

  /** The names of the live dataframes, looked at if they may have changed. */
  async frameNames(): Promise<readonly string[]> {
    const { session } = this;
    if (session?.isStale) {
      await session.look(false);
    }
    return (session?.state.snapshot?.frames ?? []).map(frame => frame.name);
  }

  change(part: Partial<IForm>): void {
    this.session?.change(part);
    void this._keeping.invoke();
  }

  ask(): void {
    const { session } = this;
    if (!session || session.conversation.isAsking || problem(session.state.form) !== null) {
      return;
    }
    this._say('');
    if (session.about === null) {
      this._history = remembered(this._history, session.state.form.intent);
      this._options.kept.keepHistory(this._history);
    }
    void session.conversation.ask(this._request(session), activeCellId(session.panel));
  }

  refine(words: string): void {
    const { session } = this;
    if (session && words.trim() !== '') {
      this._say('');
      void session.conversation.refine(words.trim(), this._request(session), session.cellId);
    }
  }

  stop(): void {
    this.session?.conversation.stop();
  }

  retry(): void {
    const { session } = this;
    if (session) {
      this._say('');
      void session.conversation.retry(this._request(session), session.cellId);
    }
  }

  startOver(): void {
    const { session } = this;
    if (session) {
      session.conversation.startOver();
      session.about = null;
    }
    this._following?.follow();
    this._say('');
  }

  look(): void {
    void this.session?.look(true);
  }

  readSchema(name: string): void {
    void this.session?.read([name]);
  }

  showOutgoing(): void {
    const { session } = this;
    if (session) {
      void session.conversation.preview(this._request(session));
    }
  }

  place(code: string, how: Placing): void {
    void this.insert(code, how);
  }

  /** As {@link place}; done once the cell is there, or was refused. */
  async insert(code: string, how: Placing): Promise<void> {
    const { session } = this;
    if (session) {
      this._say(await this._options.placer.place(session, code, how));
    }
  }

  copy(code: string): void {
    Clipboard.copyToSystem(code);
    this._say(this._options.trans.__('The cell is on the clipboard.'));
  }

  gridFromInputs(): void {
    const { session } = this;
    if (session) {
      void gridFromInputs(session).then(part => {
        if (part === 'choose') {
          this._say(
            this._options.trans.__('Choose the inputs first: there are several dataframes.')
          );
        } else if (part !== null && this.session === session) {
          this.change(part);
        }
      });
    }
  }

  chooseModel(): void {
    void this._options.chooseModel();
  }

  openSettings(): void {
    this._options.openSettings();
  }

  revealTarget(): void {
    const { session } = this;
    if (session) {
      this._say(this._options.placer.reveal(session.panel, session.cellId));
    }
  }

  private _request(session: NotebookSession): IRequest {
    const { n, seconds, model } = this._options.settings();
    const { form, policy } = this.state;
    const isOwn = session.about !== null && session.about === session.cellId;
    return requestOf(
      form,
      { n: Math.min(n, policy.most_samples), seconds, model: model || null },
      contextOf(session.panel, session.cellId, isOwn)
    );
  }

  private _makeSession(panel: NotebookPanel): NotebookSession {
    const { kept, sentences } = this._options;
    const form = kept.form(panel.context.path, this._freshForm());
    const session = new NotebookSession(panel, form, sentences);
    session.changed.connect(this._onSession, this);
    session.conversation.heard.connect(this._onHeard, this);
    session.told.connect(this._onTold, this);
    return session;
  }

  private _freshForm(): IForm {
    const { settings, model } = this._options;
    const { level, withContext } = settings();
    return { ...emptyForm(level, model.policy), withContext };
  }

  private _lookIfWanted(): void {
    const { session } = this;
    if (
      this._isFocused &&
      session?.isStale &&
      ['ready', 'no-frames'].includes(session.state.readiness) &&
      !session.state.busy &&
      !session.conversation.isAsking &&
      !this._isLooking
    ) {
      this._isLooking = true;
      this._isFocused = false;
      void session.look(false).finally(() => {
        this._isLooking = false;
      });
    }
  }

  private _onHeard(_: Conversation, message: FromKernel): void {
    this._options.model.heard(message);
  }

  private _onSession(): void {
    this._lookIfWanted();
    this._emit();
  }

  private _onTold(_: NotebookSession, { policy }: IKernelState): void {
    this._options.model.toldByKernel(policy);
  }

  private _keepForm(): void {
    const { session } = this;
    if (session && !session.isDisposed) {
      const { form } = session.state;
      const kept = session.about === null ? form : { ...form, intent: '' };
      this._options.kept.keepForm(session.panel.context.path, kept);
    }
  }

  private _say(sentence: string): void {
    this._said = sentence;
    this._emit();
  }

  private _emit(): void {
    this._changed.emit();
  }

  private _following: Following | null = null;
  private _history: readonly string[] = [];
  private _said = '';
  private _isFocused = false;
  private _isLooking = false;
  private _isStatusKnown = false;
  private readonly _keeping: Debouncer;
  private readonly _changed = new Signal<this, void>(this);
}
