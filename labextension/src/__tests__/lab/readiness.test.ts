import { expect, test } from 'vitest';

import { outcome } from '../../lab/kernel/seen';
import { replied } from '../../lab/kernel/door';
import { atFirst, onceSeen } from '../../lab/kernel/readiness';
import { OPEN_POLICY } from '../../lab/policy';
import { IKernelState, PROTOCOL, STATE_MIME } from '../../protocol';

const STATE: IKernelState = {
  protocol: PROTOCOL,
  version: '1',
  frames: [{ name: 'df', type: 'pandas.DataFrame', shape: [2, 2] }],
  values: [],
  policy: OPEN_POLICY
};

test.each([
  [null, true, '', 'kernel-starting'],
  [null, false, '', 'no-kernel'],
  ['dead', false, 'python', 'kernel-dead'],
  ['restarting', false, 'python', 'kernel-starting'],
  ['idle', false, 'R', 'wrong-language'],
  ['idle', false, '', 'ready'],
  ['busy', false, 'python', 'ready']
] as const)(
  'a kernel that is %s (coming: %s) and speaks %j: %s',
  (status, isComing, language, is) => {
    expect(atFirst({ status, isComing, language })).toBe(is);
  }
);

test('a kernel that told of itself', () => {
  expect(onceSeen(STATE)).toBe('ready');
  expect(onceSeen({ ...STATE, frames: [] })).toBe('no-frames');
  expect(onceSeen({ ...STATE, protocol: PROTOCOL + 1 })).toBe('package-other-version');
});

/** The reply to a silent request, as far as it is read. */
function reply(state: unknown): Parameters<typeof replied>[0] {
  return { content: { user_expressions: { state } } } as unknown as Parameters<typeof replied>[0];
}

test('the object in a reply is what was told', () => {
  const told = replied(reply({ status: 'ok', data: { [STATE_MIME]: STATE } }));
  expect(outcome(told)).toEqual({ kind: 'seen', value: STATE });
});

test('a kernel without the package is told from one that fails otherwise', () => {
  const missing = { ename: 'ModuleNotFoundError', evalue: "No module named 'gift4code_ext'" };
  expect(outcome(replied(reply({ status: 'error', ...missing })))).toEqual({ kind: 'missing' });
  const other = { status: 'error', ename: 'ImportError', evalue: 'numpy is broken' };
  expect(outcome(replied(reply(other)))).toEqual({ kind: 'failed', sentence: 'numpy is broken' });
});

test('a kernel that knows no such expressions does not answer', () => {
  expect(outcome(replied(undefined))).toEqual({ kind: 'unheard' });
  expect(outcome(replied(reply(undefined)))).toEqual({ kind: 'unheard' });
});
