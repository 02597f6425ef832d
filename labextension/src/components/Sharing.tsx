/** What may leave the kernel, and the very text that does. */
import * as React from 'react';
import { Level } from '../protocol';
import { allowedLevels, IPanelActions, IPanelState, ITranslate } from '../state';
import { Outgoing } from './Outgoing';
import { Section } from './Section';
import { levelSentence, levelWord } from './words';

const MOST_ROWS = 100; // of each dataframe, as the kernel allows

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
    <Section
      title={trans.__('Sharing')}
      tools={
        <select
          className="jp-Gift4Code-input"
          value={form.level}
          aria-label={trans.__('What may leave the kernel')}
          aria-describedby={`${id}-means`}
          onChange={event => actions.change({ level: event.target.value as Level })}
        >
          {levels.map(level => (
            <option key={level} value={level}>
              {levelWord(level, trans)}
            </option>
          ))}
        </select>
      }
    >
      <p id={`${id}-means`} className="jp-Gift4Code-hint">
        {levelSentence(form.level, trans)}{' '}
        {others > 0 &&
          trans._n(
            '%1 dataframe or column has a level of its own.',
            '%1 dataframes and columns have levels of their own.',
            others
          )}
      </p>
      {rows && (
        <div className="jp-Gift4Code-fields">
          <label htmlFor={`${id}-sample`}>{trans.__('Rows shown')}</label>
          <input
            id={`${id}-sample`}
            className="jp-Gift4Code-input jp-mod-short"
            type="number"
            min={1}
            max={MOST_ROWS}
            value={form.sample}
            onChange={event => {
              const sample = event.target.valueAsNumber;
              if (Number.isInteger(sample)) {
                actions.change({ sample: Math.min(MOST_ROWS, Math.max(1, sample)) });
              }
            }}
          />
        </div>
      )}
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
      {form.level !== 'anonymous' && form.withContext && (
        <p className="jp-Gift4Code-hint">
          {trans.__('That code leaves as it is written, with the values that stand in it.')}
        </p>
      )}
      <Outgoing state={state} actions={actions} trans={trans} />
    </Section>
  );
}
