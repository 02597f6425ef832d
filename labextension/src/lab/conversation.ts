import { UUID } from '@lumino/coreutils';
import { ISignal, Signal } from '@lumino/signaling';

import type { FromKernel, IRequest } from '../protocol';
import { failAsk, IPanelState, reduceAsk, startAsk } from '../state';
import type { KernelLink } from './kernel/link';
import type { Unsent } from './kernel/seen';
import type { IPlace } from './notebook/target';
import type { ISentences } from './sentences';

export type IConversationState = Pick<
  IPanelState,
  'ask' | 'turns' | 'outgoing' | 'outgoingProblem'
>;

/** What is asked, kept so that it can be asked again. */
interface IAsked {
  readonly words: string;
  /** The answered ask that this one refines. */
  readonly of: string | null;
  readonly request: IRequest;
}

/** What looking before an ask came to. */
export type Before = 'ready' | 'not-ready' | Unsent;

/**
 * The asks over one notebook, with the cell that an answer goes to. What comes of another kernel than the one that was
 * asked is dropped, and said.
 */
export class Conversation {
  /** @param _lookFirst looks at a kernel that may have changed since it was looked at. */
  constructor(
    private readonly _sentences: ISentences,
    private readonly _lookFirst: (link: KernelLink) => Promise<Before>
  ) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Messages of the ask that is under way. */
  get heard(): ISignal<this, FromKernel> {
    return this._heard;
  }

  get state(): IConversationState {
    return this._state;
  }

  get isAsking(): boolean {
    return this._state.ask?.phase === 'running';
  }

  /** Where the answer goes, until it has been placed; null while there is none. */
  get place(): IPlace | null {
    return this._place;
  }

  /** Another kernel, or none; what was asked of the one before has ended. */
  join(link: KernelLink | null): void {
    this._lose('changed');
    this.forgetPreview();
    this._link = link;
    link?.heard.connect(this._onHeard, this);
    link?.lost.connect(this._onLost, this);
  }

  /** Ask anew: earlier turns are over. */
  async ask(request: IRequest, cellId: string | null): Promise<void> {
    await this._send({ words: request.intent, of: null, request }, cellId, []);
  }

  /** Ask again, from the last answer, with more words; without one, those words are added to the request. */
  async refine(words: string, request: IRequest, cellId: string | null): Promise<void> {
    const { ask, turns } = this._state;
    if (!ask) {
      return;
    }
    const asks = [...turns.map(turn => turn.ask), ask];
    const answered = asks.reverse().find(earlier => earlier.answer !== null);
    const next = [...turns, { words: this._asked?.words ?? '', ask }];
    if (answered) {
      await this._send({ words, of: answered.id, request }, cellId, next);
    } else {
      const intent = [request.intent, words].filter(text => text !== '').join(', ');
      await this._send({ words, of: null, request: { ...request, intent } }, cellId, next);
    }
  }

  /** The same once more, with the form as it is now. */
  async retry(request: IRequest, cellId: string | null): Promise<void> {
    const { turns } = this._state;
    if (this._asked && turns.length > 0) {
      const { intent } = this._asked.request; // which may hold words that were added to those of the form
      await this._send({ ...this._asked, request: { ...request, intent } }, cellId, turns);
    } else if (this._asked) {
      await this.ask(request, cellId);
    }
  }

  stop(): void {
    const { ask } = this._state;
    if (ask?.phase === 'running') {
      this._link?.stop(ask.id);
      this._update({ ask: { ...ask, phase: 'stopped', endedAt: Date.now() } });
    }
  }

  /** Forget the turns and the answer. */
  startOver(): void {
    this.stop();
    this._asked = null;
    this._place = null;
    this._update({ ask: null, turns: [] });
  }

  /** The answer has been placed, or its cell is gone: the active cell is the target again. */
  settle(): void {
    this._place = null;
    this._changed.emit();
  }

  /** Compute what a request would send. */
  async preview(request: IRequest): Promise<void> {
    const link = this._link;
    if (!link) {
      return;
    }
    this.forgetPreview();
    const id = (this._previewId = UUID.uuid4());
    const unsent = await link.send({ type: 'preview', id, request });
    if (unsent && this._previewId === id) {
      this._previewId = null;
      this._update({ outgoingProblem: this._sentences.unsent(unsent) });
    }
  }

