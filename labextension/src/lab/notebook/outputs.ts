/** The expected value that an output of a cell shows. */
import type { CodeCell } from '@jupyterlab/cells';
import type { IOutputModel } from '@jupyterlab/rendermime';

import { emptyGrid, IForm, IGrid, IPasted, pastedTable, withPasted } from '../../state';

/** The most rows that are taken; of a longer table, its first ones. */
const MOST_ROWS = 20;

/** What is taken of an output: a table, or text without a form. */
export interface IShown {
  readonly html: string;
  readonly text: string;
}

/** The place of the output that holds `node`; without one, that of the last output with something to take. */
export function outputAt(cell: CodeCell, node: Element | null): IShown | null {
  const clicked =
    node === null ? -1 : cell.outputArea.widgets.findIndex(w => w.node.contains(node));
  const { outputs } = cell.model;
  const places = Array.from({ length: outputs.length }, (_, place) => place);
  for (const place of clicked >= 0 ? [clicked] : places.reverse()) {
    const shown = shownIn(outputs.get(place));
    if (shown) {
      return shown;
    }
  }
  return null;
}

function shownIn(output: IOutputModel): IShown | null {
  if (output.type === 'error' || output.type === 'stream') {
    const text = output.type === 'stream' ? output.toJSON()['text'] : '';
    return asText(text) === '' ? null : { html: '', text: asText(text) };
  }
  const html = asText(output.data['text/html']);
  const text = asText(output.data['text/plain']);
  return html === '' && text === '' ? null : { html, text };
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join('') : typeof value === 'string' ? value : '';
}

/** How the form states that output as the example; null for one that is no table and no single value. */
export function exampleFrom({ html, text }: IShown): Partial<IForm> | null {
  const series = html === '' ? seriesIn(text) : null;
  const pasted = series ?? pastedTable(html, withoutFooter(text), []);
  if (pasted) {
    const grid = withPasted(emptyGrid(), { row: -1, column: 0 }, pasted);
    return { way: 'grid', example: 'grid', grid: shortened(grid), rows: rowsStated(html || text) };
  }
  const value = text.trim();
  if (value === '' || value.includes('\n')) {
    return null;
  }
  const grid: IGrid = { columns: [''], rows: [[value]], more: 'no', index: 0 };
  return { way: 'grid', example: 'grid', grid, rows: '' };
}

function shortened(grid: IGrid): IGrid {
  return grid.rows.length <= MOST_ROWS
    ? grid
    : { ...grid, rows: grid.rows.slice(0, MOST_ROWS), more: 'head' };
}

const SHAPE = /\[?(\d+) rows (?:\u00d7|&times;|x) \d+ columns\]?/;

/** The number of rows that pandas writes below a table. */
function rowsStated(shown: string): string {
  return SHAPE.exec(shown)?.[1] ?? '';
}

function withoutFooter(text: string): string {
  return text
    .split('\n')
    .filter(line => !SHAPE.test(line))
    .join('\n');
}

/** A series as pandas prints it: its index, its values, and a last line that names it. */
function seriesIn(text: string): IPasted | null {
  const lines = text.trimEnd().split('\n');
  const footer = /^(?:Freq: \S+, )?(?:Name: (.*?), )?(?:Length: \d+, )?dtype: \S+$/.exec(
    lines.pop() ?? ''
  );
  const cells = lines.map(line => /^(.*?)\s{2,}(\S.*)$/.exec(line)?.slice(1));
  const named = cells.length > 1 && cells[0] === undefined ? lines[0].trim() : '';
  const rows = (named === '' ? cells : cells.slice(1)).filter(row => row !== undefined);
  if (!footer || rows.length === 0 || rows.length < lines.length - (named === '' ? 0 : 1)) {
    return null;
  }
  const name = footer[1] ?? '';
  const counts = named === '' && rows.every(([label], place) => label === String(place));
  return counts
    ? { columns: [name], rows: rows.map(([, value]) => [value]), more: false, index: 0 }
    : { columns: [named || 'index', name || 'value'], rows, more: false, index: 1 };
}
