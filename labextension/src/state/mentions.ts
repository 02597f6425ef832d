/** `@df` in an intent: what is being typed at the caret, and which live dataframes it may become. */
import { IFrameName } from '../protocol';

export interface IMention {
  /** Place of the `@`. */
  readonly start: number;
  /** What stands between the `@` and the caret. */
  readonly typed: string;
}

/** The mention that ends at the caret; null if none does. */
export function mentionAt(text: string, caret: number): IMention | null {
  const found = /(?:^|[^\w@])@([\p{L}\p{N}_]*)$/u.exec(text.slice(0, caret));
  return found === null ? null : { start: caret - found[1].length - 1, typed: found[1] };
}

/** Dataframes whose name begins with what was typed, then those that hold it. */
export function matching(frames: readonly IFrameName[], typed: string): IFrameName[] {
  const sought = typed.toLowerCase();
  const begins = (frame: IFrameName): boolean => frame.name.toLowerCase().startsWith(sought);
  const holds = (frame: IFrameName): boolean => frame.name.toLowerCase().includes(sought);
  return [...frames.filter(begins), ...frames.filter(frame => !begins(frame) && holds(frame))];
}

/** The text and caret once a mention is completed. */
export function completed(
  text: string,
  caret: number,
  mention: IMention,
  name: string
): { text: string; caret: number } {
  const rest = text.slice(caret).replace(/^\w+/u, '');
  const before = `${text.slice(0, mention.start)}@${name}`;
  const gap = /^[\s.,;:!?)]/.test(rest) ? '' : ' ';
  return { text: before + gap + rest, caret: before.length + gap.length };
}
