/** The expected output by its kind: name, type, columns, number of rows. */
import * as React from 'react';
import { IForm, IPanelActions, ITranslate, problem } from '../state';

const TYPES = ['DataFrame', 'Series', 'int', 'float', 'str', 'bool', 'list', 'dict'];

interface ITypeProps {
  readonly form: IForm;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function TypeWay({ form, actions, trans }: ITypeProps): JSX.Element {
  const id = React.useId();
  const wrong = problem(form) === 'rows';
  return (
    <div className="jp-Gift4Code-fields">
      <label htmlFor={`${id}-type`}>{trans.__('Type')}</label>
      <select
        id={`${id}-type`}
        className="jp-Gift4Code-input"
        value={form.type}
        onChange={event => actions.change({ type: event.target.value })}
      >
        <option value="">{trans.__('any')}</option>
        {TYPES.map(type => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-columns`}>{trans.__('Columns')}</label>
      <input
        id={`${id}-columns`}
        className="jp-Gift4Code-input"
        value={form.columns}
        placeholder={trans.__('any; such as: class, "Fare (EUR)"')}
        onChange={event => actions.change({ columns: event.target.value })}
      />
      <label htmlFor={`${id}-rows`}>{trans.__('Rows')}</label>
      <div className="jp-Gift4Code-line">
        <input
          id={`${id}-rows`}
          className="jp-Gift4Code-input jp-mod-short"
          inputMode="numeric"
          value={form.rows}
          placeholder={trans.__('any')}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={event => actions.change({ rows: event.target.value })}
        />
        <label htmlFor={`${id}-name`}>{trans.__('Name')}</label>
        <input
          id={`${id}-name`}
          className="jp-Gift4Code-input jp-Gift4Code-code"
          value={form.outputName}
          spellCheck={false}
          onChange={event => actions.change({ outputName: event.target.value })}
        />
      </div>
      {wrong && (
        <p id={`${id}-wrong`} className="jp-Gift4Code-problem jp-mod-across">
          {trans.__('The number of rows must be a whole number, or be left empty.')}
        </p>
      )}
    </div>
  );
}
