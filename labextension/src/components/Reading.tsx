/** Two readings that the specification does not tell apart: the row in which they differ, and how to settle it. */
import * as React from 'react';
import { IQuestion } from '../protocol';
import { inWords } from '../sentences';
import { ITranslate } from '../state';
import { IAnswerActions } from './Candidate';
import { CodeBox } from './CodeBox';
import { Differs } from './ValueTable';

type Cells = IQuestion['rows'][number];

interface IReadingProps {
  readonly question: IQuestion;
  readonly actions: IAnswerActions;
  readonly trans: ITranslate;
}

export function Reading({ question, actions, trans }: IReadingProps): JSX.Element {
  const { text, codes, row, rows } = question;
  const [used, setUsed] = React.useState(false);
  const id = React.useId();
  const { takeRow, place } = actions;
  const take =
    takeRow === null || row === null
      ? null
      : (cells: Cells): void => {
          takeRow(
            cells.map(([label]) => label),
            cells.map(([, cell]) => cell),
            row
          );
          setUsed(true);
        };
  return (
    <section className="jp-Gift4Code-reading" aria-labelledby={id}>
      <h4 id={id}>{trans.__('Two readings remain')}</h4>
      <p>{inWords(text, trans)}</p>
      {row !== null && <Rows row={row} sides={rows} onTake={take} trans={trans} />}
      <p role="status" className="jp-Gift4Code-hint">
        {used && trans.__('The row is in the example now: ask again.')}
      </p>
      <CodeBox code={codes[1]} label={trans.__('Code of the other reading')} />
      <div className="jp-Gift4Code-buttons">
        {place !== null && (
          <button
            type="button"
            className="jp-Gift4Code-button"
            disabled={!actions.writable}
            onClick={() => place(codes[1], 'insert-below')}
          >
            {trans.__('Insert this one below')}
          </button>
        )}
        <button
          type="button"
          className="jp-Gift4Code-button"
          onClick={() => actions.copy(codes[1])}
        >
          {trans.__('Copy this one')}
        </button>
      </div>
    </section>
  );
}

interface IRowsProps {
  readonly row: number;
  readonly sides: readonly [Cells, Cells];
  readonly onTake: ((cells: Cells) => void) | null;
  readonly trans: ITranslate;
}

/** The row in both readings, side by side; a value that ends before it, or lacks a column, has a dash. */
function Rows({ row, sides, onTake, trans }: IRowsProps): JSX.Element {
  const titles = [trans.__('This cell'), trans.__('The other reading')];
  const cells = sides.map(side => new Map(side));
  const labels = [...new Set(sides.flatMap(side => side.map(([label]) => label)))];
  return (
    <div
      className="jp-Gift4Code-scroll"
      tabIndex={0}
      role="group"
      aria-label={trans.__('Two readings remain')}
    >
      <table className="jp-Gift4Code-table">
        <thead>
          <tr>
            <th scope="col">{trans.__('Row %1', row + 1)}</th>
            {titles.map(title => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map(label => {
            const differing = cells[0].get(label) !== cells[1].get(label);
            return (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((side, place) => (
                  <td key={place} className={differing ? 'jp-mod-differs' : undefined}>
                    {differing && <Differs trans={trans} />}
                    {side.get(label) ?? '–'}
                  </td>
                ))}
              </tr>
            );
          })}
          {onTake !== null && (
            <tr>
              <td />
              {sides.map((side, place) => (
                <td key={place}>
                  {side.length > 0 && (
                    <button
                      type="button"
                      className="jp-Gift4Code-button"
                      aria-label={trans.__('This row is right: %1', titles[place])}
                      onClick={() => onTake(side)}
                    >
                      {trans.__('This row is right')}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}
