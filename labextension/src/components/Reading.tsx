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
  const sides = [
    { title: trans.__('This cell'), cells: rows[0], other: rows[1] },
    { title: trans.__('The other reading'), cells: rows[1], other: rows[0] }
  ];
  return (
    <section className="jp-Gift4Code-reading" aria-labelledby={id}>
      <h4 id={id}>{trans.__('Two readings remain')}</h4>
      <p>{inWords(text, trans)}</p>
      {row !== null && (
        <div className="jp-Gift4Code-beside">
          {sides.map(side => (
            <div key={side.title} className="jp-Gift4Code-value">
              <Row row={row} {...side} trans={trans} />
              {actions.useRow !== null && side.cells.length > 0 && (
                <button
                  type="button"
                  className="jp-Gift4Code-button"
                  aria-label={trans.__('This row is right: %1', side.title)}
                  onClick={() => {
                    const labels = side.cells.map(([label]) => label);
                    const cells = side.cells.map(([, cell]) => cell);
                    actions.useRow?.(labels, cells, row);
                    setUsed(true);
                  }}
                >
                  {trans.__('This row is right')}
                </button>
              )}
            </div>
          ))}
        </div>
      )}
      <p role="status" className="jp-Gift4Code-hint">
        {used && trans.__('The row is in the example now: ask again.')}
      </p>
      <CodeBox code={codes[1]} label={trans.__('Code of the other reading')} />
      <div className="jp-Gift4Code-buttons">
        {actions.place !== null && (
          <button
            type="button"
            className="jp-Gift4Code-button"
            disabled={!actions.writable}
            onClick={() => actions.place?.(codes[1], 'insert-below')}
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

interface IRowProps {
  readonly title: string;
  readonly row: number;
  readonly cells: Cells;
  readonly other: Cells;
  readonly trans: ITranslate;
}

function Row({ title, row, cells, other, trans }: IRowProps): JSX.Element {
  const elsewhere = new Map(other);
  return (
    <table className="jp-Gift4Code-table">
      <caption>
        {title}{' '}
        <span className="jp-Gift4Code-faint">
          {cells.length === 0
            ? trans.__('ends before row %1', row + 1)
            : trans.__('row %1', row + 1)}
        </span>
      </caption>
      <tbody>
        {cells.map(([label, cell], place) => {
          const differing = elsewhere.get(label) !== cell;
          return (
            <tr key={place}>
              <th scope="row">{label}</th>
              <td className={differing ? 'jp-mod-differs' : undefined}>
                {differing && <Differs trans={trans} />}
                {cell}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
