/**
 * The sentences of the kernel in the person's language.
 *
 * The kernel speaks English: one text for the panel, the card, the shell and a terminal. What it says is made from a
 * fixed list of phrases with holes (`phrases/`), so a front end can find them again and say them in its own language.
 * Values, labels, code and the messages of Python's own errors stay as they are.
 */
import { ITranslate } from '../state/panel';
import { Reader } from './reading';

const READERS = new WeakMap<ITranslate, Reader>();

/** A sentence of the kernel in the person's language; one that is none of ours stays as it is. */
export function inWords(sentence: string, trans: ITranslate): string {
  let reader = READERS.get(trans);
  if (reader === undefined) {
    // eslint-disable-next-line jupyter/no-dynamic-translation -- literals of `phrases/`, each hole filled with itself
    reader = new Reader({ __: text => trans.__(text, '%1', '%2', '%3', '%4') });
    READERS.set(trans, reader);
  }
  return reader.read(sentence) ?? sentence;
}
