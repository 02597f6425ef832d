/** The expected output as a live variable of the kernel. */
import * as React from 'react';
import { IPanelActions, IPanelState, ITranslate } from '../state';
import { frameWords } from './words';

interface IVariableProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function VariableWay({ state, actions, trans }: IVariableProps): JSX.Element {
  const id = React.useId();
  const { form, snapshot } = state;
  const values = snapshot?.values ?? [];
  const gone = form.variable !== '' && !values.some(value => value.name === form.variable);
  return (
    <>
      <div className="jp-Gift4Code-fields">
        <label htmlFor={id}>{trans.__('Variable')}</label>
        <select
          id={id}
          className="jp-Gift4Code-input"
          value={form.variable}
          onChange={event => actions.change({ variable: event.target.value })}
        >
          <option value="">{trans.__('none')}</option>
          {gone && <option value={form.variable}>{trans.__('%1 is gone', form.variable)}</option>}
          {values.map(value => (
            <option key={value.name} value={value.name}>
              {`${value.name} (${frameWords(value)})`}
            </option>
          ))}
        </select>
      </div>
      <p className="jp-Gift4Code-hint">
        {values.length === 0
          ? trans.__(
              'No variable can serve: compute the expected value in a cell, then look again.'
            )
          : trans.__('Its value is what must come out.')}
      </p>
    </>
  );
}
