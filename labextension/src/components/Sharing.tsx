/** What may leave the kernel, and the very text that does. */
import * as React from 'react';
import { Level } from '../protocol';
import { allowedLevels, IPanelActions, IPanelState, ITranslate } from '../state';
import { Outgoing } from './Outgoing';
import { Section } from './Section';
import { levelSentence, levelWord } from './words';

interface ISharingProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Sharing({ state, actions, trans }: ISharingProps): JSX.Element {
  const id = React.useId();
  const { form, policy } = state;
  const levels = allowedLevels(policy);
  const rows = form.level === 'masked' || form.level === 'rows';
  const others = Object.keys(form.overrides).length;
  return (
    <Section title={trans.__('Sharing')}>
      <div className="jp-Gift4Code-fields">
        <label htmlFor={`${id}-level`}>{trans.__('Level')}</label>
        <select
          id={`${id}-level`}
          className="jp-Gift4Code-input"
          value={form.level}
          aria-describedby={`${id}-means`}
          onChange={event => actions.change({ level: event.target.value as Level })}
        >
          {levels.map(level => (
            <option key={level} value={level}>
              {levelWord(level, trans)}
            </option>
          ))}
        </select>
        {rows && (
          <>
            <label htmlFor={`${id}-sample`}>{trans.__('Rows shown')}</label>
            <input
              id={`${id}-sample`}
              className="jp-Gift4Code-input jp-mod-short"
              type="number"
              min={1}
              max={100}
              value={form.sample}
              onChange={event => {
                const sample = event.target.valueAsNumber;
                if (Number.isInteger(sample)) {
                  actions.change({ sample: Math.min(100, Math.max(1, sample)) });
                }
              }}
            />
          </>
        )}
      </div>
      <p id={`${id}-means`} className="jp-Gift4Code-hint">
        {levelSentence(form.level, trans)}{' '}
        {others > 0 &&
          trans._n(
            '%1 dataframe or column has a level of its own.',
            '%1 dataframes and columns have levels of their own.',
            others
          )}
      </p>
      {form.level !== 'anonymous' && (
        <label className="jp-Gift4Code-check">
          <input
            type="checkbox"
            checked={form.withContext}
            onChange={event => actions.change({ withContext: event.target.checked })}
          />
          {trans.__('Tell the code of the cells above')}
        </label>
      )}
      <Outgoing state={state} actions={actions} trans={trans} />
    </Section>
  );
}
