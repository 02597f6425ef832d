/** Earlier turns of the same conversation, folded. */
import * as React from 'react';
import { ITranslate, ITurn } from '../state';
import { Ask } from './Ask';
import { IAnswerActions } from './Candidate';
import { Fold } from './Fold';
import { verdictOf, verdictWord } from './words';

interface ITurnsProps {
  readonly turns: readonly ITurn[];
  readonly actions: IAnswerActions;
  readonly trans: ITranslate;
}

export function Turns({ turns, actions, trans }: ITurnsProps): JSX.Element | null {
  if (turns.length === 0) {
    return null;
  }
  return (
    <ol className="jp-Gift4Code-turns" aria-label={trans.__('Earlier turns')}>
      {turns.map(turn => (
        <li key={turn.ask.id}>
          <Fold
            title={
              <>
                {turn.words}{' '}
                <span className="jp-Gift4Code-faint">
                  {turn.ask.answer === null
                    ? trans.__('no answer')
                    : verdictWord(verdictOf(turn.ask.answer), trans)}
                </span>
              </>
            }
          >
            <Ask ask={turn.ask} actions={actions} onRetry={null} trans={trans} />
          </Fold>
        </li>
      ))}
    </ol>
  );
}
