/** All phrases, and which kinds are among which. */
import { ITextTranslate, Kind, Phrases } from '../phrase';
import { asks } from './asks';
import { checks } from './checks';
import { edits } from './edits';
import { models } from './models';
import { outputs } from './outputs';
import { reasons } from './reasons';
import { runs } from './runs';
import { specified } from './specified';

export function phrases(trans: ITextTranslate): Phrases {
  return {
    ...asks(trans),
    ...checks(trans),
    ...edits(trans),
    ...models(trans),
    ...outputs(trans),
    ...reasons(trans),
    ...runs(trans),
    ...specified(trans)
  };
}

/** A text of one of these kinds is one of the first kind too. */
export const AMONG: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  sentence: [
    'reason',
    'message',
    'edits',
    'question',
    'stated',
    'summary',
    'clause',
    'trait',
    'level',
    'failure',
    'asked',
    'contradiction',
    'model'
  ],
  message: ['grade', 'mismatch', 'fault', 'refusal', 'end'],
  mismatch: ['difference', 'problem'],
  fault: ['running'],
  edits: ['edit'],
  facts: ['fact'],
  failure: ['host', 'served', 'running']
};

/** Kinds of values, which are kept but must have this form. */
export const FORMS: Readonly<Partial<Record<Kind, RegExp>>> = {
  address: /^\w+:\/\/\S+$/,
  /** A column of a dataframe: `df['fare']`. */
  source: /^\w+\[('[^']*'|"[^"]*"|[^[\]]*)\]$/,
  numbers: /^\d[\d.,]*(x\d+)*$/
};
