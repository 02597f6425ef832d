/** The verdict on a value, part by part of what was stated. */
import * as React from 'react';
import { IClause } from '../protocol';
import { inWords } from '../sentences';
import { ITranslate } from '../state';
import { Icon } from './icons';

interface IChecksProps {
  readonly clauses: readonly Pick<IClause, 'name' | 'passed' | 'message'>[];
  readonly trans: ITranslate;
}

export function Checks({ clauses, trans }: IChecksProps): JSX.Element {
  return (
    <table className="jp-Gift4Code-table jp-Gift4Code-checks">
      <caption>{trans.__('Checks')}</caption>
      <thead className="jp-Gift4Code-hidden">
        <tr>
          <th scope="col">{trans.__('Part')}</th>
          <th scope="col">{trans.__('Result')}</th>
        </tr>
      </thead>
      <tbody>
        {clauses.map((clause, place) => (
          <tr key={place}>
            <th scope="row">{inWords(clause.name, trans)}</th>
            <td className={clause.passed ? 'jp-mod-good' : 'jp-mod-bad'}>
              <Icon sign={clause.passed ? 'check' : 'cross'} />
              {clause.passed ? trans.__('met') : trans.__('not met')}
              {clause.message !== '' && <> · {inWords(clause.message, trans)}</>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
