import { ISignal, Signal } from '@lumino/signaling';

import { FromKernel, IPolicy } from '../protocol';
import type { IModelState } from '../state';
import { both, OPEN_POLICY } from './policy';
import { IServerStatus, Server } from './server';

/** What is known before anything was asked. */
const UNKNOWN: IModelState = { status: 'unknown', name: '', bundled: true, sentence: '' };

/**
 * The model that answers and the policy that holds: what the server extension says of them, or, without it, what asks
 * and kernels show. Nothing is polled.
 */
export class ModelWatch {
  constructor(private readonly _server: Server) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get state(): IModelState {
    return this._state;
  }

  get policy(): IPolicy {
    return both(this._ofServer, this._ofKernel);
  }

  /** What the server extension said last; null without it. */
  get status(): IServerStatus | null {
    return this._status;
  }

  /**
   * Ask the server again; what it does not answer stays as it was.
   *
   * @param look whether it is to ask an endpoint for its models.
   */
  async refresh(look: boolean): Promise<void> {
    try {
      this._status = await this._server.status(look);
    } catch (reason) {
      console.error('gift4code: the server did not tell its settings', reason);
      return;
    }
    if (this._status) {
      this._state = this._status.model;
      this._ofServer = this._status.policy;
    }
    this._changed.emit();
  }

  /** A kernel's policy, which comes from the server that started it. */
  toldByKernel(policy: IPolicy): void {
    this._ofKernel = policy;
    this._changed.emit();
  }

  /** What a step of an ask shows of the model. */
  heard(message: FromKernel): void {
    if (message.type !== 'event') {
      return;
    }
    const { event } = message;
    if (event.kind === 'loading') {
      this._set({ status: 'loading', name: this._state.name || event.model, sentence: '' });
    } else if (event.kind === 'shared') {
      this._set({ name: this._state.name || event.model });
    } else if (event.kind === 'generated' && event.failure === '') {
      this._set({ status: 'ready', sentence: '' });
    } else if (event.kind === 'generated') {
      void this.refresh(true);
    }
  }

  private _set(part: Partial<IModelState>): void {
    this._state = { ...this._state, ...part };
    this._changed.emit();
  }

  private _state = UNKNOWN;
  private _status: IServerStatus | null = null;
  private _ofServer = OPEN_POLICY;
  private _ofKernel = OPEN_POLICY;
  private readonly _changed = new Signal<this, void>(this);
}
