import { expect, test } from 'vitest';
import { own } from '../state';

test('a name that every object knows is found only where the record holds it', () => {
  const records: Record<string, number>[] = [{}, { constructor: 1 }];
  expect(records.map(record => own(record, 'constructor'))).toEqual([undefined, 1]);
});
