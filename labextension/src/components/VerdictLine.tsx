/** What came of an ask: a sign, a word, the reason. */
import * as React from 'react';
import { ITranslate } from '../state';
import { Icon, Sign } from './icons';
import { secondsWords, Verdict, verdictWord } from './words';

const SIGNS: Record<Verdict, Sign> = { verified: 'check', unverified: 'wave', nothing: 'cross' };

interface IVerdictProps {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly seconds: number;
  readonly trans: ITranslate;
}

export function VerdictLine({ verdict, reason, seconds, trans }: IVerdictProps): JSX.Element {
  return (
    <p className={`jp-Gift4Code-verdict jp-mod-${verdict}`}>
      <Icon sign={SIGNS[verdict]} />
      <span>
        <strong>{verdictWord(verdict, trans)}</strong>{' '}
        <span className="jp-Gift4Code-faint">{secondsWords(seconds, trans)}</span>
        {reason !== '' && <span className="jp-Gift4Code-reason">{reason}</span>}
      </span>
    </p>
  );
}
