/** What numbers, states and steps are called: one place, so that panel and card say the same. */
import { CandidateStatus, IFrameName, IPreview, Level, LEVELS } from '../protocol';
import { IAnswer } from '../protocol';
import { inWords } from '../sentences';
import { IModelState, ITranslate, Step } from '../state';

export function statusWord(status: CandidateStatus, trans: ITranslate): string {
  switch (status) {
    case 'ok':
      return trans.__('ok');
    case 'wrong':
      return trans.__('not met');
    case 'error':
      return trans.__('error');
    case 'timeout':
      return trans.__('too slow');
    case 'memory':
      return trans.__('too much memory');
    case 'killed':
      return trans.__('ended early');
    case 'unserialisable':
      return trans.__('no data');
    case 'refused':
      return trans.__('refused');
    case 'harness_error':
      return trans.__('could not be run');
  }
}

export type Verdict = 'verified' | 'unverified' | 'nothing';

export function verdictOf(answer: Pick<IAnswer, 'code' | 'verified'>): Verdict {
  return answer.verified ? 'verified' : answer.code === null ? 'nothing' : 'unverified';
}

export function verdictWord(verdict: Verdict, trans: ITranslate): string {
  switch (verdict) {
    case 'verified':
      return trans.__('Verified');
    case 'unverified':
      return trans.__('Not verified');
    case 'nothing':
      return trans.__('Nothing offered');
  }
}

export function levelWord(level: Level, trans: ITranslate): string {
  switch (level) {
    case 'anonymous':
      return trans.__('Anonymous');
    case 'names':
      return trans.__('Names');
    case 'schema':
      return trans.__('Schema');
    case 'shape':
      return trans.__('Schema and shape');
    case 'masked':
      return trans.__('Masked rows');
    case 'rows':
      return trans.__('Real rows');
  }
}

/** The levels of a request, which may name parts with levels of their own: `schema, df.salary: anonymous`. */
export function sharingWords(levels: string, trans: ITranslate): string {
  const level = LEVELS.find(each => each === levels);
  return level === undefined ? inWords(levels, trans) : levelWord(level, trans);
}

/** What a level lets out, in one plain sentence. */
export function levelSentence(level: Level, trans: ITranslate): string {
  switch (level) {
    case 'anonymous':
      return trans.__(
        'Your words leave, with columns as numbers; no name and no value of your data does.'
      );
    case 'names':
      return trans.__(
        'Your words and the names of dataframes and columns leave; no value of your data does.'
      );
    case 'schema':
      return trans.__(
        'Names, dtypes and facts such as “unique” leave; no value of your data does.'
      );
    case 'shape':
      return trans.__(
        'Names, dtypes, facts and numbers of rows and columns leave; no value of your data does.'
      );
    case 'masked':
      return trans.__('A few rows leave with every value replaced by a stand-in of the same form.');
    case 'rows':
      return trans.__('A few rows of your data leave as they are.');
  }
}

/** A step as it is shown, with its numbers. */
export function stepWords(step: Step, trans: ITranslate): string {
  switch (step.kind) {
    case 'running':
      return trans.__('Running candidates: %1 of %2', step.done, step.total);
    case 'repairing':
      return trans._n('Repairing: %1 edit tried', 'Repairing: %1 edits tried', step.tried);
    case 'searching':
      return trans.__(
        'Searching: %1 programs tried, %2 found',
        count(step.executed),
        count(step.found)
      );
    case 'reading':
    case 'loading':
    case 'asking':
    case 'choosing':
      return stepSaid(step, trans);
  }
}

/** A step as it is announced: it changes with the kind of step, not with its numbers. */
export function stepSaid(step: Step, trans: ITranslate): string {
  switch (step.kind) {
    case 'reading':
      return trans.__('Reading the dataframes');
    case 'loading':
      return trans.__('Loading %1', inWords(step.model, trans));
    case 'asking':
      return trans.__('Asking %1', inWords(step.model, trans));
    case 'running':
      return trans.__('Running candidates');
    case 'repairing':
      return trans.__('Repairing candidates');
    case 'searching':
      return trans.__('Searching for a program');
    case 'choosing':
      return trans.__('Choosing');
  }
}

export function modelWord(model: IModelState, trans: ITranslate): string {
  switch (model.status) {
    case 'ready':
      return trans.__('ready');
    case 'loading':
      return trans.__('loading');
    case 'unreachable':
      return trans.__('not reachable');
    case 'unknown':
      return '';
  }
}

export function count(value: number): string {
  return value.toLocaleString();
}

/** `1,000 × 5`. */
export function shapeWords(shape: readonly number[]): string {
  return shape.map(count).join(' × ');
}

/** `DataFrame, 1,000 × 5`. */
export function frameWords(frame: Pick<IFrameName | IPreview, 'type' | 'shape'>): string {
  const type = frame.type.replace(/^.*\./, '');
  return frame.shape.length > 0 ? `${type}, ${shapeWords(frame.shape)}` : type;
}

export function clock(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hourCycle: 'h23' });
}

export function secondsWords(seconds: number, trans: ITranslate): string {
  return trans.__('%1 s', seconds < 10 ? seconds.toFixed(1) : Math.round(seconds));
}
