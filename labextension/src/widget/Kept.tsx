/** What a notebook keeps of an answer, drawn without a kernel. */
import * as React from 'react';
import { Buttons, Checks, CodeBox, IAnswerActions, Verdict, VerdictLine } from '../components';
import { inWords } from '../sentences';
import { ITranslate, own } from '../state';
import { ISummary } from './model';

const VERDICTS: Record<string, Verdict> = {
  verified: 'verified',
  'not verified': 'unverified',
  'nothing offered': 'nothing'
};

interface IKeptProps {
  readonly summary: ISummary;
  readonly actions: IAnswerActions;
  readonly trans: ITranslate;
}

export function Kept({ summary, actions, trans }: IKeptProps): JSX.Element {
  const { code = null, verdict, reason = '', seconds = 0, checks = [] } = summary;
  if (verdict === undefined) {
    return (
      <p className="jp-Gift4Code-hint">
        {trans.__('This request has no answer that was kept. Run the cell again to ask it.')}
      </p>
    );
  }
  return (
    <div className="jp-Gift4Code-answer">
      <VerdictLine
        verdict={own(VERDICTS, verdict) ?? 'unverified'}
        reason={inWords(reason, trans)}
        seconds={seconds}
        trans={trans}
      />
      {code !== null && (
        <div className="jp-Gift4Code-candidate">
          <CodeBox code={code} label={trans.__('Code')} />
          <Buttons code={code} actions={actions} offered={true} trans={trans} />
        </div>
      )}
      {checks.length > 0 && (
        <Checks clauses={checks.map(check => ({ ...check, message: '' }))} trans={trans} />
      )}
      <p className="jp-Gift4Code-hint">
        {trans.__('Values are not stored with the notebook. Run the cell again to see them.')}
      </p>
    </div>
  );
}
