/** The whole panel: a function of the state. */
import * as React from 'react';
import { IPanelActions, IPanelState, ITranslate, Readiness, showWay, withRow } from '../state';
import { Announcer } from './Announcer';
import { Ask } from './Ask';
import { AskBar, canAsk } from './AskBar';
import { IAnswerActions } from './Candidate';
import { Empty } from './Empty';
import { Expected } from './Expected';
import { Header } from './Header';
import { Inputs } from './Inputs';
import { Intent } from './Intent';
import { Refine } from './Refine';
import { Sharing } from './Sharing';
import { Turns } from './Turns';

interface IPanelProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

/** States in which there is nothing to fill in a form for. */
const BARE: readonly Readiness[] = [
  'no-notebook',
  'wrong-language',
  'package-missing',
  'package-other-version'
];

export function PanelView({ state, actions, trans }: IPanelProps): JSX.Element {
  const { ask, turns, readiness } = state;
  const running = ask?.phase === 'running';
  const given = useAnswerActions(state, actions);
  const onEscape = (event: React.KeyboardEvent): void => {
    if (event.key === 'Escape' && running && !event.defaultPrevented) {
      event.stopPropagation();
      actions.stop();
    }
  };
  return (
    <div className="jp-Gift4Code" onKeyDown={onEscape}>
      <Header state={state} actions={actions} trans={trans} />
      <Empty state={state} actions={actions} trans={trans} />
      {!BARE.includes(readiness) && <Form state={state} actions={actions} trans={trans} />}
      <div className="jp-Gift4Code-outcome">
        <Turns turns={turns} actions={given} trans={trans} />
        {ask !== null && (
          <Ask
            key={ask.id}
            ask={ask}
            actions={given}
            onRetry={() => actions.retry()}
            trans={trans}
          />
        )}
        {ask?.phase === 'answered' && (
          <Refine
            onRefine={words => actions.refine(words)}
            onStartOver={() => actions.startOver()}
            trans={trans}
          />
        )}
        {(ask?.phase === 'stopped' || ask?.phase === 'failed') && (
          <div>
            <button type="button" className="jp-Gift4Code-link" onClick={() => actions.startOver()}>
              {trans.__('Start over')}
            </button>
          </div>
        )}
        {ask === null && readiness === 'ready' && (
          <p className="jp-Gift4Code-hint">
            {trans.__(
              'Every candidate cell runs beside the kernel and is checked before one is offered. Nothing is read or sent before you ask.'
            )}
          </p>
        )}
      </div>
      <Announcer ask={ask} said={state.said} trans={trans} />
    </div>
  );
}

function Form({ state, actions, trans }: IPanelProps): JSX.Element {
  const onAskKeys = (event: React.KeyboardEvent): void => {
    const plain = !event.shiftKey && !event.altKey; // with those, the keys are shortcuts of their own
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && plain) {
      event.preventDefault();
      event.stopPropagation();
      if (canAsk(state)) {
        actions.ask();
      }
    }
  };
  return (
    <div className="jp-Gift4Code-form" onKeyDown={onAskKeys}>
      {state.readiness !== 'no-frames' && <Inputs state={state} actions={actions} trans={trans} />}
      <Intent state={state} actions={actions} trans={trans} />
      <Expected state={state} actions={actions} trans={trans} />
      <Sharing state={state} actions={actions} trans={trans} />
      <AskBar state={state} actions={actions} trans={trans} />
    </div>
  );
}

/** What candidates can do here; what comes of a copy or an insertion is said beside the code that it was of. */
function useAnswerActions(
  { target, form, said }: IPanelState,
  actions: IPanelActions
): IAnswerActions {
  const [code, setCode] = React.useState('');
  return {
    copy: copied => {
      setCode(copied);
      actions.copy(copied);
    },
    place: (placed, how) => {
      setCode(placed);
      actions.place(placed, how);
    },
    writable: target !== null && !target.readOnly,
    replaceable: target !== null && target.cellId !== null,
    takeRow: (columns, cells, row) =>
      actions.change({ ...showWay('grid'), grid: withRow(form.grid, columns, cells, row) }),
    said: said === '' ? null : { code, sentence: said }
  };
}
