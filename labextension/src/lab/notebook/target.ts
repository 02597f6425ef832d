import type { ISharedCodeCell } from '@jupyter/ydoc';
import type { NotebookPanel } from '@jupyterlab/notebook';

import type { ITarget } from '../../state/panel';

/** Where an answer goes, as it was when it was asked for. */
export interface IPlace {
  /** Id of the kernel; one that is restarted keeps it. */
  readonly kernelId: string;
  readonly cellId: string | null;
}

/** Place of the cell with this id; -1 if there is none. */
export function indexOf(cells: readonly { readonly id: string }[], cellId: string | null): number {
  return cellId === null ? -1 : cells.findIndex(cell => cell.id === cellId);
}

/** The cell that an ask would go to now. */
export function activeCellId(panel: NotebookPanel): string | null {
  return panel.content.activeCell?.model.id ?? null;
}

export function isReadOnly(panel: NotebookPanel): boolean {
  return panel.context.model.readOnly || panel.context.contentsModel?.writable === false;
}

/** A notebook and one of its cells as they are told to people. */
export function describe(panel: NotebookPanel, cellId: string | null, language: string): ITarget {
  const { context, content } = panel;
  const cells = content.model?.sharedModel.cells ?? [];
  const place = indexOf(cells, cellId);
  return {
    notebook: context.path.split('/').pop() ?? context.path,
    path: context.path,
    kernel: context.sessionContext.kernelDisplayName,
    language,
    cellId,
    cellNumber: place < 0 ? null : place + 1,
    readOnly: isReadOnly(panel),
    trusted: isTrusted(panel)
  };
}

/** As the notebook's own indicator counts: every code cell is trusted. */
function isTrusted(panel: NotebookPanel): boolean {
  const cells = panel.content.model?.cells;
  return Array.from(cells ?? []).every(cell => cell.type !== 'code' || cell.trusted);
}

/** Whether a cell of the notebook runs; messages beside it make the kernel's own status say idle. */
export function isRunning(panel: NotebookPanel): boolean {
  const cells = panel.content.model?.sharedModel.cells ?? [];
  return cells.some(
    cell => cell.cell_type === 'code' && (cell as ISharedCodeCell).executionState === 'running'
  );
}
