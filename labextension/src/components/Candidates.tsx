/** Candidates as a list of lines, each of which opens. */
import * as React from 'react';
import { ICandidate, IPreview } from '../protocol';
import { inWords } from '../sentences';
import { ITranslate, meets } from '../state';
import { Candidate, IAnswerActions } from './Candidate';
import { Icon } from './icons';
import { statusWord } from './words';

const MOST = 8; // shown at once

interface ICandidatesProps {
  readonly title: string;
  readonly candidates: readonly ICandidate[];
  /** The rank of the first one. */
  readonly first: number;
  readonly expected: IPreview | null;
  readonly actions: IAnswerActions;
  readonly trans: ITranslate;
}

export function Candidates(props: ICandidatesProps): JSX.Element | null {
  const { title, candidates, first, expected, actions, trans } = props;
  const [opened, setOpened] = React.useState<readonly string[]>([]);
  const [all, setAll] = React.useState(false);
  const id = React.useId();
  if (candidates.length === 0) {
    return null;
  }
  const shown = all ? candidates : candidates.slice(0, MOST);
  const hidden = candidates.length - shown.length;
  const keys = keysOf(shown);
  return (
    <div className="jp-Gift4Code-candidates">
      <h4 id={id}>{title}</h4>
      <ol aria-labelledby={id} start={first}>
        {shown.map((candidate, place) => {
          const key = keys[place];
          const open = opened.includes(key);
          return (
            <li key={key}>
              <button
                type="button"
                className="jp-Gift4Code-row"
                aria-expanded={open}
                onClick={() =>
                  setOpened(open ? opened.filter(other => other !== key) : [...opened, key])
                }
              >
                <Line candidate={candidate} rank={first + place} open={open} trans={trans} />
              </button>
              {open && (
                <Candidate
                  candidate={candidate}
                  expected={expected}
                  actions={actions}
                  offered={false}
                  trans={trans}
                />
              )}
            </li>
          );
        })}
      </ol>
      {hidden > 0 && (
        <button type="button" className="jp-Gift4Code-link" onClick={() => setAll(true)}>
          {trans._n('%1 more', '%1 more', hidden)}
        </button>
      )}
    </div>
  );
}

/** By their code, so that one stays open where others come before it; the same code twice is told apart. */
function keysOf(candidates: readonly ICandidate[]): string[] {
  const seen = new Map<string, number>();
  return candidates.map(({ code }) => {
    const times = seen.get(code) ?? 0;
    seen.set(code, times + 1);
    return `${times} ${code}`;
  });
}

interface ILineProps {
  readonly candidate: ICandidate;
  readonly rank: number;
  readonly open: boolean;
  readonly trans: ITranslate;
}

function Line({ candidate, rank, open, trans }: ILineProps): JSX.Element {
  const good = meets(candidate);
  const why = candidate.mismatch || candidate.error;
  return (
    <>
      <Icon sign={open ? 'down' : 'right'} />
      <span className="jp-Gift4Code-rank">{rank}</span>
      <span className="jp-Gift4Code-lines">
        <code className="jp-Gift4Code-two">{candidate.code}</code>
        <span className="jp-Gift4Code-two jp-Gift4Code-faint">
          <span className={good ? 'jp-mod-good' : 'jp-mod-bad'}>
            <Icon sign={good ? 'check' : 'cross'} />
            {statusWord(candidate.status, trans)}
          </span>
          {why !== '' && <> · {inWords(why, trans)}</>}
          {candidate.source === 'repair' && <> · {trans.__('repaired')}</>}
          {candidate.source === 'search' && <> · {trans.__('found by search')}</>}
        </span>
      </span>
    </>
  );
}
