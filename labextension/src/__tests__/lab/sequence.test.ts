import { expect, test } from 'vitest';

import type { FromKernel } from '../../protocol';
import { isFromKernel, Sequence } from '../../lab/kernel/sequence';

function stopped(id: string, seq: number): FromKernel {
  return { type: 'stopped', id, seq };
}

test('messages of an announced id are taken in order, each once', () => {
  const sequence = new Sequence();
  sequence.expect('a');
  const taken = [0, 1, 1, 3, 2, 4].map(seq => sequence.takes(stopped('a', seq)));
  expect(taken).toEqual([true, true, false, true, false, true]);
});

test('messages that nobody waits for are dropped', () => {
  const sequence = new Sequence();
  sequence.expect('a');
  expect(sequence.takes(stopped('of another front end', 0))).toBe(false);
});

test('nothing is taken once an id is forgotten', () => {
  const sequence = new Sequence();
  sequence.expect('a');
  sequence.takes(stopped('a', 0));
  sequence.forget('a');
  expect(sequence.takes(stopped('a', 1))).toBe(false);
});

test('what was forgotten before it was sent is not expected any more', () => {
  const sequence = new Sequence();
  sequence.expect('a');
  sequence.expect('b');
  sequence.forget('a');
  expect([sequence.expects('a'), sequence.expects('b')]).toEqual([false, true]);
});

test('a new kernel begins with nothing to wait for', () => {
  const sequence = new Sequence();
  sequence.expect('a');
  sequence.clear();
  expect(sequence.takes(stopped('a', 0))).toBe(false);
});

test.each([
  [stopped('a', 0), true],
  [{ type: 'unknown', id: 'a', seq: 0 }, false],
  [{ type: 'stopped', id: 'a' }, false],
  [{ type: 'stopped', seq: 0 }, false],
  ['stopped', false],
  [null, false]
])('%j is told from other data', (data, isOurs) => {
  expect(isFromKernel(data)).toBe(isOurs);
});
