/** Tables in HTML, as browsers, spreadsheets and notebooks put them on the clipboard. */
import type { ILines } from './paste';

/** The lines of the first table; null without one. Nothing in it runs: it is parsed into a document of its own. */
export function htmlLines(html: string): ILines | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  const rows = [...(table?.rows ?? [])].filter(row => row.cells.length > 0);
  if (table === null || rows.length === 0 || (rows.length === 1 && rows[0].cells.length === 1)) {
    return null;
  }
  const lines = spread(rows);
  const isHead = (row: HTMLTableRowElement): boolean =>
    row.parentElement?.tagName === 'THEAD' || [...row.cells].every(cell => cell.tagName === 'TH');
  const heads = rows.findIndex(row => !isHead(row));
  const count = heads < 0 ? rows.length : heads;
  const indexed = rows
    .slice(count)
    .map(row => [...row.cells].findIndex(cell => cell.tagName !== 'TH'))
    .reduce(
      (least, place) => Math.min(least, Math.max(place, 0)),
      rows.length > count ? Infinity : 0
    );
  return {
    lines: [...(count > 0 ? [names(lines.slice(0, count))] : []), ...lines.slice(count)],
    headed: count > 0 ? true : null,
    index: count > 0 ? indexed : 0
  };
}

/** Several lines of names become one: pandas puts the names of index levels on a line of their own. */
function names(lines: readonly (readonly string[])[]): string[] {
  const width = Math.max(...lines.map(line => line.length));
  return Array.from({ length: width }, (_, column) => {
    const parts = lines.map(line => line[column] ?? '').filter(part => part !== '');
    return parts[parts.length - 1] ?? '';
  });
}

/** Cells that span rows or columns stand in each of them. */
function spread(rows: readonly HTMLTableRowElement[]): string[][] {
  const lines: string[][] = rows.map(() => []);
  rows.forEach((row, down) => {
    let column = 0;
    for (const cell of row.cells) {
      while (lines[down][column] !== undefined) {
        column += 1;
      }
      const text = (cell.textContent ?? '').replace(/\s+/g, ' ').trim();
      for (let below = down; below < Math.min(down + cell.rowSpan, rows.length); below += 1) {
        for (let right = 0; right < cell.colSpan; right += 1) {
          lines[below][column + right] = text;
        }
      }
      column += cell.colSpan;
    }
  });
  return lines.map(line => Array.from(line, text => text ?? ''));
}
