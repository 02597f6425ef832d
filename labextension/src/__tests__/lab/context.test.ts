import { expect, test } from 'vitest';

import { contextAbove, ICellText, MOST_CHARACTERS, plainCode } from '../../lab/notebook/context';

function code(source: string, executed = true): ICellText {
  return { type: 'code', source, executed };
}

test('the executed code above, newest last', () => {
  const cells = [code('a = 1'), code('b = 2'), code('c = 3')];
  expect(contextAbove(cells, 2)).toBe('a = 1\n\nb = 2');
});

test('cells that were not run, and text, are left out', () => {
  const text: ICellText = { type: 'markdown', source: '# title', executed: false };
  expect(contextAbove([code('a = 1'), code('b = 2', false), text], 3)).toBe('a = 1');
});

test('what is nearest is kept, cell by cell, up to the bound', () => {
  const long = `x = "${'y'.repeat(MOST_CHARACTERS)}"`;
  const told = contextAbove([code('oldest = 1'), code(long), code('newest = 1')], 3);
  expect(told).toBe('newest = 1');
});

test('two cells fill the bound exactly, with the blank line between them', () => {
  const half = 'x'.repeat(MOST_CHARACTERS / 2 - 1);
  const told = contextAbove([code(half), code(half)], 2);
  expect(told).toHaveLength(MOST_CHARACTERS);
});

test('nothing stands above the first cell, nor above none', () => {
  expect(contextAbove([code('a = 1')], 0)).toBe('');
  expect(contextAbove([], 0)).toBe('');
});

test('magics and shell lines are no Python', () => {
  expect(plainCode('%matplotlib inline\n!ls\nimport pandas as pd')).toBe('import pandas as pd');
  expect(plainCode('%%bash\nls')).toBe('');
});
