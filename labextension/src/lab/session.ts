import type { ISessionContext } from '@jupyterlab/apputils';
import { NotebookActions, NotebookPanel } from '@jupyterlab/notebook';
import type { Kernel } from '@jupyterlab/services';
import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import type { IFrame, IKernelState } from '../protocol';
import type { IForm, IPanelState } from '../state';
import { Before, Conversation, IConversationState } from './conversation';
import { KernelLink } from './kernel/link';
import type { Seen } from './kernel/seen';
import { atFirst, onceSeen } from './kernel/readiness';
import { contextOf } from './notebook/reading';
import { activeCellId, describe, isRunning } from './notebook/target';
import type { ISentences } from './sentences';

/** What is known of a notebook and its kernel. */
type IKnown = Pick<
  IPanelState,
  'readiness' | 'detail' | 'target' | 'busy' | 'snapshot' | 'schemas' | 'form'
>;

/** The part of the panel's state that belongs to one notebook. */
export type ISessionState = IKnown & IConversationState;

/**
 * One notebook as the panel shows it: its form, its kernel and dataframes as last seen, and the conversation over them.
 * Nothing is sent to a kernel unless one of the methods is called.
 */
export class NotebookSession implements IDisposable {
  constructor(
    readonly panel: NotebookPanel,
    form: IForm,
    private readonly _sentences: ISentences
  ) {
    this._known = {
      readiness: 'no-kernel',
      detail: '',
      target: null,
      busy: false,
      snapshot: null,
      schemas: {},
      form
    };
    this.conversation = new Conversation(_sentences, link => this._lookFirst(link));
    this.conversation.changed.connect(this._onConversation, this);
    const { sessionContext, content, context } = panel;
    sessionContext.kernelChanged.connect(this._onKernel, this);
    sessionContext.statusChanged.connect(this._refresh, this);
    sessionContext.connectionStatusChanged.connect(this._refresh, this);
    context.pathChanged.connect(this._refresh, this);
    content.activeCellChanged.connect(this._onCells, this);
    content.modelContentChanged.connect(this._onCells, this);
    NotebookActions.executed.connect(this._onExecuted, this);
    NotebookActions.executionScheduled.connect(this._refresh, this);
    this._join(sessionContext.session?.kernel ?? null);
    void sessionContext.ready.then(() => this._refresh());
  }

  readonly conversation: Conversation;