  /** The request has changed, so what was computed is no longer what would be sent. */
  forgetPreview(): void {
    const { outgoing, outgoingProblem } = this._state;
    if (!this._previewId && outgoing === null && outgoingProblem === '') {
      return;
    }
    if (this._previewId) {
      this._link?.forget(this._previewId);
      this._previewId = null;
    }
    this._update({ outgoing: null, outgoingProblem: '' });
  }

  private async _send(
    asked: IAsked,
    cellId: string | null,
    turns: IPanelState['turns']
  ): Promise<void> {
    const link = this._link;
    if (!link || this.isAsking) {
      return;
    }
    const before = this._state;
    const id = UUID.uuid4();
    this._asked = asked;
    this._place = { kernelId: link.kernel.id, cellId };
    this._update({ ask: startAsk(id, Date.now()), turns });
    const looked = await this._lookFirst(link);
    if (this._state.ask?.id !== id || !this.isAsking) {
      return; // stopped, or the kernel is gone, in the meantime
    }
    if (looked === 'not-ready') {
      // What is missing is said in place of an answer.
      this._place = null;
      this._update({ ask: before.ask, turns: before.turns });
      return;
    }
    const { of, words, request } = asked;
    const unsent =
      looked !== 'ready'
        ? looked
        : await link.send(
            of === null ? { type: 'ask', id, request } : { type: 'refine', id, of, words, request }
          );
    if (unsent && this._state.ask?.id === id) {
      this._fail(this._sentences.unsent(unsent), true);
    }
  }

  private _onHeard(link: KernelLink, message: FromKernel): void {
    if (link !== this._link) {
      return;
    }
    if (message.id === this._previewId) {
      if (message.type === 'preview') {
        this._update({ outgoing: message.outgoing, outgoingProblem: '' });
      } else if (message.type === 'failed') {
        this._update({ outgoing: null, outgoingProblem: message.sentence });
      }
      return;
    }
    const { ask } = this._state;
    if (!ask || message.id !== ask.id || this._place?.kernelId !== link.kernel.id) {
      return;
    }
    if (message.type === 'stopped') {
      // Nobody here stopped it, or the message would not have been waited for: the kernel is about to end.
      this._lose('closed');
      return;
    }
    const next = reduceAsk(ask, message, Date.now());
    if (next !== ask) {
      this._update({ ask: next });
      this._heard.emit(message);
    }
  }

  private _onLost(link: KernelLink, how: 'restarted' | 'dead' | 'closed'): void {
    if (link !== this._link) {
      return;
    }
    if (how === 'closed' && link.isBusy) {
      this._fail(this._sentences.unsent({ kind: 'unknown-busy' }), true);
    } else {
      this._lose(how);
    }
    this.forgetPreview();
  }

  /** The kernel is gone from under the ask; of two reasons the later one tells more than that it ended. */
  private _lose(how: 'restarted' | 'dead' | 'closed' | 'changed'): void {
    const { ask } = this._state;
    const sentence = this._sentences.lost(how);
    if (ask?.failure?.sentence === this._sentences.lost('closed')) {
      this._update({ ask: { ...ask, failure: { sentence, retry: true } } });
    } else {
      this._fail(sentence, true);
    }
  }

  private _fail(sentence: string, retry: boolean): void {
    const { ask } = this._state;
    if (ask?.phase === 'running') {
      this._update({ ask: failAsk(ask, sentence, retry, Date.now()) });
    }
  }

  private _update(part: Partial<IConversationState>): void {
    this._state = { ...this._state, ...part };
    this._changed.emit();
  }

  private _state: IConversationState = {
    ask: null,
    turns: [],
    outgoing: null,
    outgoingProblem: ''
  };
  private _link: KernelLink | null = null;
  private _asked: IAsked | null = null;
  private _place: IPlace | null = null;
  private _previewId: string | null = null;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _heard = new Signal<this, FromKernel>(this);
}
