import { nullTranslator } from '@jupyterlab/translation';
import { expect, test } from 'vitest';

import { errorOf, intentOf } from '../../lab/notebook/failure';

const trans = nullTranslator.load('gift4code');

test('the last error of a cell, with the first line of its message', () => {
  const outputs = [
    { output_type: 'stream', text: 'reading' },
    { output_type: 'error', ename: 'KeyError', evalue: "'Citys'\nand more" }
  ];
  expect(errorOf(outputs)).toEqual({ name: 'KeyError', message: "'Citys'" });
});

test('a cell without an error has none', () => {
  expect(errorOf([{ output_type: 'execute_result' }])).toBeNull();
  expect(errorOf([])).toBeNull();
});

test('a long message is cut', () => {
  const error = errorOf([{ output_type: 'error', ename: 'ValueError', evalue: 'x'.repeat(5000) }]);
  expect(error?.message).toHaveLength(300);
});

test('the intent names the error and what it said', () => {
  expect(intentOf({ name: 'KeyError', message: "'Citys'" }, trans)).toBe(
    "Mend this cell, which raised KeyError: 'Citys'"
  );
  expect(intentOf({ name: 'KeyboardInterrupt', message: '' }, trans)).toBe(
    'Mend this cell, which raised KeyboardInterrupt'
  );
});
