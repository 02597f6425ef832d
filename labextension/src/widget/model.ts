/** The card's model as anywidget gives it, and what the kernel keeps in it (`gift4code_ext/kernel/widget.py`). */
import { FromKernel } from '../protocol';

/** What a notebook keeps of an answer: no value of the data. */
export interface ISummary {
  /** The request; alone until there is an answer. */
  readonly words: string;
  readonly code?: string | null;
  readonly verdict?: 'verified' | 'not verified' | 'nothing offered';
  readonly reason?: string;
  readonly seconds?: number;
  readonly model?: string;
  readonly checks?: readonly { readonly name: string; readonly passed: boolean }[];
}

export interface ITraits {
  readonly summary: ISummary;
  /** The whole answer, where the person asked to keep it. */
  readonly kept: Extract<FromKernel, { type: 'answer' }> | null;
  /** Empty for the language of the front end. */
  readonly locale: string;
}

/** Front end -> kernel. */
export type ToCard =
  | { readonly type: 'hello' }
  | { readonly type: 'stop' }
  | { readonly type: 'refine'; readonly words: string };

export interface ICardModel {
  get<K extends keyof ITraits>(name: K): ITraits[K];
  on(event: 'msg:custom', take: (message: FromKernel) => void): void;
  on(event: 'change:summary', take: () => void): void;
  off(event: 'msg:custom', take: (message: FromKernel) => void): void;
  off(event: 'change:summary', take: () => void): void;
  send(message: ToCard): void;
}
