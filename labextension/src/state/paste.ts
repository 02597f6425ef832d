/**
 * A table from the clipboard: what spreadsheets, browsers, notebooks and text files put there becomes columns and rows
 * of text. The kernel reads the cells; here only their places are found.
 */
import { ANY } from './grid';
import { htmlLines } from './paste_html';
import { textLines } from './paste_text';

export interface IPasted {
  /** Null where no line names the columns. */
  readonly columns: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  /** Whether a last row of `...` said that further rows follow. */
  readonly more: boolean;
  /** How many of the first columns are an index. */
  readonly index: number;
}

/** Lines of cells of one length, as they stood; `headed` where the source says that the first one names the columns. */
export interface ILines {
  readonly lines: readonly (readonly string[])[];
  readonly headed: boolean | null;
  readonly index: number;
}

/**
 * The table in what was pasted; null for text that is none, such as one word.
 *
 * @param known the columns that the grid has: a first line that names one of them is a line of names.
 */
export function pastedTable(html: string, text: string, known: readonly string[]): IPasted | null {
  const found = (html === '' ? null : htmlLines(html)) ?? textLines(text);
  if (found === null) {
    return null;
  }
  const { lines, index } = evened(found);
  const [first, ...others] = lines;
  const headed = found.headed ?? namesColumns(first, others, known);
  const rows = headed ? others : lines;
  const more = rows.length > 1 && rows[rows.length - 1].every(isAny);
  return {
    columns: headed ? first : null,
    rows: more ? rows.slice(0, -1) : rows,
    more,
    index: headed ? index : 0
  };
}

/** Ragged lines are filled up with blank cells; an index that only counts the rows is left out. */
function evened({ lines, headed, index }: ILines): ILines {
  const width = Math.max(...lines.map(line => line.length));
  const even = lines.map(line => [...line, ...Array<string>(width - line.length).fill('')]);
  const counts =
    headed === true &&
    width > 1 &&
    even[0][0] === '' &&
    even.length > 1 &&
    even.slice(1).every((line, place) => line[0] === String(place) || isAny(line[0]));
  return counts
    ? { lines: even.map(line => line.slice(1)), headed, index: 0 }
    : { lines: even, headed, index };
}

function namesColumns(
  first: readonly string[],
  others: readonly (readonly string[])[],
  known: readonly string[]
): boolean {
  if (others.length === 0) {
    return false;
  }
  if (first.some(cell => cell !== '' && known.includes(cell))) {
    return true;
  }
  if (first.some(cell => isNumber(cell) || isAny(cell) || cell === '')) {
    return false;
  }
  const named = known.some(label => label !== '') && known.length === first.length;
  return !named || others.some(line => line.some(isNumber));
}

function isNumber(cell: string): boolean {
  return /^[+-]?[\d.,]*\d[\d.,]*%?$/.test(cell);
}

function isAny(cell: string): boolean {
  return cell === ANY || cell === '\u2026' || cell === '..';
}
