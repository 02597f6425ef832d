import type { ISharedCodeCell } from '@jupyter/ydoc';
import type { NotebookPanel } from '@jupyterlab/notebook';

import { contextAbove, ICellText } from './context';
import { indexOf } from './target';

/**
 * What is told of the cells above one.
 *
 * @param own whether that cell itself is told too, as when it is to be mended.
 */
export function contextOf(panel: NotebookPanel, cellId: string | null, own: boolean): string {
  const cells = panel.content.model?.sharedModel.cells ?? [];
  const place = indexOf(cells, cellId);
  const texts = cells.map((cell): ICellText => ({
    type: cell.cell_type,
    source: cell.getSource(),
    executed: cell.cell_type === 'code' && (cell as ISharedCodeCell).execution_count !== null
  }));
  return contextAbove(texts, (place < 0 ? texts.length : place) + (own ? 1 : 0));
}
