import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import * as React from 'react';

import { inWords } from '../sentences';
import type { ITranslate } from '../state';
import { IEndpoint, IServerStatus, Refused, Server } from './server';

/** What was filled in. The key is in memory only, until it has been sent. */
interface IChoice {
  bundled: boolean;
  base_url: string;
  model: string;
  template: string;
  key: string;
  forgetKey: boolean;
}

/**
 * Let a person choose between the bundled model and an endpoint; true once the server has taken the choice.
 *
 * What the server refuses is said in the dialog, which stays as it was filled in.
 */
export async function chooseModel(
  server: Server,
  status: IServerStatus,
  trans: ITranslate
): Promise<boolean> {
  const choice: IChoice = {
    bundled: status.endpoint === null,
    base_url: status.endpoint?.base_url ?? '',
    model: status.endpoint?.model ?? '',
    template: status.endpoint?.template ?? '',
    key: '',
    forgetKey: false
  };
  let wrong = '';
  for (;;) {
    const result = await showDialog({
      title: trans.__('Model'),
      body: new ModelForm(choice, status, wrong, trans),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: trans.__('Use it') })
      ],
      focusNodeSelector: 'input:checked'
    });
    if (!result.button.accept) {
      return false;
    }
    wrong = await refusal(() => save(server, choice, status), trans);
    if (wrong === '') {
      return true;
    }
  }
}

async function save(server: Server, choice: IChoice, status: IServerStatus): Promise<void> {
  if (choice.bundled) {
    await server.setEndpoint(null);
    return;
  }
  const endpoint: IEndpoint = {
    base_url: choice.base_url.trim(),
    model: choice.model.trim(),
    template: choice.template.trim() || null
  };
  await server.setEndpoint(endpoint);
  if (choice.key !== '') {
    await server.setKey(choice.key);
    choice.key = '';
  } else if (choice.forgetKey && status.has_key) {
    await server.forgetKey();
  }
}

/** The sentence to show, empty if all went well. */
async function refusal(attempt: () => Promise<void>, trans: ITranslate): Promise<string> {
  try {
    await attempt();
    return '';
  } catch (reason) {
    if (reason instanceof Refused) {
      return inWords(reason.message, trans);
    }
    console.error('gift4code: the server could not be told', reason);
    return trans.__('The Jupyter server could not be reached. Try again.');
  }
}

class ModelForm extends ReactWidget {
  constructor(
    private readonly _choice: IChoice,
    private readonly _status: IServerStatus,
    private readonly _wrong: string,
    private readonly _trans: ITranslate
  ) {
    super();
    this.addClass('jp-Gift4Code-model');
  }

  protected render(): JSX.Element {
    return (
      <Fields choice={this._choice} status={this._status} wrong={this._wrong} trans={this._trans} />
    );
  }
}

interface IFieldsProps {
  readonly choice: IChoice;
  readonly status: IServerStatus;
  readonly wrong: string;
  readonly trans: ITranslate;
}

function Fields({ choice, status, wrong, trans }: IFieldsProps): JSX.Element {
  const id = React.useId();
  const [, redraw] = React.useReducer((count: number) => count + 1, 0);
  const set = (part: Partial<IChoice>): void => {
    Object.assign(choice, part);
    redraw();
  };
  const { policy } = status;
  const field = (name: 'base_url' | 'model', label: string, placeholder: string): JSX.Element => (
    <>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        className="jp-mod-styled"
        value={choice[name]}
        placeholder={placeholder}
        spellCheck={false}
        list={name === 'model' ? `${id}-models` : undefined}
        onChange={event => set({ [name]: event.target.value })}
      />
    </>
  );
  return (
    <div className="jp-Gift4Code-modelFields">
      {wrong !== '' && (
        <p className="jp-Gift4Code-modelProblem" role="alert">
          {wrong}
        </p>
      )}
      {policy.endpoint !== 'force-on' && (
        <label>
          <input
            type="radio"
            name={`${id}-which`}
            checked={choice.bundled}
            onChange={() => set({ bundled: true })}
          />{' '}
          {trans.__('The bundled model: small, on this machine, nothing leaves it')}
        </label>
      )}
      {policy.endpoint !== 'force-off' && (
        <label>
          <input
            type="radio"
            name={`${id}-which`}
            checked={!choice.bundled}
            onChange={() => set({ bundled: false })}
          />{' '}
          {trans.__('An OpenAI-compatible endpoint')}
        </label>
      )}
      {!choice.bundled && (
        <div className="jp-Gift4Code-modelEndpoint">
          {field('base_url', trans.__('Address'), 'http://127.0.0.1:8000/v1')}
          {field('model', trans.__('Model'), trans.__('empty for the first one there'))}
          <label htmlFor={`${id}-template`}>{trans.__('Template')}</label>
          <select
            id={`${id}-template`}
            className="jp-mod-styled"
            value={choice.template}
            onChange={event => set({ template: event.target.value })}
          >
            <option value="">{trans.__('the one that the model names')}</option>
            <option value="chat/1">{trans.__('plain words, for general models')}</option>
            <option value="gift4code/1">{trans.__('for models tuned on specifications')}</option>
            <option value="slots/1">{trans.__('numbered slots, as the bundled model')}</option>
          </select>
          <label htmlFor={`${id}-key`}>{trans.__('Key')}</label>
          <input
            id={`${id}-key`}
            className="jp-mod-styled"
            type="password"
            autoComplete="off"
            value={choice.key}
            placeholder={
              status.has_key ? trans.__('a key is kept on the server') : trans.__('if it needs one')
            }
            onChange={event => set({ key: event.target.value, forgetKey: false })}
          />
          {status.has_key && (
            <label className="jp-Gift4Code-modelWide">
              <input
                type="checkbox"
                checked={choice.forgetKey}
                onChange={event => set({ forgetKey: event.target.checked })}
              />{' '}
              {trans.__('Forget the kept key')}
            </label>
          )}
          <datalist id={`${id}-models`}>
            {status.models.map(model => (
              <option key={model.id} value={model.id} />
            ))}
          </datalist>
          <p className="jp-Gift4Code-modelWide">
            {trans.__('The key is sent to the Jupyter server once and kept there only.')}
          </p>
        </div>
      )}
    </div>
  );
}
