/** What must come out, in one place: four ways to state it, all of which count together. */
import * as React from 'react';
import {
  exampleSent,
  given,
  IPanelActions,
  IPanelState,
  isBlank,
  ITranslate,
  showWay
} from '../state';
import { GridWay } from './GridWay';
import { Section } from './Section';
import { Tabs } from './Tabs';
import { TypeWay } from './TypeWay';
import { VariableWay } from './VariableWay';
import { WordsWay } from './WordsWay';

interface IExpectedProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Expected({ state, actions, trans }: IExpectedProps): JSX.Element {
  const { form } = state;
  const filled = given(form);
  const sent = exampleSent(form);
  const mark = (isFilled: boolean, counts: boolean): string =>
    !isFilled ? '' : counts ? trans.__('filled in') : trans.__('filled in, not sent');
  const tabs = [
    { key: 'type', label: trans.__('Type'), mark: mark(filled.type, true) },
    { key: 'grid', label: trans.__('Example'), mark: mark(filled.grid, sent === 'grid') },
    {
      key: 'variable',
      label: trans.__('Variable'),
      mark: mark(filled.variable, sent === 'variable')
    },
    { key: 'words', label: trans.__('Words'), mark: mark(filled.words, true) }
  ] as const;
  const stated = Object.values(filled).some(Boolean);
  return (
    <Section title={trans.__('Expected output')} note={stated ? undefined : trans.__('optional')}>
      <Tabs
        label={trans.__('Ways to state the expected output')}
        tabs={tabs}
        shown={form.way}
        onShow={way => {
          actions.change(showWay(way));
          if (way === 'grid' && startsFromInputs(state)) {
            actions.gridFromInputs();
          }
        }}
      >
        {form.way === 'type' && <TypeWay form={form} actions={actions} trans={trans} />}
        {form.way === 'grid' && (
          <GridWay
            grid={form.grid}
            onChange={grid => actions.change({ grid })}
            onStart={() => actions.gridFromInputs()}
            trans={trans}
          />
        )}
        {form.way === 'variable' && <VariableWay state={state} actions={actions} trans={trans} />}
        {form.way === 'words' && <WordsWay form={form} actions={actions} trans={trans} />}
      </Tabs>
      {filled.grid && filled.variable && (
        <p className="jp-Gift4Code-hint">
          {sent === 'grid'
            ? trans.__('Both are examples: the grid is sent, the variable is not.')
            : trans.__('Both are examples: the variable is sent, the grid is not.')}
        </p>
      )}
    </Section>
  );
}

/** Whether a grid that nobody touched can begin with columns, and it is plain whose. */
function startsFromInputs({ form, snapshot, busy }: IPanelState): boolean {
  return !busy && isBlank(form.grid) && (form.frames.length > 0 || snapshot?.frames.length === 1);
}
