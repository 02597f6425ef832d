/** The expected output as a few rows, typed or pasted. */
import * as React from 'react';
import { hasCells, IGrid, IPasted, IPlace, ITranslate, emptyGrid } from '../state';
import { GridTable } from './GridTable';
import { GridTools } from './GridTools';

interface IGridProps {
  readonly grid: IGrid;
  readonly onChange: (grid: IGrid) => void;
  /** Start from the columns of the inputs. */
  readonly onStart: () => void;
  readonly trans: ITranslate;
}

export function GridWay({ grid, onChange, onStart, trans }: IGridProps): JSX.Element {
  const id = React.useId();
  const after = React.useRef<HTMLSelectElement>(null);
  const [at, setAt] = React.useState<IPlace>({ row: 0, column: 0 });
  const [pasted, setPasted] = React.useState<{ before: IGrid; table: IPasted } | null>(null);
  const change = (next: IGrid): void => {
    setPasted(null);
    onChange(next);
  };
  return (
    <div className="jp-Gift4Code-grid">
      <GridTools grid={grid} at={at} onChange={change} trans={trans} />
      <GridTable
        grid={grid}
        at={at}
        onMove={setAt}
        onChange={change}
        onPasted={(next, table) => {
          onChange(next);
          setPasted({ before: grid, table });
        }}
        onLeave={() => after.current?.focus()}
        describedBy={`${id}-help`}
        trans={trans}
      />
      {pasted !== null && (
        <p className="jp-Gift4Code-hint">
          {pasted.table.columns === null
            ? trans.__(
                'Pasted %1 × %2 cells.',
                pasted.table.rows.length,
                pasted.table.rows[0].length
              )
            : trans.__(
                'Pasted %1 × %2 cells, the first line as column names.',
                pasted.table.rows.length,
                pasted.table.columns.length
              )}{' '}
          <button type="button" className="jp-Gift4Code-link" onClick={() => change(pasted.before)}>
            {trans.__('Undo')}
          </button>
        </p>
      )}
      <div className="jp-Gift4Code-fields">
        <label htmlFor={`${id}-more`}>{trans.__('These rows are')}</label>
        <select
          id={`${id}-more`}
          ref={after}
          className="jp-Gift4Code-input"
          value={grid.more}
          onChange={event => change({ ...grid, more: event.target.value as IGrid['more'] })}
        >
          <option value="no">{trans.__('all of the result')}</option>
          <option value="head">{trans.__('its first rows')}</option>
          <option value="anywhere">{trans.__('anywhere in it')}</option>
        </select>
      </div>
      <label className="jp-Gift4Code-check">
        <input
          type="checkbox"
          checked={grid.index > 0}
          onChange={event => change({ ...grid, index: event.target.checked ? 1 : 0 })}
        />
        {trans.__('The first column is the index')}
      </label>
      <p id={`${id}-help`} className="jp-Gift4Code-hint">
        {trans.__(
          'Paste a table, or type; ... is any cell. Blank rows and columns are left out. Esc leaves the grid.'
        )}
      </p>
      <div className="jp-Gift4Code-line jp-Gift4Code-note">
        <button type="button" className="jp-Gift4Code-link" onClick={onStart}>
          {trans.__('Start from the inputs')}
        </button>
        {hasCells(grid) && (
          <button type="button" className="jp-Gift4Code-link" onClick={() => change(emptyGrid())}>
            {trans.__('Clear')}
          </button>
        )}
      </div>
    </div>
  );
}
