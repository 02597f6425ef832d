/** What went wrong in a cell, as words that can be asked with. */
import type { ITranslate } from '../../state/panel';

export interface ICellError {
  readonly name: string;
  readonly message: string;
}

/** The parts of an output that tell an error. */
interface IOutputLike {
  readonly output_type?: unknown;
  readonly ename?: unknown;
  readonly evalue?: unknown;
}

/** The last error among a cell's outputs; null without one. */
export function errorOf(outputs: readonly IOutputLike[]): ICellError | null {
  const errors = outputs.filter(output => output.output_type === 'error');
  const last = errors[errors.length - 1];
  return last
    ? { name: words(last.ename) || 'Error', message: firstLine(words(last.evalue)) }
    : null;
}

/** The intent that asks for the cell without its error. */
export function intentOf(error: ICellError, trans: ITranslate): string {
  return error.message === ''
    ? trans.__('Mend this cell, which raised %1', error.name)
    : trans.__('Mend this cell, which raised %1: %2', error.name, error.message);
}

const MOST = 300;

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0];
  return line.length > MOST ? `${line.slice(0, MOST - 1)}\u2026` : line;
}

function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
