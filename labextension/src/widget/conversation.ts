/** What a card has heard: the ask that goes on, and those before it. */
import { FromKernel } from '../protocol';
import { IAskState, ITurn, reduceAsk, startAsk } from '../state';

export interface IConversation {
  readonly turns: readonly ITurn[];
  readonly ask: IAskState | null;
  /** What `ask` was asked with. */
  readonly words: string;
  /** What the next ask is asked with, once its first message comes. */
  readonly next: string;
}

export function silent(words: string): IConversation {
  return { turns: [], ask: null, words, next: words };
}

/** A message of the kernel; the first one of another ask begins a turn. */
export function heard(said: IConversation, message: FromKernel, now: number): IConversation {
  const { ask } = said;
  if (ask !== null && ask.id === message.id) {
    return { ...said, ask: reduceAsk(ask, message, now) };
  }
  if (message.seq !== 0 || said.turns.some(turn => turn.ask.id === message.id)) {
    return said;
  }
  return {
    turns: ask === null ? said.turns : [...said.turns, { words: said.words, ask }],
    ask: reduceAsk(startAsk(message.id, now), message, now),
    words: said.next,
    next: said.next
  };
}