  /** The cell whose own code an ask is about, such as one to be mended; null otherwise. */
  about: string | null = null;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** What the kernel told of itself when it was looked at. */
  get told(): ISignal<this, IKernelState> {
    return this._told;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get state(): ISessionState {
    return { ...this._known, ...this.conversation.state };
  }

  /** Version of the package in the kernel; empty while it is not known. */
  get version(): string {
    return this._version;
  }

  /** The cell that an answer goes to: the one that was active when it was asked for, until it has been placed. */
  get cellId(): string | null {
    const { place } = this.conversation;
    return place ? place.cellId : activeCellId(this.panel);
  }

  /** Whether the dataframes may have changed since they were looked at. */
  get isStale(): boolean {
    return this._known.snapshot === null || this._isStale;
  }

  change(part: Partial<IForm>): void {
    this._update({ form: { ...this._known.form, ...part } });
    this.conversation.forgetPreview();
  }

  /** @param explicit see {@link KernelLink.look}. */
  async look(explicit: boolean): Promise<void> {
    const link = this._link;
    if (link && atFirst(this._facts()) === 'ready') {
      const seen = await link.look(explicit);
      if (this._link === link) {
        this._onSeen(seen);
        if (explicit && seen.kind !== 'seen' && seen.kind !== 'missing') {
          this._update({ detail: this._sentences.unsent(seen) });
        }
      }
    }
    this._refresh();
  }

  /** Read the schemas of these dataframes. */
  async read(names: readonly string[]): Promise<void> {
    const link = this._link;
    const seen = names.length > 0 ? await link?.read(names, true) : undefined;
    if (!seen || this._link !== link) {
      return;
    }
    if (seen.kind === 'seen') {
      const read: Record<string, IFrame> = {};
      for (const frame of seen.value) {
        read[frame.name] = frame;
      }
      this._update({ schemas: { ...this._known.schemas, ...read }, detail: '' });
    } else {
      this._update({ detail: this._sentences.unsent(seen) });
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    NotebookActions.executed.disconnect(this._onExecuted, this);
    NotebookActions.executionScheduled.disconnect(this._refresh, this);
    this._link?.dispose();
    Signal.clearData(this);
  }

  /** Look at an idle kernel of which nothing is known that can be asked; one that was seen reads anew what it needs. */
  private async _lookFirst(link: KernelLink): Promise<Before> {
    this._update({ detail: '' });
    await link.settled();
    const { snapshot, readiness } = this._known;
    const isNew = !link.isKnown || snapshot === null || readiness !== 'ready';
    if (isNew && !link.isBusy) {
      const seen = await link.look(true);
      if (this._link === link) {
        this._onSeen(seen);
      }
      if (seen.kind !== 'seen' && seen.kind !== 'missing') {
        return seen;
      }
    }
    return this._known.readiness === 'ready' ? 'ready' : 'not-ready';
  }

  private _onSeen(seen: Seen<IKernelState>): void {
    if (seen.kind === 'seen') {
      const { frames, values, version } = seen.value;
      this._version = version;
      this._isStale = false;
      this._atLast = onceSeen(seen.value);
      this._told.emit(seen.value);
      const isOther = this._atLast === 'package-other-version';
      this._update({
        snapshot: { frames, values, at: Date.now() },
        schemas: {},
        detail: isOther ? this._sentences.otherVersion(version) : ''
      });
    } else if (seen.kind === 'missing') {
      this._atLast = 'package-missing';
      this._update({ detail: this._sentences.install() });
    }
    this._refresh();
  }

  private _onConversation(): void {
    this._refresh();
    this._changed.emit();
  }

  private _onLost(link: KernelLink, how: 'restarted' | 'dead' | 'closed'): void {
    if (link === this._link && how !== 'closed') {
      this._forgetKernel();
    }
    this._refresh();
  }

  private _onKernel(
    _: ISessionContext,
    { newValue }: { newValue: Kernel.IKernelConnection | null }
  ): void {
    this._forgetKernel();
    this._join(newValue);
  }

  private _onExecuted(_: unknown, { notebook }: { notebook: NotebookPanel['content'] }): void {
    if (notebook === this.panel.content) {
      this._isStale = true;
      this.conversation.forgetPreview();
      this._refresh();
    }
  }

  /** Other cells, or another place among them: where earlier code is told, it may be something else now. */
  private _onCells(): void {
    if (this._known.form.withContext) {
      const cellId = activeCellId(this.panel);
      const context = contextOf(this.panel, cellId, cellId !== null && cellId === this.about);
      if (context !== this._context) {
        this._context = context;
        this.conversation.forgetPreview();
      }
    }
    this._refresh();
  }

  /** What was seen in a kernel that is gone, or was restarted. */
  private _forgetKernel(): void {
    this._atLast = 'ready';
    this._version = '';
    this._update({ snapshot: null, schemas: {}, detail: '' });
  }

  private _join(kernel: Kernel.IKernelConnection | null): void {
    this._link?.dispose();
    this._link = null;
    if (kernel) {
      this._link = new KernelLink(kernel, () => isRunning(this.panel));
    }
    this._language = '';
    this._link?.lost.connect(this._onLost, this);
    this.conversation.join(this._link);
    if (this._link) {
      void this._learnLanguage(this._link);
    }
    this._refresh();
  }

  /** JupyterLab asked for it when it connected; a kernel that ends before it answers has no language. */
  private async _learnLanguage(link: KernelLink): Promise<void> {
    const info = await link.kernel.info.catch(() => null);
    if (info && this._link === link) {
      this._language = info.language_info.name;
      this._refresh();
    }
  }

  private _facts(): Parameters<typeof atFirst>[0] {
    const { sessionContext } = this.panel;
    return {
      status: this._link?.kernel.status ?? null,
      isComing: !sessionContext.isReady && !sessionContext.hasNoKernel,
      language: this._language
    };
  }

  /** Bring what is derived from the notebook and its kernel up to date. */
  private _refresh(): void {
    if (this._isDisposed || this.panel.isDisposed) {
      return;
    }
    const first = atFirst(this._facts());
    const now = {
      readiness: first === 'ready' ? this._atLast : first,
      busy: first === 'ready' && (this._link?.isBusy ?? false),
      target: describe(this.panel, this.cellId, this._language)
    };
    const { readiness, busy, target } = this._known;
    if (JSON.stringify(now) !== JSON.stringify({ readiness, busy, target })) {
      this._update(now);
    }
  }

  private _update(part: Partial<IKnown>): void {
    if (!this._isDisposed) {
      this._known = { ...this._known, ...part };
      this._changed.emit();
    }
  }

  private _known: IKnown;
  private _link: KernelLink | null = null;
  private _language = '';
  private _version = '';
  /** What the last look came to. */
  private _atLast: IPanelState['readiness'] = 'ready';
  private _isStale = false;
  /** The earlier code that would be told, when it was looked at last. */
  private _context = '';
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _told = new Signal<this, IKernelState>(this);
}
