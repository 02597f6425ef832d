/** What screen readers are told: steps, the end of an ask and insertions, in words and without the ticking numbers. */
import * as React from 'react';
import { inWords } from '../sentences';
import { IAskState, ITranslate } from '../state';
import { stepSaid, verdictOf, verdictWord } from './words';

interface IAnnouncerProps {
  readonly ask: IAskState | null;
  readonly said: string;
  readonly trans: ITranslate;
}

export function Announcer({ ask, said, trans }: IAnnouncerProps): JSX.Element {
  return (
    <div className="jp-Gift4Code-hidden">
      <div role="status" aria-live="polite">
        {ask === null ? '' : announced(ask, trans)}
      </div>
      <div role="status" aria-live="polite">
        {said}
      </div>
    </div>
  );
}

function announced(ask: IAskState, trans: ITranslate): string {
  switch (ask.phase) {
    case 'running':
      return stepSaid(ask.step, trans);
    case 'stopped':
      return trans.__('Stopped.');
    case 'failed':
      return inWords(ask.failure?.sentence ?? '', trans);
    case 'answered':
      return ask.answer === null
        ? ''
        : trans.__(
            '%1: %2',
            verdictWord(verdictOf(ask.answer), trans),
            inWords(ask.answer.reason, trans)
          );
  }
}
