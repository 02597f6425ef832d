/** The small grid in which an example is typed: pure edits, and what it says. */
import { Example } from '../protocol';
import type { IGrid } from './form';
import { IPasted } from './paste';

/** A place in the grid; row -1 is the line of column names. */
export interface IPlace {
  readonly row: number;
  readonly column: number;
}

/** What is typed for any cell. */
export const ANY = '...';

export function emptyGrid(): IGrid {
  return gridOf(['', ''], 2);
}

/** A grid of these columns with blank rows. */
export function gridOf(columns: readonly string[], rows: number): IGrid {
  return {
    columns,
    rows: Array.from({ length: rows }, () => columns.map(() => '')),
    more: 'no',
    index: 0
  };
}

export function cellAt(grid: IGrid, { row, column }: IPlace): string {
  return (row < 0 ? grid.columns[column] : grid.rows[row]?.[column]) ?? '';
}

/** The grid with one cell, or one column's name, changed. */
export function withCell(grid: IGrid, { row, column }: IPlace, text: string): IGrid {
  if (row < 0) {
    return { ...grid, columns: replaced(grid.columns, column, text) };
  }
  const cells = grid.rows[row] ?? grid.columns.map(() => '');
  return { ...grid, rows: replaced(grid.rows, row, replaced(cells, column, text)) };
}

/** A blank row after the given one. */
export function addRow(grid: IGrid, after: number): IGrid {
  const rows = [...grid.rows];
  rows.splice(
    after + 1,
    0,
    grid.columns.map(() => '')
  );
  return { ...grid, rows };
}

/** One row is always left. */
export function removeRow(grid: IGrid, row: number): IGrid {
  const rows = grid.rows.filter((_, place) => place !== row);
  return { ...grid, rows: rows.length > 0 ? rows : [grid.columns.map(() => '')] };
}

/** A blank column after the given one. */
export function addColumn(grid: IGrid, after: number): IGrid {
  const wider = (cells: readonly string[]): string[] => [
    ...cells.slice(0, after + 1),
    '',
    ...cells.slice(after + 1)
  ];
  return { ...grid, columns: wider(grid.columns), rows: grid.rows.map(wider) };
}

/** One column is always left. */
export function removeColumn(grid: IGrid, column: number): IGrid {
  if (grid.columns.length < 2) {
    return gridOf([''], grid.rows.length);
  }
  const without = (cells: readonly string[]): string[] =>
    cells.filter((_, place) => place !== column);
  return {
    ...grid,
    columns: without(grid.columns),
    rows: grid.rows.map(without),
    index: Math.min(grid.index, grid.columns.length - 2)
  };
}

/**
 * The grid with a pasted table in it: in place of one without cells, or where the table has column names of its own;
 * otherwise from the given place on, which makes it longer and wider as needed.
 */
export function withPasted(grid: IGrid, at: IPlace, pasted: IPasted): IGrid {
  if (pasted.columns !== null && (!hasCells(grid) || at.row < 0)) {
    return {
      columns: pasted.columns,
      rows: pasted.rows.length > 0 ? pasted.rows : [pasted.columns.map(() => '')],
      more: pasted.more ? 'head' : grid.more,
      index: pasted.index
    };
  }
  const lines = [...(pasted.columns === null ? [] : [pasted.columns]), ...pasted.rows];
  const cells = lines.flatMap((line, down) =>
    line.map((text, right) => ({ place: { row: at.row + down, column: at.column + right }, text }))
  );
  let grown = grid;
  const last = Math.max(...lines.map(line => at.column + line.length));
  while (grown.columns.length < last) {
    grown = addColumn(grown, grown.columns.length - 1);
  }
  while (grown.rows.length < at.row + lines.length) {
    grown = addRow(grown, grown.rows.length - 1);
  }
  return cells.reduce((sofar, { place, text }) => withCell(sofar, place, text), {
    ...grown,
    more: pasted.more ? 'head' : grown.more
  });
}

/**
 * The grid with a row of a result in it, as far as its place (from 0) is known: beside the rows that are there if they
 * have the same columns, alone otherwise.
 */
export function withRow(
  grid: IGrid,
  columns: readonly string[],
  cells: readonly string[],
  row: number
): IGrid {
  const same = hasCells(grid) && grid.columns.join('\n') === columns.join('\n');
  const before = same ? grid.rows.filter(line => line.some(isFilled)) : [];
  const follows = row === before.length && (before.length === 0 || grid.more === 'head');
  return {
    columns,
    rows: [...before, cells],
    more: follows ? 'head' : 'anywhere',
    index: same ? grid.index : 0
  };
}

/** Whether nothing was filled in, names of columns neither. */
export function isBlank(grid: IGrid): boolean {
  return !hasCells(grid) && !grid.columns.some(isFilled);
}

/** Whether a cell says anything; column names alone are no example. */
export function hasCells(grid: IGrid): boolean {
  return grid.rows.some(row => row.some(isFilled));
}

/**
 * The example that a grid states, null without one. Rows and columns that are blank are left out: they are there to be
 * filled in. One column without a name is a single value or a list.
 */
export function exampleOf(grid: IGrid): Example | null {
  const rows = grid.rows.filter(row => row.some(isFilled));
  const columns = filledColumns(grid);
  if (columns.length === 0) {
    return null;
  }
  if (columns.length === 1 && !isFilled(grid.columns[columns[0]])) {
    return { kind: 'text', text: literal(rows.map(row => (row[columns[0]] ?? '').trim())) };
  }
  return {
    kind: 'grid',
    columns: columns.map(column => labelOf(grid, column)),
    rows: rows.map(row => columns.map(column => cell(row[column] ?? ''))),
    more: grid.more
  };
}

/** The names of the index levels that each row of the example begins with; null for none. */
export function indexOf(grid: IGrid): string[] | null {
  const levels = filledColumns(grid).filter(column => column < grid.index);
  return levels.length > 0 ? levels.map(column => labelOf(grid, column)) : null;
}

/** An index needs no name of its own: it is compared by what it holds. */
function labelOf(grid: IGrid, column: number): string {
  return grid.columns[column].trim() || (column < grid.index ? 'index' : '');
}

function filledColumns(grid: IGrid): number[] {
  return grid.columns
    .map((_, column) => column)
    .filter(column => grid.rows.some(row => isFilled(row[column] ?? '')));
}

function cell(text: string): string | null {
  const bare = text.trim();
  return bare === ANY || bare === '\u2026' ? null : bare;
}

function literal(cells: readonly string[]): string {
  return cells.length === 1 ? cells[0] : `[${cells.map(quoted).join(', ')}]`;
}

function quoted(text: string): string {
  const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$|^(True|False|None|\.\.\.)$/.test(text);
  return plain ? text : text === '\u2026' ? ANY : JSON.stringify(text);
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

function replaced<T>(items: readonly T[], place: number, item: T): T[] {
  return items.map((old, at) => (at === place ? item : old));
}
