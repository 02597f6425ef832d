/** The columns of one dataframe, with what a person may say of each: a note, and what of it may leave. */
import * as React from 'react';
import { IColumn, IFrame, Level } from '../protocol';
import { inWords } from '../sentences';
import { allowedLevels, IPanelActions, IPanelState, ITranslate, own } from '../state';
import { Icon } from './icons';
import { levelWord } from './words';

const FILTERED = 12; // columns from which on there is a filter

interface ISchemaProps {
  readonly name: string;
  /** Absent until it was read. */
  readonly frame: IFrame | undefined;
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Schema({ name, frame, state, actions, trans }: ISchemaProps): JSX.Element {
  const [filter, setFilter] = React.useState('');
  const [edited, setEdited] = React.useState<number | null>(null);
  if (frame === undefined) {
    return <p className="jp-Gift4Code-hint">{trans.__('Reading the columns of %1', name)}</p>;
  }
  const sought = filter.trim().toLowerCase();
  const shown = frame.columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => column.label.toLowerCase().includes(sought));
  const hidden = frame.columns_total - frame.columns.length;
  return (
    <div className="jp-Gift4Code-schema" role="group" aria-label={trans.__('Columns of %1', name)}>
      <LevelOf
        label={trans.__('Sharing of %1', name)}
        of={name}
        state={state}
        actions={actions}
        trans={trans}
      />
      {frame.columns.length > FILTERED && (
        <input
          type="search"
          className="jp-Gift4Code-input"
          aria-label={trans.__('Filter the columns')}
          placeholder={trans.__('Filter the columns')}
          value={filter}
          onChange={event => setFilter(event.target.value)}
        />
      )}
      <div className="jp-Gift4Code-scroll">
        <table className="jp-Gift4Code-table">
          <thead>
            <tr>
              <th scope="col">{trans.__('Column')}</th>
              <th scope="col">{trans.__('dtype and facts')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ column, place }) => (
              <ColumnRows
                key={place}
                of={`${name}.${column.label}`}
                column={column}
                editing={edited === place}
                onEdit={() => setEdited(edited === place ? null : place)}
                state={state}
                actions={actions}
                trans={trans}
              />
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <p className="jp-Gift4Code-hint">{trans._n('%1 more column', '%1 more columns', hidden)}</p>
      )}
    </div>
  );
}

interface IColumnProps {
  readonly of: string;
  readonly column: IColumn;
  readonly editing: boolean;
  readonly onEdit: () => void;
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

function ColumnRows(props: IColumnProps): JSX.Element {
  const { of, column, editing, onEdit, state, actions, trans } = props;
  const { notes, overrides } = state.form;
  const note = own(notes, of) ?? '';
  const level = own(overrides, of);
  const id = React.useId();
  const told = [
    ...column.facts.map(fact => inWords(fact, trans)),
    ...(level === undefined ? [] : [trans.__('sharing: %1', levelWord(level, trans))])
  ].join(', ');
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            className="jp-Gift4Code-fold"
            aria-expanded={editing}
            title={trans.__('Note and sharing of this column')}
            onClick={onEdit}
          >
            <Icon sign={editing ? 'down' : 'right'} />
            {column.label}
          </button>
        </th>
        <td>
          <code>{column.dtype}</code> <span className="jp-Gift4Code-faint">{told}</span>
        </td>
      </tr>
      {(editing || note !== '') && (
        <tr className="jp-Gift4Code-more">
          <td colSpan={2}>
            {editing ? (
              <div className="jp-Gift4Code-fields">
                <label htmlFor={`${id}-note`}>{trans.__('Note')}</label>
                <input
                  id={`${id}-note`}
                  className="jp-Gift4Code-input"
                  maxLength={200}
                  placeholder={trans.__('such as: steps a minute')}
                  value={note}
                  onChange={event =>
                    actions.change({ notes: withKey(notes, of, event.target.value) })
                  }
                />
                <LevelOf
                  label={trans.__('Sharing of %1', column.label)}
                  of={of}
                  state={state}
                  actions={actions}
                  trans={trans}
                />
              </div>
            ) : (
              <span className="jp-Gift4Code-faint">{note}</span>
            )}
          </td>
        </tr>
      )}
    </>
  );
}

interface ILevelProps {
  readonly label: string;
  readonly of: string;
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

function LevelOf({ label, of, state, actions, trans }: ILevelProps): JSX.Element {
  const id = React.useId();
  const { overrides } = state.form;
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="jp-Gift4Code-input"
        value={own(overrides, of) ?? ''}
        onChange={event => {
          const level = event.target.value as Level | '';
          actions.change({ overrides: withKey(overrides, of, level) });
        }}
      >
        <option value="">{trans.__('as the request')}</option>
        {allowedLevels(state.policy).map(level => (
          <option key={level} value={level}>
            {levelWord(level, trans)}
          </option>
        ))}
      </select>
    </>
  );
}

/** The entries with one of them set; an empty one is taken out. */
function withKey<T extends string>(
  entries: Readonly<Record<string, T>>,
  key: string,
  value: T | ''
): Record<string, T> {
  const others = Object.entries(entries).filter(([other]) => other !== key);
  return Object.fromEntries(value === '' ? others : [...others, [key, value]]);
}
