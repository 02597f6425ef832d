/** The live dataframes: which of them an ask is about, and what is known of each. */
import * as React from 'react';
import { IFrameName } from '../protocol';
import { IPanelActions, IPanelState, ITranslate, own } from '../state';
import { Icon } from './icons';
import { Schema } from './Schema';
import { SchemaGlance } from './SchemaGlance';
import { Section } from './Section';
import { useGlance } from './useGlance';
import { clock, frameWords, shapeWords } from './words';

interface IInputsProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Inputs({ state, actions, trans }: IInputsProps): JSX.Element {
  const { snapshot, form, busy, schemas } = state;
  const [opened, setOpened] = React.useState<string | null>(null);
  const glance = useGlance(name => {
    if (own(schemas, name) === undefined && !busy) {
      actions.readSchema(name);
    }
  });
  const glanced = glance.name === null ? undefined : own(schemas, glance.name);
  const frames = snapshot?.frames ?? [];
  const gone = form.frames.filter(name => !frames.some(frame => frame.name === name));
  const toggle = (name: string): void => {
    const chosen = form.frames.includes(name);
    actions.change({
      frames: chosen ? form.frames.filter(other => other !== name) : [...form.frames, name]
    });
  };
  const open = (name: string): void => {
    glance.close();
    setOpened(opened === name ? null : name);
    if (opened !== name && own(schemas, name) === undefined) {
      actions.readSchema(name);
    }
  };
  return (
    <Section
      title={trans.__('Inputs')}
      note={snapshot === null ? undefined : trans.__('as of %1', clock(snapshot.at))}
      tools={
        !busy && (
          <button
            type="button"
            className="jp-Gift4Code-iconButton"
            aria-label={trans.__('Look at the live dataframes again')}
            title={trans.__('Look at the live dataframes again')}
            onClick={() => actions.look()}
          >
            <Icon sign="refresh" />
          </button>
        )
      }
    >
      {busy && <Busy state={state} actions={actions} trans={trans} />}
      <div className="jp-Gift4Code-chipBox" onMouseLeave={glance.close}>
        <ul className="jp-Gift4Code-chips" aria-label={trans.__('Live dataframes')}>
          {frames.map(frame => (
            <Chip
              key={frame.name}
              frame={frame}
              chosen={form.frames.includes(frame.name)}
              opened={opened === frame.name}
              onToggle={() => toggle(frame.name)}
              onOpen={() => open(frame.name)}
              onRest={() => {
                if (opened !== frame.name) {
                  glance.rest(frame.name);
                }
              }}
              trans={trans}
            />
          ))}
          {gone.map(name => (
            <li key={name} className="jp-Gift4Code-chip jp-mod-gone">
              <button type="button" aria-pressed={true} onClick={() => toggle(name)}>
                {trans.__('%1 is gone', name)}
              </button>
            </li>
          ))}
        </ul>
        {glanced !== undefined && <SchemaGlance frame={glanced} trans={trans} />}
      </div>
      {snapshot !== null && form.frames.length === 0 && frames.length > 0 && (
        <p className="jp-Gift4Code-hint">
          {frames.length === 1
            ? trans.__('The only dataframe is taken.')
            : trans.__('Choose some, or name them in the request.')}
        </p>
      )}
      {opened !== null && frames.some(frame => frame.name === opened) && (
        <Schema
          name={opened}
          frame={own(schemas, opened)}
          state={state}
          actions={actions}
          trans={trans}
        />
      )}
    </Section>
  );
}

function Busy({ state, actions, trans }: IInputsProps): JSX.Element {
  const { snapshot } = state;
  return (
    <div className="jp-Gift4Code-notice">
      <p>
        {snapshot === null
          ? trans.__('The kernel is running a cell. Its dataframes are read when it is idle.')
          : trans.__(
              'The kernel is running a cell. These are the dataframes of %1.',
              clock(snapshot.at)
            )}
      </p>
      <button type="button" className="jp-Gift4Code-button" onClick={() => actions.look()}>
        {trans.__('Look anyway')}
      </button>
    </div>
  );
}

interface IChipProps {
  readonly frame: IFrameName;
  readonly chosen: boolean;
  readonly opened: boolean;
  readonly onToggle: () => void;
  readonly onOpen: () => void;
  readonly onRest: () => void;
  readonly trans: ITranslate;
}

function Chip(props: IChipProps): JSX.Element {
  const { frame, chosen, opened, onToggle, onOpen, onRest, trans } = props;
  const about = opened
    ? trans.__('Hide the columns of %1', frame.name)
    : trans.__('Columns of %1', frame.name);
  return (
    <li className={`jp-Gift4Code-chip ${chosen ? 'jp-mod-chosen' : ''}`} onMouseEnter={onRest}>
      <button
        type="button"
        className="jp-Gift4Code-chipName"
        aria-pressed={chosen}
        title={frameWords(frame)}
        onClick={onToggle}
      >
        {chosen && <Icon sign="check" />}
        <code>{frame.name}</code>{' '}
        <span className="jp-Gift4Code-faint">{shapeWords(frame.shape)}</span>
      </button>
      <button
        type="button"
        className="jp-Gift4Code-chipMore"
        aria-expanded={opened}
        aria-label={about}
        onClick={onOpen}
      >
        <Icon sign={opened ? 'down' : 'right'} />
      </button>
    </li>
  );
}
