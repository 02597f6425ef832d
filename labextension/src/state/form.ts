/**
 * What a person filled in, as the panel keeps it between asks. Holds no data value but those typed as an example.
 */
import { Level } from '../protocol';

/** The four ways to state an expected output; each keeps what it holds while another is shown. */
export type OutputWay = 'type' | 'grid' | 'variable' | 'words';

export interface IGrid {
  readonly columns: readonly string[];
  /** `''` is an empty cell, `'...'` any cell. */
  readonly rows: readonly (readonly string[])[];
  readonly more: 'no' | 'head' | 'anywhere';
}

export interface IForm {
  readonly intent: string;
  /** Chips: names of live dataframes. */
  readonly frames: readonly string[];
  readonly outputName: string;
  readonly way: OutputWay;
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
