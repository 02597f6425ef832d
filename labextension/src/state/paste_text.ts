/** Tables as text: tabs, commas, semicolons, pipes, Markdown, and columns that only blanks part. */
import type { ILines } from './paste';

/** The lines of a table in text; null for text without two cells. */
export function textLines(text: string): ILines | null {
  const whole = text.replace(/\r\n?/g, '\n').replace(/^\n+|\s+$/g, '');
  if (whole.includes('\t')) {
    return plain(delimited(text.replace(/\r\n?/g, '\n').replace(/\n+$/, ''), '\t'));
  }
  const lines = whole.split('\n').filter(line => line.trim() !== '');
  if (lines.length > 1 && lines.every(line => line.includes('|'))) {
    return piped(lines);
  }
  for (const mark of [',', ';']) {
    const found = delimited(whole, mark);
    const widths = new Set(found.map(line => line.length));
    if (found.length > 1 && Math.min(...widths) > 1) {
      return plain(found);
    }
  }
  return lines.length > 1 ? aligned(lines) : null;
}

function plain(lines: readonly (readonly string[])[]): ILines | null {
  return lines.length === 0 ? null : { lines, headed: null, index: 0 };
}

function piped(lines: readonly string[]): ILines {
  const ruled = /^[\s|:+-]+$/.test(lines[1]);
  const cells = lines
    .filter((_, place) => !(ruled && place === 1))
    .map(line =>
      line
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|')
        .map(cell => cell.trim())
    );
  return { lines: cells, headed: ruled ? true : null, index: 0 };
}

/** As pandas prints a frame: cells end where the next ones begin, two blanks apart; the first line lacks the index. */
function aligned(lines: readonly string[]): ILines {
  const cells = lines.map(line => line.trim().split(/\s{2,}/));
  const [first, ...others] = cells;
  const indexed = /^\s/.test(lines[0]) && others.every(line => line.length === first.length + 1);
  return indexed
    ? { lines: [['', ...first], ...others], headed: true, index: 1 }
    : { lines: cells, headed: null, index: 0 };
}

/** Lines of cells with a mark between them; a cell in double quotes holds marks, line ends and doubled quotes. */
function delimited(text: string, mark: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let quoted = false;
  const end = (): void => {
    line.push(cell.trim());
    cell = '';
  };
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (quoted) {
      if (sign !== '"') {
        cell += sign;
      } else if (text[place + 1] === '"') {
        cell += sign;
        place += 1;
      } else {
        quoted = false;
      }
    } else if (sign === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (sign === mark) {
      end();
    } else if (sign === '\n') {
      end();
      lines.push(line);
      line = [];
    } else {
      cell += sign;
    }
  }
  end();
  lines.push(line);
  return lines.filter(cells => cells.some(part => part !== ''));
}
