/**
 * Putting an accepted cell into a notebook, as one step that undo takes back.
 *
 * A notebook has an undo history for its cells, and each cell's editor one for its text. An insertion is a step of the
 * first. A replacement is made a step of both, so that either way of undoing takes it back; histories also join what
 * happens within half a second, so each step is closed off before and after.
 */
import type { ISharedCell, ISharedNotebook } from '@jupyter/ydoc';

import type { Placing } from '../../state/panel';
import { indexOf } from './target';

/** What is recorded of an accepted cell in its metadata: no value of anybody's data. */
export interface IProvenance {
  readonly verified: boolean;
  readonly model: string;
  readonly version: string;
}

export type Placed =
  | { kind: 'placed'; index: number; inserted: boolean }
  | { kind: 'refused'; why: 'read-only' | 'cell-gone' | 'not-code' | 'not-editable' };

export const METADATA = 'gift4code';

/**
 * @param cellId the cell to replace, or below which to insert; null for the end of a notebook without one.
 */
export function place(
  notebook: ISharedNotebook,
  cellId: string | null,
  code: string,
  how: Placing,
  provenance: IProvenance
): Placed {
  const index = indexOf(notebook.cells, cellId);
  if (cellId !== null && index < 0) {
    return { kind: 'refused', why: 'cell-gone' };
  }
  const cell = index < 0 ? null : notebook.cells[index];
  if (how === 'replace') {
    if (cell === null) {
      return { kind: 'refused', why: 'cell-gone' };
    }
    return cell.cell_type !== 'code'
      ? { kind: 'refused', why: 'not-code' }
      : replace(notebook, cell, index, code, provenance);
  }
  if (cell !== null && isBlank(cell) && isEditable(cell)) {
    return replace(notebook, cell, index, code, provenance);
  }
  return insert(notebook, cell === null ? notebook.cells.length : index + 1, code, provenance);
}

function insert(
  notebook: ISharedNotebook,
  index: number,
  code: string,
  provenance: IProvenance
): Placed {
  asOneStep([notebook], () => {
    notebook.insertCell(index, {
      cell_type: 'code',
      source: code,
      metadata: { trusted: false, [METADATA]: { ...provenance } }
    });
  });
  return { kind: 'placed', index, inserted: true };
}

function replace(
  notebook: ISharedNotebook,
  cell: ISharedCell,
  index: number,
  code: string,
  provenance: IProvenance
): Placed {
  if (!isEditable(cell)) {
    return { kind: 'refused', why: 'not-editable' };
  }
  asOneStep([notebook, cell], () => {
    notebook.transact(() => {
      cell.setSource(code);
      cell.setMetadata('trusted', false);
      cell.setMetadata(METADATA, { ...provenance });
    });
  });
  return { kind: 'placed', index, inserted: false };
}

/** A code cell without a word in it. */
function isBlank(cell: ISharedCell): boolean {
  return cell.cell_type === 'code' && cell.getSource().trim() === '';
}

function isEditable(cell: ISharedCell): boolean {
  return cell.getMetadata('editable') !== false;
}

/** What of Yjs's undo histories is needed here; the interfaces of shared models do not name them. */
interface IHistory {
  readonly trackedOrigins: Set<unknown>;
  stopCapturing(): void;
}

/** Make `change`, which the first of the owners carries out, one step in the history of each of them. */
function asOneStep(owners: readonly [ISharedNotebook, ...ISharedCell[]], change: () => void): void {
  const [origin] = owners;
  const histories = owners
    .map(owner => (owner as { undoManager?: IHistory | null }).undoManager)
    .filter((history): history is IHistory => !!history);
  const joined = histories.filter(history => !history.trackedOrigins.has(origin));
  histories.forEach(history => history.stopCapturing());
  joined.forEach(history => history.trackedOrigins.add(origin));
  try {
    change();
  } finally {
    joined.forEach(history => history.trackedOrigins.delete(origin));
    histories.forEach(history => history.stopCapturing());
  }
}
