import type { ISessionContext } from '@jupyterlab/apputils';
import { NotebookActions, NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel } from '@jupyterlab/services';
import { UUID } from '@lumino/coreutils';
import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { FromKernel, IFrame, IKernelState, IRequest } from '../protocol';
import { failAsk, IForm, IPanelState, reduceAsk, startAsk } from '../state';
import { KernelLink, Seen, Unsent } from './kernel/link';
import { atFirst, onceSeen } from './kernel/readiness';
import { activeCellId, describe, IPlace, isRunning } from './notebook/target';
import { ISentences } from './sentences';

/** The part of the panel's state that belongs to one notebook. */
export type ISessionState = Pick<
  IPanelState,
  | 'readiness'
  | 'detail'
  | 'target'
  | 'busy'
  | 'snapshot'
  | 'schemas'
  | 'form'
  | 'ask'
  | 'turns'
  | 'outgoing'
  | 'outgoingProblem'
>;

/** What is asked, kept so that it can be asked again. */
interface IAsked {
  readonly words: string;
  /** The ask that this one refines. */
  readonly of: string | null;
  readonly request: IRequest;
}

/**
 * One notebook's conversation: its form, its dataframes as last seen, and the ask over them with the cell that the
 * answer goes to. Nothing is sent to a kernel unless one of the methods is called.
 */
