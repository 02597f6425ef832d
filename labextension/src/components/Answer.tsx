/** The answer: the verdict, the cell that is offered, the question that is left, the other candidates, the record. */
import * as React from 'react';
import { IAnswer, ICandidate } from '../protocol';
import { inWords } from '../sentences';
import { IAskState, ITranslate } from '../state';
import { Candidate, IAnswerActions } from './Candidate';
import { Candidates } from './Candidates';
import { Reading } from './Reading';
import { Record } from './Record';
import { VerdictLine } from './VerdictLine';
import { verdictOf } from './words';

interface IAnswerProps {
  readonly ask: IAskState;
  readonly answer: IAnswer;
  readonly actions: IAnswerActions;
  readonly trans: ITranslate;
}

export function Answer({ ask, answer, actions, trans }: IAnswerProps): JSX.Element {
  const shown = shownCandidate(answer);
  const others = answer.candidates.filter(candidate => candidate !== shown);
  const isFirst = shown === answer.candidates[0];
  return (
    <>
      <VerdictLine
        verdict={verdictOf(answer)}
        reason={inWords(answer.reason, trans)}
        seconds={answer.seconds}
        trans={trans}
      />
      {shown !== null && (
        <>
          {answer.code === null && <h4>{trans.__('The nearest, not offered')}</h4>}
          <Candidate
            key={shown.code}
            candidate={shown}
            expected={ask.expected}
            actions={actions}
            offered={answer.code !== null}
            trans={trans}
          />
        </>
      )}
      {answer.question !== null && (
        <Reading question={answer.question} actions={actions} trans={trans} />
      )}
      <Candidates
        title={
          shown === null
            ? trans.__('Candidates')
            : trans._n('%1 other candidate', '%1 other candidates', others.length)
        }
        candidates={others}
        first={shown !== null && isFirst ? 2 : 1}
        expected={ask.expected}
        actions={actions}
        trans={trans}
      />
      <Record ask={ask} answer={answer} trans={trans} />
    </>
  );
}

/** The candidate to look at: the one offered, or the nearest one that made a value. */
export function shownCandidate(answer: IAnswer): ICandidate | null {
  const made = (candidate: ICandidate): boolean => candidate.value_preview !== null;
  return (answer.code === null ? answer.candidates.find(made) : answer.candidates[0]) ?? null;
}
