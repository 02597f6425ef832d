/** One ask in whatever phase it is: progress with the candidates found so far, the answer, or why there is none. */
import * as React from 'react';
import { inWords } from '../sentences';
import { IAskState, ITranslate, Phase } from '../state';
import { Answer } from './Answer';
import { IAnswerActions } from './Candidate';
import { Candidates } from './Candidates';
import { Elapsed } from './Elapsed';
import { stepWords } from './words';

interface IAskProps {
  readonly ask: IAskState;
  readonly actions: IAnswerActions;
  readonly onRetry: (() => void) | null;
  /** Where there is no other button that stops. */
  readonly onStop?: () => void;
  readonly trans: ITranslate;
}

export function Ask(props: IAskProps): JSX.Element {
  const box = useKeptFocus(props.ask.phase);
  return (
    <div ref={box} className="jp-Gift4Code-answer" tabIndex={-1}>
      <Content {...props} />
      {props.ask.remark !== '' && (
        <p className="jp-Gift4Code-hint">
          {props.trans.__('Fewer samples came: %1', inWords(props.ask.remark, props.trans))}
        </p>
      )}
    </div>
  );
}

function Content({ ask, actions, onRetry, onStop, trans }: IAskProps): JSX.Element {
  if (ask.phase === 'answered' && ask.answer !== null) {
    return <Answer ask={ask} answer={ask.answer} actions={actions} trans={trans} />;
  }
  return (
    <>
      {ask.phase === 'running' && (
        <div className="jp-Gift4Code-progress">
          <span className="jp-Gift4Code-pulse" aria-hidden="true" />
          {stepWords(ask.step, trans)}
          <Elapsed since={ask.startedAt} trans={trans} />
          {onStop !== undefined && (
            <button type="button" className="jp-Gift4Code-button" onClick={onStop}>
              {trans.__('Stop')}
            </button>
          )}
        </div>
      )}
      {ask.phase === 'stopped' && (
        <p className="jp-Gift4Code-notice">
          {ask.candidates.length === 0
            ? trans.__('Stopped.')
            : trans.__('Stopped. These candidates were found until then.')}
        </p>
      )}
      {ask.phase === 'failed' && ask.failure !== null && (
        <div className="jp-Gift4Code-notice jp-mod-problem">
          <p>{inWords(ask.failure.sentence, trans)}</p>
          {ask.failure.retry && onRetry !== null && (
            <button type="button" className="jp-Gift4Code-button" onClick={onRetry}>
              {trans.__('Try again')}
            </button>
          )}
        </div>
      )}
      <Candidates
        title={trans.__('Candidates')}
        candidates={ask.candidates}
        first={1}
        expected={ask.expected}
        actions={actions}
        trans={trans}
      />
    </>
  );
}

/** When the answer takes the place of progress, whoever was in there is still in there, and not at the page's start. */
function useKeptFocus(phase: Phase): React.RefObject<HTMLDivElement> {
  const box = React.useRef<HTMLDivElement>(null);
  const inside = React.useRef(false);
  React.useEffect(() => {
    const onFocus = (event: FocusEvent): void => {
      inside.current = box.current?.contains(event.target as Node) ?? false;
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, []);
  React.useEffect(() => {
    if (inside.current && document.activeElement === document.body) {
      box.current?.focus({ preventScroll: true });
    }
  }, [phase]);
  return box;
}
