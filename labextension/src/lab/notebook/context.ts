/** The code of earlier cells, as much of it as a model is told. */

export const MOST_CHARACTERS = 4000;

/** What is needed of a cell to decide whether it is told. */
export interface ICellText {
  readonly type: string;
  readonly source: string;
  readonly executed: boolean;
}

/**
 * The code of the executed cells above a place, newest last. What is nearest counts most: cells are taken upwards until
 * the next one would not fit as a whole.
 */
export function contextAbove(cells: readonly ICellText[], place: number): string {
  const kept: string[] = [];
  let left = MOST_CHARACTERS;
  for (const cell of cells.slice(0, Math.max(0, place)).reverse()) {
    const code = cell.type === 'code' && cell.executed ? plainCode(cell.source) : '';
    if (code === '') {
      continue;
    }
    left -= code.length + (kept.length > 0 ? 2 : 0);
    if (left < 0) {
      break;
    }
    kept.unshift(code);
  }
  return kept.join('\n\n');
}

/** The Python of a cell: cell magics are another language, line magics and shell lines are none. */
export function plainCode(source: string): string {
  if (source.trimStart().startsWith('%%')) {
    return '';
  }
  return source
    .split('\n')
    .filter(line => !/^\s*[%!]/.test(line))
    .join('\n')
    .trim();
}
