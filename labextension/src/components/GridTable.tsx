/** The cells of the example: inputs in a table, between which the arrows and Enter move. */
import * as React from 'react';
import {
  addRow,
  cellAt,
  IGrid,
  IPasted,
  IPlace,
  ITranslate,
  pastedTable,
  withCell,
  withPasted
} from '../state';

const MOST = 600; // cells drawn; a larger table is kept as it was pasted

interface ITableProps {
  readonly grid: IGrid;
  readonly at: IPlace;
  readonly onMove: (place: IPlace) => void;
  readonly onChange: (grid: IGrid) => void;
  readonly onPasted: (grid: IGrid, table: IPasted) => void;
  /** Escape: on to what comes after the grid. */
  readonly onLeave: () => void;
  readonly describedBy: string;
  readonly trans: ITranslate;
}

export function GridTable(props: ITableProps): JSX.Element {
  const { grid, onMove, onChange, onPasted, onLeave, describedBy, trans } = props;
  const table = React.useRef<HTMLTableElement>(null);
  const drawn = Math.max(3, Math.floor(MOST / grid.columns.length));
  const hidden = grid.rows.length - drawn;
  const focusNext = React.useRef<IPlace | null>(null);
  const focus = (place: IPlace): void => {
    const input = table.current?.rows[place.row + 1]?.querySelectorAll('input')[place.column];
    input?.focus();
    input?.select();
  };
  React.useLayoutEffect(() => {
    if (focusNext.current !== null) {
      focus(focusNext.current);
      focusNext.current = null;
    }
  }, [grid]);

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>, place: IPlace): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Enter' && place.row === grid.rows.length - 1) {
      event.preventDefault();
      focusNext.current = { row: place.row + 1, column: place.column };
      onChange(addRow(grid, place.row));
      return;
    }
    if (event.key === 'Escape' && !event.defaultPrevented) {
      onLeave();
      return;
    }
    const to = moved(event, place, grid);
    if (to !== null) {
      event.preventDefault();
      focus(to);
    }
  };
  const onPaste = (event: React.ClipboardEvent, place: IPlace): void => {
    const data = event.clipboardData;
    const found = pastedTable(data.getData('text/html'), data.getData('text/plain'), grid.columns);
    if (found !== null) {
      event.preventDefault();
      onPasted(withPasted(grid, place, found), found);
    }
  };
  const cell = (place: IPlace): JSX.Element => (
    <input
      className="jp-Gift4Code-cell"
      value={cellAt(grid, place)}
      aria-label={cellLabel(grid, place, trans)}
      aria-describedby={describedBy}
      placeholder={place.row < 0 ? trans.__('column') : undefined}
      spellCheck={false}
      style={{ minWidth: `${Math.min(24, Math.max(6, width(grid, place.column))) + 2}ch` }}
      // Tab goes from cell to cell; names that are there already are reached by the arrows.
      tabIndex={place.row < 0 && grid.columns[place.column] !== '' ? -1 : 0}
      onFocus={() => onMove(place)}
      onChange={event => onChange(withCell(grid, place, event.target.value))}
      onKeyDown={event => onKeyDown(event, place)}
      onPaste={event => onPaste(event, place)}
    />
  );
  return (
    <div className="jp-Gift4Code-scroll">
      <table ref={table} className="jp-Gift4Code-cells" aria-label={trans.__('Example rows')}>
        <thead>
          <tr>
            {grid.columns.map((_, column) => (
              <th key={column} scope="col">
                {cell({ row: -1, column })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.rows.slice(0, drawn).map((_, row) => (
            <tr key={row}>
              {grid.columns.map((__, column) => (
                <td key={column} className={column < grid.index ? 'jp-mod-index' : undefined}>
                  {cell({ row, column })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <p className="jp-Gift4Code-hint">
          {trans._n('%1 more row, sent too', '%1 more rows, sent too', hidden)}
        </p>
      )}
    </div>
  );
}

function cellLabel(grid: IGrid, { row, column }: IPlace, trans: ITranslate): string {
  if (row < 0) {
    return trans.__('Name of column %1', column + 1);
  }
  return trans.__('%1, row %2', grid.columns[column] || trans.__('column %1', column + 1), row + 1);
}

function width(grid: IGrid, column: number): number {
  return Math.max(grid.columns[column].length, ...grid.rows.map(row => (row[column] ?? '').length));
}

/** Where a key leads; sideways only from the end of the text, so that the caret can move within it. */
function moved(
  event: React.KeyboardEvent<HTMLInputElement>,
  { row, column }: IPlace,
  grid: IGrid
): IPlace | null {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  const whole = selectionStart === 0 && selectionEnd === value.length;
  const within = (to: IPlace): IPlace | null =>
    to.row < -1 || to.row >= grid.rows.length || to.column < 0 || to.column >= grid.columns.length
      ? null
      : to;
  switch (event.key) {
    case 'ArrowUp':
      return within({ row: row - 1, column });
    case 'ArrowDown':
    case 'Enter':
      return within({ row: row + 1, column });
    case 'ArrowLeft':
      return whole || selectionEnd === 0 ? within({ row, column: column - 1 }) : null;
    case 'ArrowRight':
      return whole || selectionStart === value.length ? within({ row, column: column + 1 }) : null;
    default:
      return null;
  }
}
