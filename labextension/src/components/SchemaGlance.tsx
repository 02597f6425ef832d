/** The columns of a dataframe at a glance, while the pointer rests on its chip; without a pointer the chip opens them. */
import * as React from 'react';
import { IFrame } from '../protocol';
import { inWords } from '../sentences';
import { ITranslate } from '../state';

const MOST = 12;

interface IGlanceProps {
  readonly frame: IFrame;
  readonly trans: ITranslate;
}

export function SchemaGlance({ frame, trans }: IGlanceProps): JSX.Element {
  const shown = frame.columns.slice(0, MOST);
  const hidden = frame.columns_total - shown.length;
  return (
    <div className="jp-Gift4Code-glance" aria-hidden="true">
      <table className="jp-Gift4Code-table">
        <tbody>
          {shown.map((column, place) => (
            <tr key={place}>
              <th scope="row">{column.label}</th>
              <td className="jp-Gift4Code-code">{column.dtype}</td>
              <td className="jp-Gift4Code-faint">
                {column.facts.map(fact => inWords(fact, trans)).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <p className="jp-Gift4Code-hint">{trans._n('%1 more column', '%1 more columns', hidden)}</p>
      )}
    </div>
  );
}
