/** Rows and columns more or less, at the cell that the caret is in. */
import * as React from 'react';
import { addColumn, addRow, IGrid, IPlace, ITranslate, removeColumn, removeRow } from '../state';

interface IToolsProps {
  readonly grid: IGrid;
  readonly at: IPlace;
  readonly onChange: (grid: IGrid) => void;
  readonly trans: ITranslate;
}

export function GridTools({ grid, at, onChange, trans }: IToolsProps): JSX.Element {
  const row = Math.min(at.row, grid.rows.length - 1);
  const column = Math.min(at.column, grid.columns.length - 1);
  return (
    <div className="jp-Gift4Code-gridTools">
      <span role="group" aria-label={trans.__('Rows')}>
        <span aria-hidden="true">{trans.__('Rows')}</span>
        <Tool sign="+" label={trans.__('Add a row')} act={() => onChange(addRow(grid, row))} />
        <Tool
          sign="−"
          label={trans.__('Remove row %1', Math.max(row, 0) + 1)}
          act={() => onChange(removeRow(grid, Math.max(row, 0)))}
        />
      </span>
      <span role="group" aria-label={trans.__('Columns')}>
        <span aria-hidden="true">{trans.__('Columns')}</span>
        <Tool
          sign="+"
          label={trans.__('Add a column')}
          act={() => onChange(addColumn(grid, column))}
        />
        <Tool
          sign="−"
          label={
            grid.columns[column] === ''
              ? trans.__('Remove column %1', column + 1)
              : trans.__('Remove column %1', grid.columns[column])
          }
          act={() => onChange(removeColumn(grid, column))}
        />
      </span>
    </div>
  );
}

function Tool({ sign, label, act }: { sign: string; label: string; act: () => void }): JSX.Element {
  return (
    <button
      type="button"
      className="jp-Gift4Code-iconButton"
      aria-label={label}
      title={label}
      onClick={act}
    >
      {sign}
    </button>
  );
}