export class NotebookSession implements IDisposable {
  constructor(
    readonly panel: NotebookPanel,
    form: IForm,
    private readonly _sentences: ISentences
  ) {
    this._state = {
      readiness: 'no-kernel',
      detail: '',
      target: null,
      busy: false,
      snapshot: null,
      schemas: {},
      form,
      ask: null,
      turns: [],
      outgoing: null,
      outgoingProblem: ''
    };
    const context = panel.sessionContext;
    context.kernelChanged.connect(this._onKernel, this);
    context.statusChanged.connect(this._refresh, this);
    context.connectionStatusChanged.connect(this._refresh, this);
    panel.context.pathChanged.connect(this._refresh, this);
    panel.content.activeCellChanged.connect(this._refresh, this);
    panel.content.modelContentChanged.connect(this._refresh, this);
    NotebookActions.executed.connect(this._onExecuted, this);
    NotebookActions.executionScheduled.connect(this._refresh, this);
    panel.disposed.connect(this.dispose, this);
    this._join(context.session?.kernel ?? null);
    void context.ready.then(() => this._refresh());
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Events of asks, for what they tell of the model. */
  get heard(): ISignal<this, FromKernel> {
    return this._heard;
  }

  /** What the kernel told of itself when it was looked at. */
  get told(): ISignal<this, IKernelState> {
    return this._told;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get state(): ISessionState {
    return this._state;
  }

  get isAsking(): boolean {
    return this._state.ask?.phase === 'running';
  }

  /** Version of the package in the kernel; empty while it is not known. */
  get version(): string {
    return this._version;
  }

  /** The cell whose own code an ask is about, such as one to be mended; null otherwise. */
  about: string | null = null;

  /** The cell that an answer goes to: the one that was active when it was asked for, until it has been placed. */
  get cellId(): string | null {
    return this._place ? this._place.cellId : activeCellId(this.panel);
  }

  /** Whether the dataframes may have changed since they were looked at. */
  get isStale(): boolean {
    return this._state.snapshot === null || this._isStale;
  }

  change(part: Partial<IForm>): void {
    this._update({ form: { ...this._state.form, ...part }, outgoing: null, outgoingProblem: '' });
  }

  /** @param explicit see {@link KernelLink.look}. */
  async look(explicit: boolean): Promise<boolean> {
    const link = this._link;
    if (!link || atFirst(this._facts()) !== 'ready') {
      this._refresh();
      return false;
    }
    const seen = await link.look(explicit);
    return this._link === link && this._onSeen(seen, explicit);
  }

  async readSchemas(names: readonly string[]): Promise<readonly IFrame[]> {
    const link = this._link;
    if (!link || names.length === 0) {
      return [];
    }
    const seen = await link.read(names, true);
    if (this._link !== link) {
      return [];
    }
    if (seen.kind !== 'seen') {
      this._update({ detail: this._sentences.unsent(seen) });
      return [];
    }
    const schemas = Object.fromEntries(seen.value.map(frame => [frame.name, frame]));
    this._update({ schemas: { ...this._state.schemas, ...schemas } });
    return seen.value;
  }

  /** Ask anew: earlier turns are over. */
  async ask(request: IRequest): Promise<void> {
    const before = this._state;
    if (!this.isAsking) {
      this._update({ turns: [] });
      await this._send(
        { words: request.intent, of: null, request },
        activeCellId(this.panel),
        before
      );
    }
  }

  /** Ask again, from the last answer, with more words. */
  async refine(words: string, request: IRequest): Promise<void> {
    const before = this._state;
    const { ask, turns } = before;
    if (ask && ask.phase !== 'running') {
      this._update({ turns: [...turns, { words: this._asked?.words ?? '', ask }] });
      await this._send({ words, of: ask.id, request }, this.cellId, before);
    }
  }

  async retry(request: IRequest): Promise<void> {
    if (this._asked && !this.isAsking) {
      await this._send({ ...this._asked, request }, this.cellId, this._state);
    }
  }

  stop(): void {
    const { ask } = this._state;
    if (ask?.phase === 'running') {
      this._link?.stop(ask.id);
      this._update({ ask: { ...ask, phase: 'stopped', endedAt: Date.now() } });
    }
  }

  startOver(): void {
    this.stop();
    this._place = null;
    this._asked = null;
    this.about = null;
    this._update({ ask: null, turns: [] });
    this._refresh();
  }

  async preview(request: IRequest): Promise<void> {
    const link = this._link;
    if (!link) {
      return;
    }
    if (this._previewId) {
      link.forget(this._previewId);
    }
    const id = (this._previewId = UUID.uuid4());
    this._update({ outgoing: null, outgoingProblem: '' });
    const unsent = await link.send({ type: 'preview', id, request });
    if (unsent && this._previewId === id) {
      this._previewId = null;
      this._update({ outgoingProblem: this._sentences.unsent(unsent) });
    }
  }

  /** The answer has been placed: from now on the active cell is the target again. */
  settle(): void {
    this._place = null;
    this._refresh();
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    const context = this.panel.sessionContext;
    context.kernelChanged.disconnect(this._onKernel, this);
    context.statusChanged.disconnect(this._refresh, this);
    context.connectionStatusChanged.disconnect(this._refresh, this);
    this.panel.context.pathChanged.disconnect(this._refresh, this);
    this.panel.content.activeCellChanged.disconnect(this._refresh, this);
    this.panel.content.modelContentChanged.disconnect(this._refresh, this);
    NotebookActions.executed.disconnect(this._onExecuted, this);
    NotebookActions.executionScheduled.disconnect(this._refresh, this);
    this.panel.disposed.disconnect(this.dispose, this);
    this._link?.dispose();
    Signal.clearData(this);
  }

  /** @param before what was shown, for an ask that comes to nothing. */
  private async _send(
    asked: IAsked,
    cellId: string | null,
    before: Pick<ISessionState, 'ask' | 'turns'>
  ): Promise<void> {
    const link = this._link;
    if (!link || this.isAsking) {
      return;
    }
    const { ask: askBefore, turns: turnsBefore } = before;
    const id = UUID.uuid4();
    this._asked = asked;
    this._place = { kernelId: link.kernel.id, cellId };
    this._update({ ask: startAsk(id, Date.now()), detail: '' });
    this._refresh();
    const problem = await this._lookFirst(link);
    if (this._state.ask?.id !== id || !this.isAsking) {
      return; // stopped, or the kernel is gone, in the meantime
    }
    if (problem) {
      this._fail(this._sentences.unsent(problem), true);
      return;
    }
    if (this._state.readiness !== 'ready') {
      // What is missing is said in place of an answer.
      this._update({ ask: askBefore, turns: turnsBefore });
      this.settle();
      return;
    }
    const { of, words, request } = asked;
    const unsent = await link.send(
      of === null ? { type: 'ask', id, request } : { type: 'refine', id, of, words, request }
    );
    if (unsent && this._state.ask?.id === id) {
      this._fail(this._sentences.unsent(unsent), true);
    }
  }

  /** Look at an idle kernel that was never seen, or that has run since; what is wrong, if anything. */
  private async _lookFirst(link: KernelLink): Promise<Unsent | null> {
    if (link.isBusy || (link.isKnown && !this.isStale)) {
      return null;
    }
    const seen = await link.look(true);
    if (this._link !== link) {
      return null;
    }
    this._onSeen(seen, false);
    return seen.kind === 'seen' || seen.kind === 'missing' ? null : seen;
  }

  private _fail(sentence: string, retry: boolean): void {
    const { ask } = this._state;
    if (ask?.phase === 'running') {
      this._update({ ask: failAsk(ask, sentence, retry, Date.now()) });
    }
  }

  private _onSeen(seen: Seen<IKernelState>, explicit: boolean): boolean {
    switch (seen.kind) {
      case 'seen': {
        const { frames, values, version } = seen.value;
        this._version = version;
        this._isStale = false;
        this._seenReadiness = onceSeen(seen.value);
        this._told.emit(seen.value);
        const wrong = this._seenReadiness === 'package-other-version';
        this._update({
          snapshot: { frames, values, at: Date.now() },
          schemas: {},
          detail: wrong ? this._sentences.otherVersion(version) : ''
        });
        break;
      }
      case 'missing':
        this._seenReadiness = 'package-missing';
        this._update({ detail: this._sentences.install() });
        break;
      case 'busy':
      case 'unknown-busy':
      case 'unheard':
      case 'failed':
        if (explicit) {
          this._update({ detail: this._sentences.unsent(seen) });
        }
        break;
    }
    this._refresh();
    return seen.kind === 'seen';
  }

  private _onHeard(_: KernelLink, message: FromKernel): void {
    const { ask } = this._state;
    if (message.id === this._previewId) {
      if (message.type === 'preview') {
        this._update({ outgoing: message.outgoing, outgoingProblem: '' });
      } else if (message.type === 'failed') {
        this._update({ outgoing: null, outgoingProblem: message.sentence });
      }
      return;
    }
    if (!ask || message.id !== ask.id || this._place?.kernelId !== this._link?.kernel.id) {
      return;
    }
    const next = reduceAsk(ask, message, Date.now());
    if (next !== ask) {
      this._update({ ask: next });
      this._heard.emit(message);
    }
  }

  private _onLost(link: KernelLink, how: 'restarted' | 'dead' | 'closed'): void {
    if (how === 'closed' && link.isBusy && this._state.snapshot === null) {
      this._fail(this._sentences.unsent({ kind: 'unknown-busy' }), true);
    } else {
      this._fail(this._sentences.lost(how), true);
    }
    if (how !== 'closed') {
      this._forgetKernel();
    }
    this._refresh();
  }

  private _onKernel(
    _: ISessionContext,
    { newValue }: { newValue: Kernel.IKernelConnection | null }
  ): void {
    this._fail(this._sentences.lost('changed'), true);
    this._forgetKernel();
    this._join(newValue);
  }

  private _onExecuted(_: unknown, { notebook }: { notebook: NotebookPanel['content'] }): void {
    if (notebook === this.panel.content) {
      this._isStale = true;
      this._refresh();
    }
  }

  /** What was seen in a kernel that is gone, or was restarted. */
  private _forgetKernel(): void {
    this._seenReadiness = 'ready';
    this._version = '';
    this._previewId = null;
    this._update({ snapshot: null, schemas: {}, outgoing: null, outgoingProblem: '', detail: '' });
  }

  private _join(kernel: Kernel.IKernelConnection | null): void {
    this._link?.dispose();
    this._link = null;
    this._language = '';
    if (kernel) {
      const link = (this._link = new KernelLink(kernel, () => isRunning(this.panel)));
      link.heard.connect(this._onHeard, this);
      link.lost.connect(this._onLost, this);
      // JupyterLab has asked for it when it connected; a kernel that ends before it answers has no language.
      kernel.info.then(
        info => this._onLanguage(link, info.language_info.name),
        () => undefined
      );
    }
    this._refresh();
  }

  private _onLanguage(link: KernelLink, language: string): void {
    if (this._link === link && !this._isDisposed) {
      this._language = language;
      this._refresh();
    }
  }

  private _facts(): Parameters<typeof atFirst>[0] {
    const context = this.panel.sessionContext;
    const status = this._link?.kernel.status ?? null;
    const isComing = !context.isReady && !context.hasNoKernel;
    return { status, isComing, language: this._language };
  }

  /** Bring what is derived from the notebook and its kernel up to date. */
  private _refresh(): void {
    if (this._isDisposed || this.panel.isDisposed) {
      return;
    }
    const first = atFirst(this._facts());
    const { snapshot, target, busy, readiness } = this._state;
    const now: Partial<ISessionState> = {
      readiness: first !== 'ready' ? first : this._seenReadiness,
      busy: snapshot !== null || first === 'ready' ? (this._link?.isBusy ?? false) : false,
      target: describe(this.panel, this.cellId, this._language)
    };
    if (
      now.readiness !== readiness ||
      now.busy !== busy ||
      JSON.stringify(now.target) !== JSON.stringify(target)
    ) {
      this._update(now);
    }
  }

  private _update(part: Partial<ISessionState>): void {
    if (!this._isDisposed) {
      this._state = { ...this._state, ...part };
      this._changed.emit();
    }
  }

  private _state: ISessionState;
  private _link: KernelLink | null = null;
  private _language = '';
  private _version = '';
  private _seenReadiness: IPanelState['readiness'] = 'ready';
  private _place: IPlace | null = null;
  private _asked: IAsked | null = null;
  private _previewId: string | null = null;
  private _isStale = false;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _heard = new Signal<this, FromKernel>(this);
  private readonly _told = new Signal<this, IKernelState>(this);
}
