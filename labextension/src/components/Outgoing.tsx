/** The exact text that would leave the kernel, computed when a person asks to see it. */
import * as React from 'react';
import { IOutgoing } from '../protocol';
import { IPanelActions, IPanelState, ITranslate } from '../state';
import { Icon } from './icons';
import { count } from './words';

interface IOutgoingProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Outgoing({ state, actions, trans }: IOutgoingProps): JSX.Element {
  const { outgoing, outgoingProblem } = state;
  const id = React.useId();
  const [open, setOpen] = React.useState(false);
  const toggle = (): void => {
    if (!open) {
      actions.showOutgoing();
    }
    setOpen(!open);
  };
  return (
    <div className="jp-Gift4Code-outgoing">
      <button
        type="button"
        className="jp-Gift4Code-fold"
        aria-expanded={open}
        aria-controls={id}
        onClick={toggle}
      >
        <Icon sign={open ? 'down' : 'right'} />
        {trans.__('Show what is sent')}
      </button>
      <div id={id} hidden={!open}>
        {open && (
          <>
            {outgoingProblem !== '' && <p className="jp-Gift4Code-problem">{outgoingProblem}</p>}
            {outgoing !== null && <Text outgoing={outgoing} trans={trans} />}
            {outgoing === null && (
              <button
                type="button"
                className="jp-Gift4Code-button"
                onClick={() => actions.showOutgoing()}
              >
                {trans.__('Show it for the request as it is now')}
              </button>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function Text({ outgoing, trans }: { outgoing: IOutgoing; trans: ITranslate }): JSX.Element {
  const { text, characters, tokens, model, local } = outgoing;
  return (
    <>
      <p className="jp-Gift4Code-hint">
        {trans._n(
          '%1 character, about %2 tokens, to %3.',
          '%1 characters, about %2 tokens, to %3.',
          characters,
          count(tokens),
          model
        )}{' '}
        <strong>
          {local ? trans.__('It stays on this machine.') : trans.__('It leaves this machine.')}
        </strong>
      </p>
      <pre className="jp-Gift4Code-pre" tabIndex={0} aria-label={trans.__('What is sent')}>
        {text}
      </pre>
    </>
  );
}
