import { expect, test } from 'vitest';

import { lastName, namedIn } from '../../lab/notebook/names';

test('dataframes that a cell names, in the order in which they stand there', () => {
  const code = 'late = orders[orders.days > 3].merge(staff)';
  expect(namedIn(code, ['orders', 'staff', 'late', 'days'])).toEqual(['late', 'orders', 'staff']);
});

test('a part of a word is no name', () => {
  expect(namedIn('df2 = my_df + frame.df', ['df'])).toEqual([]);
});

test.each([
  ['x = 1\nwanted', 'wanted'],
  ['x = 1\nwanted\n', 'wanted'],
  ['wanted.head()', null],
  ['x = 1\n  wanted', null],
  ['', null]
])('the last line of %j shows %j', (code, name) => {
  expect(lastName(code)).toBe(name);
});
