import { describe, expect, it } from 'vitest';
import {
  completed,
  emptyForm,
  exampleSent,
  given,
  IForm,
  joinLabels,
  matching,
  mentionAt,
  outputStated,
  problem,
  remembered,
  requestOf,
  showWay,
  splitLabels,
  walked
} from '../state';
import { idle } from './samples';

const grid = {
  columns: ['class', 'fare'],
  rows: [['first', '84.15']],
  more: 'head',
  index: 1
} as const;
const full: IForm = {
  ...emptyForm(),
  intent: ' average fare by class ',
  type: 'Series',
  columns: 'class, "Fare, EUR"',
  rows: ' 3 ',
  words: 'one row per class',
  grid,
  variable: 'wanted'
};

describe('a form', () => {
  it('states nothing at first, at no higher level than the policy allows', () => {
    expect(outputStated(emptyForm())).toEqual({
      name: 'result',
      type: null,
      columns: null,
      dtypes: null,
      rows: null,
      index: null,
      example: null,
      summary: null,
      ordered: null
    });
    expect(emptyForm('rows', { ...idle.policy, highest_level: 'names' }).level).toBe('names');
  });

  it('states all that is filled in, whichever way is shown', () => {
    expect(outputStated({ ...full, way: 'words' })).toEqual({
      name: 'result',
      type: 'Series',
      columns: ['class', 'Fare, EUR'],
      dtypes: null,
      rows: 3,
      index: ['class'],
      example: {
        kind: 'grid',
        columns: ['class', 'fare'],
        rows: [['first', '84.15']],
        more: 'head'
      },
      summary: 'one row per class',
      ordered: null
    });
  });

  it('sends the example that was shown last, and the other one where that is blank', () => {
    expect(exampleSent(full)).toBe('grid');
    const shown = { ...full, ...showWay('variable') };
    expect(exampleSent({ ...shown, ...showWay('words') })).toBe('variable');
    expect(outputStated(shown)).toMatchObject({
      example: { kind: 'variable', name: 'wanted' },
      index: null
    });
    expect(exampleSent({ ...shown, variable: '' })).toBe('grid');
    expect(given({ ...full, variable: '' })).toEqual({
      type: true,
      grid: true,
      variable: false,
      words: true
    });
  });

  it('can be asked with words or with an example', () => {
    expect(problem(emptyForm())).toBe('nothing');
    expect(problem({ ...emptyForm(), intent: 'x' })).toBeNull();
    expect(problem({ ...emptyForm(), grid })).toBeNull();
    expect(problem({ ...full, rows: 'three' })).toBe('rows');
  });

  it('becomes a request; earlier code stays behind where it was not chosen or nothing may be named', () => {
    const settings = { n: 8, seconds: 5, model: null };
    const told = { ...full, withContext: true };
    expect(requestOf(told, settings, 'df = 1')).toMatchObject({
      intent: 'average fare by class',
      context: 'df = 1',
      n: 8,
      seconds: 5
    });
    expect(requestOf(full, settings, 'df = 1').context).toBe('');
    expect(requestOf({ ...told, level: 'anonymous' }, settings, 'df = 1').context).toBe('');
  });
});

describe('labels', () => {
  it('are separated by commas and held together by quotes', () => {
    expect(splitLabels('class, "Fare, EUR" ,\'b,c\',, "say ""hi"""')).toEqual([
      'class',
      'Fare, EUR',
      'b,c',
      'say "hi"'
    ]);
    expect(splitLabels('  ')).toEqual([]);
  });

  it('are read back from what they are joined to', () => {
    const labels = ['class', 'Fare, EUR', 'say "hi"', "it's"];
    expect(splitLabels(joinLabels(labels))).toEqual(labels);
  });
});

describe('a mention', () => {
  it('ends at the caret', () => {
    expect(mentionAt('mean of @or', 11)).toEqual({ start: 8, typed: 'or' });
    expect(mentionAt('@', 1)).toEqual({ start: 0, typed: '' });
    expect(mentionAt('a@b', 3)).toBeNull();
    expect(mentionAt('@orders by', 10)).toBeNull();
  });

  it('offers what begins with it before what holds it', () => {
    const frames = idle.snapshot?.frames ?? [];
    expect(matching(frames, 'order').map(frame => frame.name)).toEqual(['orders', 'order_lines']);
    expect(matching(frames, 'LINES').map(frame => frame.name)).toEqual(['order_lines']);
  });

  it('is completed in place, with a blank after it where none follows', () => {
    expect(completed('mean of @or', 11, { start: 8, typed: 'or' }, 'orders')).toEqual({
      text: 'mean of @orders ',
      caret: 16
    });
    expect(completed('@orxx by day', 3, { start: 0, typed: 'or' }, 'orders')).toEqual({
      text: '@orders by day',
      caret: 7
    });
  });
});

describe('the history', () => {
  it('keeps each request once, the last one at its end', () => {
    expect(remembered(['a', 'b'], ' a ')).toEqual(['b', 'a']);
    expect(remembered(['a'], '  ')).toEqual(['a']);
  });

  it('is walked through and back to what was being written', () => {
    const up = walked(['a', 'b'], null, -1, 'draft');
    expect(up?.text).toBe('b');
    const top = walked(['a', 'b'], up?.walk ?? null, -1, 'b');
    expect(top?.text).toBe('a');
    expect(walked(['a', 'b'], top?.walk ?? null, -1, 'a')).toBeNull();
    const down = walked(['a', 'b'], up?.walk ?? null, 1, 'b');
    expect(down?.text).toBe('draft');
    expect(walked(['a', 'b'], null, 1, 'draft')).toBeNull();
  });
});
