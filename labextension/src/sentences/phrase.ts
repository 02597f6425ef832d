/** What a phrase is: a text with numbered holes, and what may stand in each of them. */

/** What a hole may hold, and what a text can be read as. */
export type Kind =
  | 'act'
  | 'address'
  | 'asked'
  | 'cells'
  | 'clause'
  | 'column'
  | 'columns'
  | 'contradiction'
  | 'difference'
  | 'edit'
  | 'edits'
  | 'end'
  | 'fact'
  | 'facts'
  | 'failure'
  | 'fault'
  | 'grade'
  | 'host'
  | 'labels'
  | 'level'
  | 'message'
  | 'misfit'
  | 'mismatch'
  | 'model'
  | 'numbers'
  | 'output'
  | 'part'
  | 'place'
  | 'problem'
  | 'question'
  | 'reason'
  | 'refusal'
  | 'rows'
  | 'running'
  | 'sampled'
  | 'sentence'
  | 'served'
  | 'shape'
  | 'source'
  | 'stated'
  | 'summary'
  | 'thing'
  | 'told'
  | 'trait'
  | 'wording';

/**
 * A `value` is kept as it is. A text of a kind is put into words, or kept where it is none of that kind; with `!` the
 * phrase does not apply then.
 */
export type Hole = 'value' | Kind | `${Kind}!`;

export interface IPhrase {
  readonly text: string;
  /** Of `%1`, `%2`, ... */
  readonly holes: readonly Hole[];
  /** What the kernel says, where that is a term and not the text a person reads. */
  readonly term?: string;
}

export type Phrases = Readonly<Partial<Record<Kind, readonly IPhrase[]>>>;

/** A translator of texts whose holes stay open. */
export interface ITextTranslate {
  __(text: string): string;
}

export function says(text: string, ...holes: Hole[]): IPhrase {
  return { text, holes };
}

/** A term of the kernel, and the words for it. */
export function calls(term: string, text: string): IPhrase {
  return { text, holes: [], term };
}
