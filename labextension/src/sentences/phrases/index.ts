/** All phrases, and which kinds are among which. */
import { IPhrase, ITextTranslate, Kind, Phrases } from '../phrase';
import { asks } from './asks';
import { checks } from './checks';
import { edits } from './edits';
import { kernel } from './kernel';
import { models } from './models';
import { outputs } from './outputs';
import { reasons } from './reasons';
import { runs } from './runs';
import { server } from './server';
import { specified } from './specified';

const AREAS = [asks, checks, edits, kernel, models, outputs, reasons, runs, server, specified];

export function phrases(trans: ITextTranslate): Phrases {
  const all: Partial<Record<Kind, IPhrase[]>> = {};
  for (const area of AREAS) {
    for (const [kind, own] of Object.entries(area(trans)) as [Kind, readonly IPhrase[]][]) {
      (all[kind] ??= []).push(...own);
    }
  }
  return all;
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
  failure: ['host', 'told', 'running'],
  told: ['served']
};

/** Kinds of values, which are kept but must have this form. */
export const FORMS: Readonly<Partial<Record<Kind, RegExp>>> = {
  address: /^\w+:\/\/\S+$/,
  /** A column of a dataframe: `df['fare']`. */
  source: /^\w+\[('[^']*'|"[^"]*"|[^[\]]*)\]$/,
  numbers: /^\d[\d.,]*(x\d+)*$/
};
