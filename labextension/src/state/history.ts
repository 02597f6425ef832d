/** The intents asked before, oldest first; and walking through them while one is being written. */

const MOST = 50;

/** The history with an intent at its end; one that was there moves. */
export function remembered(history: readonly string[], intent: string): string[] {
  const text = intent.trim();
  return text === '' ? [...history] : [...history.filter(old => old !== text), text].slice(-MOST);
}

/** Where in the history a person is; `place` equal to its length is what they were writing. */
export interface IWalk {
  readonly place: number;
  readonly draft: string;
}

/** One step back (-1) or forth (1), and the text to show; null at either end. */
export function walked(
  history: readonly string[],
  walk: IWalk | null,
  step: -1 | 1,
  text: string
): { walk: IWalk; text: string } | null {
  const now = walk ?? { place: history.length, draft: text };
  const place = now.place + step;
  if (place < 0 || place > history.length) {
    return null;
  }
  return { walk: { ...now, place }, text: place === history.length ? now.draft : history[place] };
}
