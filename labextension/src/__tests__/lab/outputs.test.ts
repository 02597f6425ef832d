import { expect, test } from 'vitest';

import { exampleFrom } from '../../lab/notebook/outputs';

const FRAME = `<div><table border="1" class="dataframe">
  <thead><tr style="text-align: right;"><th></th><th>product</th><th>Qty</th></tr></thead>
  <tbody><tr><th>0</th><td>Pump</td><td>79</td></tr><tr><th>1</th><td>Tyre 28</td><td>77</td></tr></tbody>
</table><p>2 rows × 2 columns</p></div>`;

test('a frame becomes the grid, without an index that only counts', () => {
  expect(exampleFrom({ html: FRAME, text: '' })).toEqual({
    way: 'grid',
    example: 'grid',
    grid: {
      columns: ['product', 'Qty'],
      rows: [
        ['Pump', '79'],
        ['Tyre 28', '77']
      ],
      more: 'no',
      index: 0
    },
    rows: '2'
  });
});

test('of a long frame the first rows are taken', () => {
  const rows = Array.from({ length: 30 }, (_, row) => `<tr><td>p${row}</td><td>${row}</td></tr>`);
  const html = `<table><thead><tr><th>p</th><th>n</th></tr></thead>${rows.join('')}</table>`;
  const { grid } = exampleFrom({ html, text: '' }) ?? {};
  expect(grid?.rows).toHaveLength(20);
  expect(grid?.more).toBe('head');
});

test('a series keeps its index and its name', () => {
  const text = 'product\nCity bike    54\nChain        48\nName: Qty, dtype: int64';
  expect(exampleFrom({ html: '', text })?.grid).toEqual({
    columns: ['product', 'Qty'],
    rows: [
      ['City bike', '54'],
      ['Chain', '48']
    ],
    more: 'no',
    index: 1
  });
});

test('a series that only counts its rows is one column', () => {
  const text = '0    5\n1    3\nName: Qty, dtype: int64';
  expect(exampleFrom({ html: '', text })?.grid).toEqual({
    columns: ['Qty'],
    rows: [['5'], ['3']],
    more: 'no',
    index: 0
  });
});

test('one value is one cell', () => {
  expect(exampleFrom({ html: '', text: '243' })?.grid).toEqual({
    columns: [''],
    rows: [['243']],
    more: 'no',
    index: 0
  });
});

test('what is neither is not taken', () => {
  expect(exampleFrom({ html: '', text: '' })).toBeNull();
});
