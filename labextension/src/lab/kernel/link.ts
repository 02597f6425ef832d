import type { Kernel } from '@jupyterlab/services';
import { PromiseDelegate, UUID } from '@lumino/coreutils';
import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import type { FromKernel, IFrame, IKernelState, ToKernel } from '../../protocol';
import { look, read } from './door';
import { CommLine, hasSubshells } from './line';
import { onlyFrames, onlyState, outcome, Seen, told, Unsent } from './seen';
import { Sequence } from './sequence';

/**
 * All that passes between a front end and one kernel connection.
 *
 * An idle kernel is read by silent expressions, a busy one only by explicit request and over the comm; at most one read
 * is under way. Nothing is sent unless one of the methods is called.
 */
export class KernelLink implements IDisposable {
  /** @param isRunning whether a cell of the notebook runs; the kernel's status alone does not tell. */
  constructor(
    readonly kernel: Kernel.IKernelConnection,
    private readonly _isRunning: () => boolean
  ) {
    this._line = new CommLine(kernel);
    this._line.heard.connect(this._onHeard, this);
    this._line.closed.connect(this._onClosed, this);
    kernel.statusChanged.connect(this._onStatus, this);
  }

  /** Messages of the asks and previews that were sent, each once and in order. */
  get heard(): ISignal<this, FromKernel> {
    return this._heard;
  }

  /** The kernel side is gone with all that was under way: restarted, dead, or the comm was closed. */
  get lost(): ISignal<this, 'restarted' | 'dead' | 'closed'> {
    return this._lost;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /**
   * Whether the kernel works for somebody else than this link. One that was busy already when the page was loaded has
   * told nothing yet, and is `unknown` until it is idle.
   */
  get isBusy(): boolean {
    const isWorking = ['busy', 'unknown'].includes(this.kernel.status);
    return (isWorking && !this._isReading) || this._isRunning();
  }

  /** Whether this kernel has been looked at since it started, which also registers the comm's target. */
  get isKnown(): boolean {
    return this._isKnown;
  }

  /** @param explicit whether the person asked for this very look, which allows it beside a running cell. */
  async look(explicit: boolean): Promise<Seen<IKernelState>> {
    return this._one(async () => {
      if (!this.isBusy) {
        const seen = outcome(await this._idly(() => look(this.kernel)));
        this._isKnown ||= seen.kind === 'seen';
        return seen;
      }
      const id = UUID.uuid4();
      const reply = await this._beside({ type: 'look', id }, explicit);
      return 'kind' in reply ? reply : told(reply, message => onlyState(message));
    });
  }

  async read(names: readonly string[], explicit: boolean): Promise<Seen<IFrame[]>> {
    return this._one(async () => {
      if (!this.isBusy) {
        const seen = outcome(await this._idly(() => read(this.kernel, names)));
        return seen.kind === 'seen' ? { kind: 'seen', value: seen.value.frames } : seen;
      }
      const id = UUID.uuid4();
      const reply = await this._beside({ type: 'read', id, names: [...names] }, explicit);
      return 'kind' in reply ? reply : told(reply, message => onlyFrames(message));
    });
  }

  /** Done once no read is under way: while one is, the kernel is busy with it and may not be known yet. */
  async settled(): Promise<void> {
    await this._last.catch(() => undefined);
  }

  /** Send a message whose replies are given to `heard`; null once it is sent, or was stopped or forgotten before. */
  async send(message: Exclude<ToKernel, { type: 'stop' }>): Promise<Unsent | null> {
    this._sequence.expect(message.id);
    await this.settled();
    if (!this._isKnown && !this.isBusy) {
      const seen = await this.look(true);
      if (seen.kind !== 'seen') {
        this._sequence.forget(message.id);
        return seen;
      }
    }
    if (!this._sequence.expects(message.id)) {
      return null;
    }
    try {
      await this._line.send(message);
      return null;
    } catch (reason) {
      console.error('gift4code: the message could not be sent', reason);
      this._sequence.forget(message.id);
      return { kind: 'unheard' };
    }
  }

  /** Stop the ask of this id; whatever still comes of it is dropped. */
  stop(id: string): void {
    this._sequence.forget(id);
    if (this._line.isOpen) {
      this._line.send({ type: 'stop', id }).catch((reason: unknown) => {
        console.error('gift4code: the kernel could not be told to stop', reason);
      });
    }
  }

  /** Drop whatever still comes for this id. */
  forget(id: string): void {
    this._sequence.forget(id);
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this.kernel.statusChanged.disconnect(this._onStatus, this);
    this._reject();
    this._line.dispose();
    Signal.clearData(this);
  }

  /** One read at a time: the next one waits. */
  private _one<T>(work: () => Promise<T>): Promise<T> {
    const next = this._last.then(work, work);
    this._last = next;
    return next;
  }

  /** A read of the idle kernel, which is busy with it. */
  private async _idly<T>(work: () => Promise<T>): Promise<T> {
    this._isReading = true;
    try {
      return await work();
    } finally {
      this._isReading = false;
    }
  }

  /** A read beside a running cell, over the comm. */
  private async _beside(
    message: Extract<ToKernel, { type: 'look' | 'read' }>,
    explicit: boolean
  ): Promise<FromKernel | Unsent> {
    if (!explicit || !hasSubshells(this.kernel)) {
      return { kind: 'busy' };
    }
    const waiting = new PromiseDelegate<FromKernel>();
    this._waiting.set(message.id, waiting);
    this._sequence.expect(message.id);
    try {
      await this._line.send(message);
      return await waiting.promise;
    } catch {
      // Rejected by a closed comm, a restart or disposal.
      return { kind: this._isKnown ? 'unheard' : 'unknown-busy' };
    } finally {
      this._waiting.delete(message.id);
      this._sequence.forget(message.id);
    }
  }

  private _onHeard(_: CommLine, message: FromKernel): void {
    if (!this._sequence.takes(message)) {
      return;
    }
    const waiting = this._waiting.get(message.id);
    if (waiting) {
      this._isKnown ||= message.type === 'look';
      waiting.resolve(message);
    } else {
      this._heard.emit(message);
    }
  }

  private _onClosed(): void {
    this._end('closed');
  }

  private _onStatus(_: Kernel.IKernelConnection, status: Kernel.Status): void {
    if (status === 'restarting' || status === 'autorestarting') {
      this._end('restarted');
    } else if (status === 'dead') {
      this._end('dead');
    }
  }

  private _end(how: 'restarted' | 'dead' | 'closed'): void {
    this._isKnown = false;
    this._line.drop();
    this._sequence.clear();
    this._reject();
    this._lost.emit(how);
  }

  private _reject(): void {
    for (const waiting of this._waiting.values()) {
      waiting.reject(new Error('The kernel side is gone.'));
    }
  }

  private readonly _line: CommLine;
  private readonly _sequence = new Sequence();
  private readonly _waiting = new Map<string, PromiseDelegate<FromKernel>>();
  private _last: Promise<unknown> = Promise.resolve();
  private _isKnown = false;
  private _isReading = false;
  private _isDisposed = false;
  private readonly _heard = new Signal<this, FromKernel>(this);
  private readonly _lost = new Signal<this, 'restarted' | 'dead' | 'closed'>(this);
}
