/** Where an answer goes and who is asked. */
import * as React from 'react';
import { inWords } from '../sentences';
import { IPanelActions, IPanelState, ITarget, ITranslate } from '../state';
import { Icon, Sign } from './icons';
import { modelWord } from './words';

interface IHeaderProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Header({ state, actions, trans }: IHeaderProps): JSX.Element {
  return (
    <div className="jp-Gift4Code-header">
      {state.target !== null && <Target target={state.target} actions={actions} trans={trans} />}
      <Model state={state} actions={actions} trans={trans} />
    </div>
  );
}

function Target(props: {
  target: ITarget;
  actions: IPanelActions;
  trans: ITranslate;
}): JSX.Element {
  const { target, actions, trans } = props;
  return (
    <>
      <div className="jp-Gift4Code-line">
        <button
          type="button"
          className="jp-Gift4Code-link jp-Gift4Code-strong"
          title={trans.__('Show the notebook and the cell (%1)', target.path)}
          onClick={() => actions.revealTarget()}
        >
          {target.cellNumber === null
            ? target.notebook
            : trans.__('%1, cell %2', target.notebook, target.cellNumber)}
        </button>
        <span className="jp-Gift4Code-faint jp-Gift4Code-cut" title={trans.__('The kernel')}>
          {target.kernel}
        </span>
      </div>
      {target.readOnly && (
        <p className="jp-Gift4Code-warning">
          {trans.__('This notebook is read-only: an answer can be copied, not inserted.')}
        </p>
      )}
      {!target.trusted && (
        <p className="jp-Gift4Code-warning">
          {trans.__(
            'This notebook is not trusted: a cell that is inserted runs only when you run it.'
          )}
        </p>
      )}
    </>
  );
}

function Model({ state, actions, trans }: IHeaderProps): JSX.Element {
  const { model, policy } = state;
  const word = modelWord(model, trans);
  const signs: Record<string, Sign | undefined> = { ready: 'check', unreachable: 'cross' };
  const sign = signs[model.status];
  return (
    <>
      <div className="jp-Gift4Code-line">
        <span className={`jp-Gift4Code-model jp-mod-${model.status}`}>
          <span className="jp-Gift4Code-faint">{trans.__('Model')}</span>{' '}
          {inWords(model.name, trans) || trans.__('none chosen')}{' '}
          {sign !== undefined && <Icon sign={sign} />}{' '}
          <span className={model.status === 'ready' ? 'jp-Gift4Code-hidden' : ''}>{word}</span>
        </span>
        <span className="jp-Gift4Code-line">
          {policy.endpoint === 'user-choice' && (
            <button
              type="button"
              className="jp-Gift4Code-link"
              onClick={() => actions.chooseModel()}
            >
              {trans.__('Choose…')}
            </button>
          )}
          <button
            type="button"
            className="jp-Gift4Code-iconButton"
            aria-label={trans.__('Settings of gift4code')}
            title={trans.__('Settings of gift4code')}
            onClick={() => actions.openSettings()}
          >
            <Icon sign="sliders" />
          </button>
        </span>
      </div>
      {model.status !== 'ready' && model.sentence !== '' && (
        <p
          className={model.status === 'unreachable' ? 'jp-Gift4Code-warning' : 'jp-Gift4Code-hint'}
        >
          {inWords(model.sentence, trans)}
        </p>
      )}
    </>
  );
}
