/** The one button that asks, and stops while an ask runs. */
import * as React from 'react';
import { IPanelActions, IPanelState, ITranslate, problem } from '../state';
import { Icon } from './icons';
import { askKeys } from './Intent';

interface IAskBarProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function AskBar({ state, actions, trans }: IAskBarProps): JSX.Element {
  const running = state.ask?.phase === 'running';
  const why = running ? '' : whyNot(state, trans);
  const id = React.useId();
  return (
    <div className="jp-Gift4Code-askBar">
      <button
        type="button"
        className={`jp-Gift4Code-button ${running ? '' : 'jp-mod-main'}`}
        disabled={why !== ''}
        aria-describedby={why === '' ? undefined : id}
        title={running ? trans.__('Stop (Esc)') : trans.__('Ask (%1)', askKeys())}
        onClick={event => {
          if (!running) {
            actions.ask();
          } else if (event.detail < 2) {
            // The second click of a double one on Ask is not meant to stop.
            actions.stop();
          }
        }}
      >
        {running && <Icon sign="stop" />}
        {running ? trans.__('Stop') : trans.__('Ask')}
      </button>
      {why !== '' && (
        <span id={id} className="jp-Gift4Code-faint">
          {why}
        </span>
      )}
    </div>
  );
}

/** Whether the form can be asked now. */
export function canAsk(state: IPanelState): boolean {
  return (
    state.ask?.phase !== 'running' &&
    state.readiness === 'ready' &&
    state.model.status !== 'unreachable' &&
    problem(state.form) === null
  );
}

function whyNot(state: IPanelState, trans: ITranslate): string {
  if (canAsk(state)) {
    return '';
  }
  if (state.readiness !== 'ready') {
    return trans.__('Not yet: see above.');
  }
  if (state.model.status === 'unreachable') {
    return trans.__('The model cannot be reached.');
  }
  return problem(state.form) === 'rows'
    ? trans.__('The number of rows is no number.')
    : trans.__('Say what you want, or give an example.');
}
