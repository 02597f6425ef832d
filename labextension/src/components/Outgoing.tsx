/** The exact text that would leave the kernel, computed when a person asks to see it. */
import * as React from 'react';
import { IOutgoing } from '../protocol';
import { inWords } from '../sentences';
import { IPanelActions, IPanelState, ITranslate } from '../state';
import { Fold } from './Fold';
import { TextBox } from './TextBox';
import { count } from './words';

interface IOutgoingProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Outgoing({ state, actions, trans }: IOutgoingProps): JSX.Element {
  const { outgoing, outgoingProblem } = state;
  return (
    <Fold title={trans.__('Show what is sent')} onOpen={() => actions.showOutgoing()}>
      {outgoingProblem !== '' && (
        <p className="jp-Gift4Code-problem">{inWords(outgoingProblem, trans)}</p>
      )}
      {outgoing === null ? (
        <button
          type="button"
          className="jp-Gift4Code-button"
          onClick={() => actions.showOutgoing()}
        >
          {trans.__('Show it for the request as it is now')}
        </button>
      ) : (
        <Text outgoing={outgoing} trans={trans} />
      )}
    </Fold>
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
          inWords(model, trans)
        )}{' '}
        <strong>
          {local ? trans.__('It stays on this machine.') : trans.__('It leaves this machine.')}
        </strong>
      </p>
      <TextBox text={text} label={trans.__('What is sent')} role="region" />
    </>
  );
}
