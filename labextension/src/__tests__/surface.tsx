/** The panel in a surface that keeps its state, as the sidebar does. */
import { act, cleanup, render } from '@testing-library/react';
import userEvent, { UserEvent } from '@testing-library/user-event';
import * as React from 'react';
import { afterEach } from 'vitest';
import { PanelView } from '../components';
import { IForm, IPanelState } from '../state';
import { english, recorded } from './samples';

afterEach(cleanup);

export interface ISurface {
  readonly user: UserEvent;
  /** What was called with what, but for changes of the form. */
  readonly calls: unknown[][];
  readonly form: () => IForm;
  readonly container: HTMLElement;
  /** Changes other parts of the state, as messages of the kernel do. */
  readonly become: (part: Partial<IPanelState>) => void;
}

export function shown(state: IPanelState): ISurface {
  const { actions, calls } = recorded();
  let form = state.form;
  let change: (part: Partial<IPanelState>) => void = () => undefined;
  function Surface(): JSX.Element {
    const [now, setNow] = React.useState(state);
    form = now.form;
    change = part => setNow(before => ({ ...before, ...part }));
    const fill = (part: Partial<IForm>): void =>
      setNow(before => ({ ...before, form: { ...before.form, ...part } }));
    return <PanelView state={now} actions={{ ...actions, change: fill }} trans={english} />;
  }
  const { container } = render(<Surface />);
  return {
    user: userEvent.setup(),
    calls,
    form: () => form,
    container,
    become: part => act(() => change(part))
  };
}
