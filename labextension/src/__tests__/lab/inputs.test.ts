import { expect, test } from 'vitest';

import { inputsOf } from '../../lab/gridStart';
import { emptyForm } from '../../state';

test.each([
  ['the only one', { intent: 'total' }, ['df'], ['df']],
  ['those chosen', { intent: 'total of b', frames: ['a'] }, ['a', 'b'], ['a']],
  ['none that is gone', { frames: ['gone', 'a'] }, ['a', 'b'], ['a']],
  ['those named', { intent: 'join @b with a' }, ['a', 'b', 'c'], ['b', 'a']],
  ['none of several', { intent: 'total' }, ['a', 'b'], []]
])('the inputs of a form: %s', (_, part, names, inputs) => {
  expect(inputsOf({ ...emptyForm(), ...part }, names)).toEqual(inputs);
});
