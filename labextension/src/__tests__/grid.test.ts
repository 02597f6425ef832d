import { describe, expect, it } from 'vitest';
import {
  addColumn,
  addRow,
  emptyGrid,
  exampleOf,
  gridOf,
  hasCells,
  indexOf,
  IGrid,
  removeColumn,
  removeRow,
  withCell,
  withPasted,
  withRow
} from '../state';

const grid: IGrid = {
  columns: ['a', 'b'],
  rows: [
    ['1', '...'],
    ['', '2']
  ],
  more: 'head',
  index: 0
};

describe('the grid', () => {
  it('states its cells, null for any cell', () => {
    expect(exampleOf(grid)).toEqual({
      kind: 'grid',
      columns: ['a', 'b'],
      rows: [
        ['1', null],
        ['', '2']
      ],
      more: 'head'
    });
  });

  it('states nothing by column names alone', () => {
    expect(exampleOf(gridOf(['a', 'b'], 3))).toBeNull();
    expect(hasCells(gridOf(['a', 'b'], 3))).toBe(false);
  });

  it('leaves blank rows and columns out, an index that is blank too', () => {
    const sparse = {
      ...gridOf(['a', 'b', ''], 2),
      rows: [
        ['', '', ''],
        ['1', '', '']
      ]
    };
    expect(exampleOf(sparse)).toMatchObject({ columns: ['a'], rows: [['1']] });
    expect(indexOf({ ...sparse, index: 1 })).toEqual(['a']);
    expect(indexOf({ ...sparse, rows: [['', '1', '']], index: 1 })).toBeNull();
  });

  it('calls an index without a name one', () => {
    const described = { ...gridOf(['', 'fare'], 1), rows: [['mean', '2']], index: 1 };
    expect(exampleOf(described)).toMatchObject({ columns: ['index', 'fare'] });
    expect(indexOf(described)).toEqual(['index']);
  });

  it('states a value or a list where its one column has no name', () => {
    const one = (cells: string[]): IGrid => ({
      ...gridOf([''], 1),
      rows: cells.map(cell => [cell])
    });
    expect(exampleOf(one(['42']))).toEqual({ kind: 'text', text: '42' });
    expect(exampleOf(one(['1', 'a "b"', '...', '']))).toEqual({
      kind: 'text',
      text: '[1, "a \\"b\\"", ...]'
    });
  });

  it('grows and shrinks, and always has a cell', () => {
    expect(addRow(grid, 0).rows).toEqual([
      ['1', '...'],
      ['', ''],
      ['', '2']
    ]);
    expect(addColumn(grid, 0)).toMatchObject({
      columns: ['a', '', 'b'],
      rows: [
        ['1', '', '...'],
        ['', '', '2']
      ]
    });
    expect(removeRow(removeRow(grid, 1), 0).rows).toEqual([['', '']]);
    expect(removeColumn({ ...grid, index: 1 }, 0)).toMatchObject({ columns: ['b'], index: 0 });
    expect(removeColumn(removeColumn(grid, 0), 0)).toMatchObject({
      columns: [''],
      rows: [[''], ['']]
    });
  });

  it('changes one cell or one name', () => {
    expect(withCell(grid, { row: 1, column: 0 }, 'x').rows[1]).toEqual(['x', '2']);
    expect(withCell(grid, { row: -1, column: 1 }, 'c').columns).toEqual(['a', 'c']);
  });

  it('takes a pasted table with names in place of blank cells', () => {
    const pasted = { columns: ['x', 'y', 'z'], rows: [['1', '2', '3']], more: true, index: 1 };
    expect(withPasted(emptyGrid(), { row: 0, column: 0 }, pasted)).toEqual({
      columns: ['x', 'y', 'z'],
      rows: [['1', '2', '3']],
      more: 'head',
      index: 1
    });
  });

  it('takes pasted cells from the caret on, and grows to hold them', () => {
    const pasted = {
      columns: null,
      rows: [
        ['7', '8'],
        ['9', '10']
      ],
      more: false,
      index: 0
    };
    expect(withPasted(grid, { row: 1, column: 1 }, pasted)).toEqual({
      columns: ['a', 'b', ''],
      rows: [
        ['1', '...', ''],
        ['', '7', '8'],
        ['', '9', '10']
      ],
      more: 'head',
      index: 0
    });
  });

  it('takes the row that settles a question, and knows where it stands', () => {
    expect(withRow(emptyGrid(), ['a', 'b'], ['5', '6'], 0)).toMatchObject({
      rows: [['5', '6']],
      more: 'head'
    });
    expect(withRow(emptyGrid(), ['a', 'b'], ['5', '6'], 3)).toMatchObject({
      rows: [['5', '6']],
      more: 'anywhere'
    });
    expect(withRow(grid, ['a', 'b'], ['5', '6'], 2)).toMatchObject({
      rows: [...grid.rows, ['5', '6']],
      more: 'head'
    });
    expect(withRow(grid, ['a', 'c'], ['5', '6'], 2)).toMatchObject({
      columns: ['a', 'c'],
      rows: [['5', '6']]
    });
  });
});
