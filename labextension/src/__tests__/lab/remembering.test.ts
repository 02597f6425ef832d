import { expect, test } from 'vitest';

import { restored, withForm, withoutValues } from '../../lab/remembering';
import { emptyForm, gridOf } from '../../state';

const FILLED = {
  ...emptyForm(),
  intent: 'total by product',
  frames: ['orders'],
  way: 'grid' as const,
  grid: { ...gridOf(['product'], 1), rows: [['secret']] }
};

test('the cells of an example are not kept', () => {
  expect(JSON.stringify(withoutValues(FILLED))).not.toContain('secret');
});

test('what is kept comes back; the example does not', () => {
  const kept: unknown = JSON.parse(JSON.stringify(withoutValues(FILLED)));
  expect(restored(kept, emptyForm())).toEqual({ ...FILLED, grid: emptyForm().grid });
});

test('parts of another version are left out', () => {
  const kept = { intent: 7, frames: 'orders', unknown: true, grid: FILLED.grid, rows: '3' };
  expect(restored(kept, emptyForm())).toEqual({ ...emptyForm(), rows: '3' });
  expect(restored('broken', emptyForm())).toEqual(emptyForm());
});

test('the forms of the notebooks used last are kept', () => {
  const paths = Array.from({ length: 25 }, (_, place) => `${place}.ipynb`);
  const forms = [...paths, '10.ipynb'].reduce(
    (sofar, path) => withForm(sofar, path, withoutValues(emptyForm())),
    {}
  );
  expect(Object.keys(forms)).toHaveLength(20);
  expect(Object.keys(forms).pop()).toBe('10.ipynb');
});
