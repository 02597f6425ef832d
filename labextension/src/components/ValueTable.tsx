/** A part of a value as a table; cells that differ from what was expected carry a sign, not a colour alone. */
import * as React from 'react';
import { IPreview } from '../protocol';
import { ITranslate } from '../state';
import { TextBox } from './TextBox';
import { frameWords } from './words';

const NUMBER = /^(-?[\d.,]+(e[+-]?\d+)?|nan|<na>|-?inf)?$/i;

interface IValueProps {
  readonly title: string;
  readonly preview: IPreview;
  /** Rows and columns of cells that differ; column -1 for the index. */
  readonly differs: readonly (readonly [number, number])[];
  readonly trans: ITranslate;
}

export function ValueTable({ title, preview, differs, trans }: IValueProps): JSX.Element {
  const marked = new Set(differs.map(([row, column]) => `${row},${column}`));
  const numeric = preview.columns.map((_, column) =>
    preview.rows.every(cells => NUMBER.test(cells[column] ?? ''))
  );
  const caption = (
    <>
      {title} <span className="jp-Gift4Code-faint">{frameWords(preview)}</span>
    </>
  );
  if (preview.rows.length === 0) {
    return (
      <figure className="jp-Gift4Code-value">
        <figcaption>{caption}</figcaption>
        <TextBox text={preview.text} label={title} />
      </figure>
    );
  }
  return (
    <div className="jp-Gift4Code-value">
      <div className="jp-Gift4Code-scroll" tabIndex={0} role="group" aria-label={title}>
        <table className="jp-Gift4Code-table jp-Gift4Code-cellsShown">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <td />
              {preview.columns.map((column, place) => (
                <th
                  key={place}
                  scope="col"
                  className={numeric[place] ? 'jp-mod-number' : undefined}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((cells, row) => (
              <tr key={row}>
                <th scope="row" className={marked.has(`${row},-1`) ? 'jp-mod-differs' : undefined}>
                  {marked.has(`${row},-1`) && <Differs trans={trans} />}
                  {preview.index[row] ?? preview.start + row}
                </th>
                {cells.map((text, column) => {
                  const differing = marked.has(`${row},${column}`);
                  return (
                    <td
                      key={column}
                      className={
                        [differing && 'jp-mod-differs', numeric[column] && 'jp-mod-number']
                          .filter(Boolean)
                          .join(' ') || undefined
                      }
                    >
                      {differing && <Differs trans={trans} />}
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <More preview={preview} trans={trans} />
    </div>
  );
}

/** The sign of a cell that differs. */
export function Differs({ trans }: { trans: ITranslate }): JSX.Element {
  return (
    <>
      <span aria-hidden="true">≠ </span>
      <span className="jp-Gift4Code-hidden">{trans.__('differs:')} </span>
    </>
  );
}

function More({ preview, trans }: { preview: IPreview; trans: ITranslate }): JSX.Element | null {
  const [rows = 0, columns = preview.columns.length] = preview.shape;
  const below = rows - preview.start - preview.rows.length;
  const beside = columns - preview.columns.length;
  const parts = [
    ...(below > 0 ? [trans._n('%1 more row', '%1 more rows', below)] : []),
    ...(beside > 0 ? [trans._n('%1 more column', '%1 more columns', beside)] : [])
  ];
  return parts.length === 0 ? null : <p className="jp-Gift4Code-hint">{parts.join(', ')}</p>;
}
