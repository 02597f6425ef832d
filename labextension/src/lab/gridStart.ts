import { gridOf, IForm, own } from '../state';
import { namedIn } from './notebook/names';
import type { NotebookSession } from './session';

/** The most columns that a grid starts with. */
const MOST_COLUMNS = 20;

/**
 * A grid with the columns of the inputs: those chosen, else those named in the words, else the only one. Null where
 * nothing could be read, which the session says, or the grid was filled in meanwhile.
 */
export async function gridFromInputs(
  session: NotebookSession
): Promise<Partial<IForm> | 'choose' | null> {
  const { grid } = session.state.form;
  if (session.isStale) {
    await session.look(true);
  }
  const { form, snapshot } = session.state;
  const names = (snapshot?.frames ?? []).map(frame => frame.name);
  const inputs = inputsOf(form, names);
  if (inputs.length === 0 && names.length > 0) {
    return 'choose';
  }
  await session.read(inputs.filter(name => own(session.state.schemas, name) === undefined));
  const read = inputs.flatMap(name => own(session.state.schemas, name)?.columns ?? []);
  const labels = [...new Set(read.map(column => column.label))].slice(0, MOST_COLUMNS);
  // By now the person may have filled it in, or look at another way.
  const isAsItWas = session.state.form.grid === grid;
  return labels.length > 0 && isAsItWas ? { grid: gridOf(labels, 2) } : null;
}

/** The dataframes that a form is about, of those there are; none if that is open. */
export function inputsOf(form: IForm, names: readonly string[]): readonly string[] {
  if (form.frames.length > 0) {
    return form.frames.filter(name => names.includes(name));
  }
  const named = namedIn(form.intent, names);
  return named.length > 0 ? named : names.length === 1 ? names : [];
}
