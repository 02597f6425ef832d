import { YNotebook } from '@jupyter/ydoc';
import { expect, test } from 'vitest';

import { place } from '../../lab/notebook/placing';

const TOLD = { verified: true, model: 'small', version: '1' };
const OURS = { trusted: false, gift4code: TOLD };

/** As JupyterLab makes them: each cell has an undo history of its own. */
function notebook(...cells: { id: string; source: string; metadata?: object; type?: string }[]) {
  return YNotebook.create({
    disableDocumentWideUndoRedo: true,
    data: {
      cells: cells.map(({ id, source, metadata, type }) => ({
        id,
        source,
        metadata: { ...metadata },
        cell_type: type ?? 'code'
      }))
    }
  });
}

function sources(of: YNotebook): string[] {
  return of.cells.map(cell => cell.getSource());
}

test('an answer goes below its cell', () => {
  const nb = notebook({ id: 'a', source: 'a' }, { id: 'b', source: 'b' });
  const placed = place(nb, 'a', 'new', 'insert-below', TOLD);
  expect(placed).toEqual({ kind: 'placed', index: 1, inserted: true });
  expect(sources(nb)).toEqual(['a', 'new', 'b']);
  expect(nb.cells[1].getMetadata()).toEqual(OURS);
});

test('one step of the notebook takes an insertion back, and nothing that came just before', () => {
  const nb = notebook({ id: 'a', source: 'a' });
  nb.insertCell(1, { cell_type: 'code', source: 'earlier' });
  place(nb, 'a', 'new', 'insert-below', TOLD);
  nb.undo();
  expect(sources(nb)).toEqual(['a', 'earlier']);
});

test('the cell is found by its id after others were moved', () => {
  const nb = notebook({ id: 'a', source: 'a' }, { id: 'b', source: 'b' });
  nb.insertCell(0, { cell_type: 'code', source: 'first' });
  place(nb, 'a', 'new', 'insert-below', TOLD);
  expect(sources(nb)).toEqual(['first', 'a', 'new', 'b']);
});

test('an empty cell is used instead of another one', () => {
  const nb = notebook({ id: 'a', source: 'a' }, { id: 'b', source: ' \n' });
  const placed = place(nb, 'b', 'new', 'insert-below', TOLD);
  expect(placed).toEqual({ kind: 'placed', index: 1, inserted: false });
  expect(sources(nb)).toEqual(['a', 'new']);
});

test('an empty text cell is not', () => {
  const nb = notebook({ id: 'a', source: '', type: 'markdown' });
  place(nb, 'a', 'new', 'insert-below', TOLD);
  expect(sources(nb)).toEqual(['', 'new']);
});

test('without a cell the answer goes to the end', () => {
  const nb = notebook({ id: 'a', source: 'a' });
  place(nb, null, 'new', 'insert-below', TOLD);
  expect(sources(nb)).toEqual(['a', 'new']);
});

test('one step of the notebook takes a replacement back', () => {
  const nb = notebook({ id: 'a', source: 'before', metadata: { tags: ['mine'] } });
  place(nb, 'a', 'new', 'replace', TOLD);
  expect(nb.cells[0].getMetadata()).toEqual({ tags: ['mine'], ...OURS });
  nb.undo();
  expect(sources(nb)).toEqual(['before']);
  expect(nb.cells[0].getMetadata()).toEqual({ tags: ['mine'] });
});

test('one step of the cell takes a replacement back, and the next one what was typed just before', () => {
  const nb = notebook({ id: 'a', source: 'before' });
  nb.cells[0].updateSource(6, 6, ' typed');
  place(nb, 'a', 'new', 'replace', TOLD);
  nb.cells[0].undo();
  expect(sources(nb)).toEqual(['before typed']);
  nb.cells[0].undo();
  expect(sources(nb)).toEqual(['before']);
});

test('what is typed after a replacement is a step of its own', () => {
  const nb = notebook({ id: 'a', source: 'before' });
  place(nb, 'a', 'new', 'replace', TOLD);
  nb.cells[0].updateSource(3, 3, ' typed');
  nb.cells[0].undo();
  expect(sources(nb)).toEqual(['new']);
});

test('later changes of the notebook are no steps of the cell', () => {
  const nb = notebook({ id: 'a', source: 'before' });
  place(nb, 'a', 'new', 'replace', TOLD);
  nb.transact(() => nb.cells[0].setSource('by the notebook'));
  nb.cells[0].undo();
  expect(sources(nb)).not.toEqual(['new']);
});

test.each([
  ['gone', 'insert-below', 'cell-gone'],
  ['gone', 'replace', 'cell-gone'],
  ['text', 'replace', 'not-code'],
  ['fixed', 'replace', 'not-editable']
] as const)('of the cell %s, %s is refused: %s', (cellId, how, why) => {
  const nb = notebook(
    { id: 'text', source: 'words', type: 'markdown' },
    { id: 'fixed', source: 'a', metadata: { editable: false } }
  );
  const before = nb.toJSON();
  expect(place(nb, cellId, 'new', how, TOLD)).toEqual({ kind: 'refused', why });
  expect(nb.toJSON()).toEqual(before);
});
