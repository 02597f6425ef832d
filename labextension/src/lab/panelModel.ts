import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ISignal, Signal } from '@lumino/signaling';

import type { FromKernel, IKernelState } from '../protocol';
import { emptyForm, IForm, IPanelState, lowest, problem, remembered } from '../state';
import type { Conversation } from './conversation';
import { FocusLook } from './focusLook';
import { Following } from './following';
import { FormKeeping } from './formKeeping';
import type { ModelWatch } from './model';
import type { Remembering } from './remembering';
import type { ISentences } from './sentences';
import { ISessionState, NotebookSession } from './session';
import type { ISettings } from './settings';

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

/** What the panel's state is made from. */
export interface IPanelModelOptions {
  readonly tracker: INotebookTracker;
  readonly model: ModelWatch;
  readonly kept: Remembering;
  readonly sentences: ISentences;
  readonly settings: () => ISettings;
}

/** The panel's state: that of the notebook shown, and what all notebooks share. */
export class PanelModel {
  constructor(private readonly _options: IPanelModelOptions) {
    this._keeping = new FormKeeping(_options.kept);
    this._look = new FocusLook(() => this.session);
    _options.model.changed.connect(this._emit, this);
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
    const { state, policy } = this._options.model;
    const session = this.session?.state ?? { ...NOWHERE, form: this._freshForm() };
    const level = lowest(session.form.level, policy.highest_level);
    return {
      ...session,
      form: level === session.form.level ? session.form : { ...session.form, level },
      history: this._history,
      model: state,
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

  /** The panel has the focus, or lost it. */
  touch(isFocused: boolean): void {
    const { model } = this._options;
    this._look.focused(isFocused);
    if (isFocused && model.state.status === 'unreachable') {
      void model.refresh(true);
    }
  }

  /** Show the current notebook, unless the one shown is being asked. */
  follow(): void {
    this._following?.follow();
  }

  change(session: NotebookSession, part: Partial<IForm>): void {
    session.change(part);
    this._keeping.changed(session);
  }

  /** Keep the words of a request for later ones. */
  remember(intent: string): void {
    this._history = remembered(this._history, intent);
    this._options.kept.keepHistory(this._history);
  }

  say(sentence: string): void {
    this._said = sentence;
    this._emit();
  }

  private _makeSession(panel: NotebookPanel): NotebookSession {
    const { kept, sentences } = this._options;
    const form = kept.form(panel.context.path, this._freshForm());
    const session = new NotebookSession(panel, form, sentences);
    session.changed.connect(this._onSession, this);
    session.told.connect(this._onTold, this);
    session.conversation.heard.connect(this._onHeard, this);
    return session;
  }

  private _freshForm(): IForm {
    const { settings, model } = this._options;
    const { level, withContext } = settings();
    return { ...emptyForm(level, model.policy), withContext };
  }

  private _onSession(): void {
    this._look.check();
    this._emit();
  }

  private _onTold(_: NotebookSession, { policy }: IKernelState): void {
    this._options.model.toldByKernel(policy);
  }

  private _onHeard(_: Conversation, message: FromKernel): void {
    this._options.model.heard(message);
  }

  private _emit(): void {
    this._changed.emit();
  }

  private _following: Following | null = null;
  private _history: readonly string[] = [];
  private _said = '';
  private _isStatusKnown = false;
  private readonly _keeping: FormKeeping;
  private readonly _look: FocusLook;
  private readonly _changed = new Signal<this, void>(this);
}
