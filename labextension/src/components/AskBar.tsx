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
  const bar = useTop(state.ask?.id);
  return (
    <div ref={bar} className="jp-Gift4Code-askBar">
      <button
        type="button"
        className={`jp-Gift4Code-button ${running ? '' : 'jp-mod-main'}`}
        disabled={why !== ''}
        aria-describedby={id}
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
      <span id={id} className="jp-Gift4Code-note">
        {why || (running ? trans.__('Esc stops') : askKeys())}
      </span>
    </div>
  );
}

/** Whether the form can be asked now. */
export function canAsk(state: IPanelState): boolean {
  return (
    state.ask?.phase !== 'running' && state.readiness === 'ready' && problem(state.form) === null
  );
}

function whyNot(state: IPanelState, trans: ITranslate): string {
  if (canAsk(state)) {
    return '';
  }
  if (state.readiness !== 'ready') {
    return trans.__('Not yet: see above.');
  }
  return problem(state.form) === 'rows'
    ? trans.__('The number of rows is no number.')
    : trans.__('Say what you want, or give an example.');
}

/** What comes of an ask is below its button: with each new ask the button goes to the top, once, and stays. */
function useTop(ask: string | undefined): React.RefObject<HTMLDivElement> {
  const bar = React.useRef<HTMLDivElement>(null);
  const before = React.useRef(ask);
  React.useEffect(() => {
    if (ask !== undefined && ask !== before.current) {
      bar.current?.scrollIntoView?.({ block: 'start' });
    }
    before.current = ask;
  }, [ask]);
  return bar;
}
