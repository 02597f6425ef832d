/** The value that a candidate made, beside the one that was expected where one was. */
import * as React from 'react';
import { ICandidate, IPreview } from '../protocol';
import { ITranslate } from '../state';
import { ValueTable } from './ValueTable';

interface IComparisonProps {
  readonly candidate: ICandidate;
  readonly expected: IPreview | null;
  readonly trans: ITranslate;
}

export function Comparison({ candidate, expected, trans }: IComparisonProps): JSX.Element | null {
  const { value_preview: value, differs } = candidate;
  if (value === null) {
    return null;
  }
  return (
    <>
      <div className="jp-Gift4Code-beside">
        <ValueTable title={trans.__('Value')} preview={value} differs={differs} trans={trans} />
        {expected !== null && (
          <ValueTable
            title={trans.__('Expected')}
            preview={expected}
            differs={alike(value, expected) ? differs : []}
            trans={trans}
          />
        )}
      </div>
      {differs.length > 0 && (
        <p className="jp-Gift4Code-hint">
          {trans._n(
            '%1 cell shown differs; it is marked ≠.',
            '%1 cells shown differ; they are marked ≠.',
            differs.length
          )}
        </p>
      )}
    </>
  );
}

/** Whether a place in one is the same place in the other. */
function alike(one: IPreview, other: IPreview): boolean {
  return one.start === other.start && one.columns.join('\n') === other.columns.join('\n');
}
