/** One candidate, opened: its code, what it came to, and where it can go. */
import * as React from 'react';
import { ICandidate, IPreview } from '../protocol';
import { inWords } from '../sentences';
import { ITranslate, Placing } from '../state';
import { Checks } from './Checks';
import { CodeBox } from './CodeBox';
import { Comparison } from './Comparison';

/** What can be done with an answer; a surface without a document has no `place`. */
export interface IAnswerActions {
  readonly copy: (code: string) => void;
  readonly place: ((code: string, how: Placing) => void) | null;
  /** Whether the document can be written to, and whether there is a cell to replace. */
  readonly writable: boolean;
  readonly replaceable: boolean;
  /** Puts a row into the example; null where there is none. */
  readonly takeRow: ((columns: string[], cells: string[], row: number) => void) | null;
  /** What came of the last copy or insertion, and of which code. */
  readonly said: { readonly code: string; readonly sentence: string } | null;
}

interface ICandidateProps {
  readonly candidate: ICandidate;
  readonly expected: IPreview | null;
  readonly actions: IAnswerActions;
  /** Whether it is the one that is offered, whose button stands out. */
  readonly offered: boolean;
  readonly trans: ITranslate;
}

export function Candidate(props: ICandidateProps): JSX.Element {
  const { candidate, expected, actions, offered, trans } = props;
  const [code, setCode] = React.useState(candidate.code);
  const edited = code !== candidate.code;
  return (
    <div className="jp-Gift4Code-candidate">
      <CodeBox code={code} label={trans.__('Code, can be edited')} onChange={setCode} />
      {edited && (
        <p className="jp-Gift4Code-hint">
          {trans.__('Edited: what is said below is of the code before.')}{' '}
          <button
            type="button"
            className="jp-Gift4Code-link"
            onClick={() => setCode(candidate.code)}
          >
            {trans.__('Undo the edits')}
          </button>
        </p>
      )}
      <Buttons code={code} actions={actions} offered={offered} trans={trans} />
      <Remarks candidate={candidate} trans={trans} />
      {candidate.checks.length > 0 && <Checks clauses={candidate.checks} trans={trans} />}
      <Comparison candidate={candidate} expected={expected} trans={trans} />
    </div>
  );
}

interface IButtonsProps {
  readonly code: string;
  readonly actions: IAnswerActions;
  readonly offered: boolean;
  readonly trans: ITranslate;
}

export function Buttons({ code, actions, offered, trans }: IButtonsProps): JSX.Element {
  const { place, writable, replaceable, said } = actions;
  return (
    <div className="jp-Gift4Code-buttons">
      {place !== null && (
        <>
          <button
            type="button"
            className={`jp-Gift4Code-button ${offered ? 'jp-mod-main' : ''}`}
            disabled={!writable}
            onClick={() => place(code, 'insert-below')}
          >
            {trans.__('Insert below')}
          </button>
          <button
            type="button"
            className="jp-Gift4Code-button"
            disabled={!writable || !replaceable}
            onClick={() => place(code, 'replace')}
          >
            {trans.__('Replace cell')}
          </button>
          <button
            type="button"
            className="jp-Gift4Code-button"
            disabled={!writable}
            onClick={() => place(code, 'insert-and-run')}
          >
            {trans.__('Insert and run')}
          </button>
        </>
      )}
      <button type="button" className="jp-Gift4Code-button" onClick={() => actions.copy(code)}>
        {trans.__('Copy')}
      </button>
      {said !== null && said.code === code && (
        <span className="jp-Gift4Code-note">{said.sentence}</span>
      )}
    </div>
  );
}

function Remarks({ candidate, trans }: { candidate: ICandidate; trans: ITranslate }): JSX.Element {
  const { mismatch, error, edits, source, unstable, checks } = candidate;
  const told = checks.some(({ message }) => message !== '' && mismatch.includes(message));
  return (
    <>
      {mismatch !== '' && !told && (
        <p className="jp-Gift4Code-problem">{inWords(mismatch, trans)}</p>
      )}
      {error !== '' && error !== mismatch && (
        <p className="jp-Gift4Code-problem jp-Gift4Code-code">{error}</p>
      )}
      {unstable && (
        <p className="jp-Gift4Code-problem">
          {trans.__(
            'It made another value when it ran again: it depends on chance or on the time.'
          )}
        </p>
      )}
      {edits.length > 0 && (
        <div className="jp-Gift4Code-hint">
          {source === 'repair'
            ? trans.__('Repaired after a first run:')
            : trans.__('Mended before it ran:')}
          <ul className="jp-Gift4Code-edits">
            {edits.map((edit, place) => (
              <li key={place}>{inWords(edit, trans)}</li>
            ))}
          </ul>
        </div>
      )}
      {source === 'search' && (
        <p className="jp-Gift4Code-hint">
          {trans.__('Found by a search over operations, not written by the model.')}
        </p>
      )}
    </>
  );
}
