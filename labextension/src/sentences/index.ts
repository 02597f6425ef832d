/**
 * The sentences of the kernel in the person's language.
 *
 * The kernel speaks English: one text for the panel, the card, the shell and a terminal. What it says is made from a
 * fixed list of sentences with holes, so a front end can find the sentence again and say it in its own language.
 */
import { ITranslate } from '../state/panel';

/** A sentence of the kernel in the person's language; one that is not in the list stays as it is. */
export function inWords(sentence: string, trans: ITranslate): string {
  return trans.__(sentence);
}
