/**
 * What a person filled in, as the panel keeps it between asks. Holds no data value but those typed as an example.
 */
import { Example, IOutputStated, IPolicy, IRequest, LEVELS, Level } from '../protocol';
import { emptyGrid, exampleOf, hasCells, indexOf } from './grid';
import { splitLabels } from './labels';

/** The four ways to state an expected output; each keeps what it holds while another is shown. */
export type OutputWay = 'type' | 'grid' | 'variable' | 'words';

export interface IGrid {
  readonly columns: readonly string[];
  /** `''` is an empty cell, `'...'` any cell. */
  readonly rows: readonly (readonly string[])[];
  readonly more: 'no' | 'head' | 'anywhere';
  /** How many of the first columns are the index of the expected value. */
  readonly index: number;
}

export interface IForm {
  readonly intent: string;
  /** Chips: names of live dataframes. */
  readonly frames: readonly string[];
  readonly outputName: string;
  readonly way: OutputWay;
  /** Which of the two ways to give an example counts where both are filled in: the one shown last. */
  readonly example: 'grid' | 'variable';
  readonly type: string;
  /** Columns as typed, separated by commas; quotes hold commas. */
  readonly columns: string;
  /** Empty for none. */
  readonly rows: string;
  readonly grid: IGrid;
  readonly variable: string;
  readonly words: string;
  readonly level: Level;
  readonly sample: number;
  readonly overrides: Readonly<Record<string, Level>>;
  readonly notes: Readonly<Record<string, string>>;
  /** Whether the code of the cells above the target is told to the model. */
  readonly withContext: boolean;
}

/** A form that states nothing, at a level that the policy allows. */
export function emptyForm(level: Level = 'schema', policy: IPolicy | null = null): IForm {
  return {
    intent: '',
    frames: [],
    outputName: 'result',
    way: 'type',
    example: 'grid',
    type: '',
    columns: '',
    rows: '',
    grid: emptyGrid(),
    variable: '',
    words: '',
    level: policy === null ? level : lowest(level, policy.highest_level),
    sample: 3,
    overrides: {},
    notes: {},
    withContext: false
  };
}

/** The lower of two levels. */
export function lowest(one: Level, other: Level): Level {
  return LEVELS.indexOf(one) <= LEVELS.indexOf(other) ? one : other;
}

/** The levels that a policy allows, from least to most. */
export function allowedLevels(policy: IPolicy): Level[] {
  return LEVELS.slice(0, LEVELS.indexOf(policy.highest_level) + 1);
}

/** What showing a way changes: of the two examples, the one shown last counts. */
export function showWay(way: OutputWay): Partial<IForm> {
  return way === 'grid' || way === 'variable' ? { way, example: way } : { way };
}

/** The ways in which something was stated. */
export function given(form: IForm): Record<OutputWay, boolean> {
  return {
    type: form.type !== '' || splitLabels(form.columns).length > 0 || form.rows.trim() !== '',
    grid: hasCells(form.grid),
    variable: form.variable !== '',
    words: form.words.trim() !== ''
  };
}

/** Which example is sent, if any. */
export function exampleSent(form: IForm): 'grid' | 'variable' | null {
  const { grid, variable } = given(form);
  return grid && variable ? form.example : grid ? 'grid' : variable ? 'variable' : null;
}

/** Why the form cannot be asked as it stands, as the part that is wrong; null if it can. */
export function problem(form: IForm): 'nothing' | 'rows' | null {
  if (form.rows.trim() !== '' && !/^\d+$/.test(form.rows.trim())) {
    return 'rows';
  }
  return form.intent.trim() === '' && exampleSent(form) === null ? 'nothing' : null;
}

/** The expected output that a form states. */
export function outputStated(form: IForm): IOutputStated {
  const columns = splitLabels(form.columns);
  const example = exampleOfForm(form);
  return {
    name: form.outputName.trim() || 'result',
    type: form.type || null,
    columns: columns.length > 0 ? columns : null,
    dtypes: null,
    rows: form.rows.trim() === '' ? null : Number(form.rows),
    index: example?.kind === 'grid' ? indexOf(form.grid) : null,
    example,
    summary: form.words.trim() || null,
    ordered: null
  };
}

/** The request that a form states; what the settings say comes beside it. */
export function requestOf(
  form: IForm,
  settings: { n: number; seconds: number; model: string | null },
  context: string
): IRequest {
  return {
    intent: form.intent.trim(),
    frames: [...form.frames],
    context: form.withContext && form.level !== 'anonymous' ? context : '',
    output: outputStated(form),
    n: settings.n,
    seconds: settings.seconds,
    level: form.level,
    sample: form.sample,
    overrides: { ...form.overrides },
    notes: { ...form.notes },
    model: settings.model
  };
}

function exampleOfForm(form: IForm): Example | null {
  switch (exampleSent(form)) {
    case 'grid':
      return exampleOf(form.grid);
    case 'variable':
      return { kind: 'variable', name: form.variable };
    case null:
      return null;
  }
}
