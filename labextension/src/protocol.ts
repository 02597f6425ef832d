/**
 * What the kernel side and a front end say to each other, as JSON.
 *
 * The names are those of the Python dataclasses (`gift4code_ext/kernel/wire.py` writes and reads them), so that one
 * vocabulary holds on both sides. The panel speaks it over a comm, the card over its widget's messages.
 */

/** Raised when a message changes its meaning; a kernel that speaks another number is told apart by it. */
export const PROTOCOL = 1;

export const COMM_TARGET = 'gift4code';

/** The MIME type of replies to silent expressions. */
export const STATE_MIME = 'application/vnd.gift4code.state+json';

/** What may leave the kernel, from least to most. */
export const LEVELS = ['anonymous', 'names', 'schema', 'shape', 'masked', 'rows'] as const;
export type Level = (typeof LEVELS)[number];

/** A live dataframe by name; costs the kernel nothing to tell. */
export interface IFrameName {
  name: string;
  type: string;
  /** Rows and columns. */
  shape: number[];
}

export interface IColumn {
  label: string;
  dtype: string;
  kind: string;
  facts: string[];
  note: string;
}

/** A live dataframe as the assistant reads it: a bounded number of rows and columns. */
export interface IFrame extends IFrameName {
  columns: IColumn[];
  /** May be more than there are in `columns`. */
  columns_total: number;
  index: IColumn[];
}

/** What an administrator settled; a front end shows no choice where there is none. */
export interface IPolicy {
  /** No surface at all. */
  hide: boolean;
  /** The highest level that a request may have. */
  highest_level: Level;
  /** The most samples that a request may ask for. */
  most_samples: number;
  /** Ids of the models that may be asked; null for any. */
  models: string[] | null;
  /** Whether an endpoint may be chosen by the person. */
  endpoint: 'user-choice' | 'force-on' | 'force-off';
}

/** What the kernel tells of itself, without reading any dataframe. */
export interface IKernelState {
  protocol: number;
  version: string;
  frames: IFrameName[];
  /** Live values that can serve as the expected output: frames, series, lists, numbers, text; 200 at most. */
  values: IFrameName[];
  policy: IPolicy;
}

/** Where the expected value comes from; a `null` cell is any cell. */
export type Example =
  | { kind: 'variable'; name: string }
  | { kind: 'text'; text: string }
  | {
      kind: 'grid';
      columns: string[];
      rows: (string | null)[][];
      /** Whether the result has further rows, and where those shown stand in it. */
      more: 'no' | 'head' | 'anywhere';
    };

/** The expected output, any part of which may be missing. */
export interface IOutputStated {
  name: string;
  type: string | null;
  columns: string[] | null;
  dtypes: Record<string, string> | null;
  rows: number | null;
  index: string[] | null;
  example: Example | null;
  summary: string | null;
  ordered: boolean | null;
}

export interface IRequest {
  intent: string;
  /** Names of live dataframes; empty lets the kernel find them in the intent, or take the only one. */
  frames: string[];
  /** Code of earlier cells; told to the model, never run. */
  context: string;
  output: IOutputStated;
  n: number;
  seconds: number;
  level: Level;
  /** Rows that leave at the levels `masked` and `rows`. */
  sample: number;
  /** `df.salary` -> level. */
  overrides: Record<string, Level>;
  /** `df.cadence` -> a sentence. */
  notes: Record<string, string>;
  /** Null for the one that the kernel's settings name. */
  model: string | null;
}

export interface IClause {
  name: string;
  passed: boolean;
  /** 0 identical ... 6 not equal. */
  grade: number;
  message: string;
}

/** A part of a value as text: at most 10 rows and 12 columns. */
export interface IPreview {
  type: string;
  /** Of the whole value. */
  shape: number[];
  columns: string[];
  /** Empty for a default index. */
  index: string[];
  rows: string[][];
  /** The value as text where it is no table; empty where there are rows. */
  text: string;
  /** Place of the first row shown. */
  start: number;
}

export type CandidateStatus =
  | 'ok'
  | 'wrong'
  | 'error'
  | 'timeout'
  | 'memory'
  | 'killed'
  | 'unserialisable'
  | 'refused'
  | 'harness_error';

export interface ICandidate {
  code: string;
  status: CandidateStatus;
  checks: IClause[];
  value_preview: IPreview | null;
  /** Cells of `value_preview` that differ from the expected value: row and column, column -1 for the index. */
  differs: [number, number][];
  score: number;
  edits: string[];
  samples: number;
  error: string;
  source: 'model' | 'repair' | 'search';
  unstable: boolean;
  grade: number;
  /** Why this is not what was asked for; empty if it is. */
  mismatch: string;
}

/** Two readings that the specification does not tell apart. */
export interface IQuestion {
  text: string;
  codes: [string, string];
  row: number | null;
  /** That row of each value as (column, cell) pairs; empty for a value that ends before it. */
  rows: [[string, string][], [string, string][]];
}

export interface IAnswer {
  code: string | null;
  verified: boolean;
  reason: string;
  candidates: ICandidate[];
  prompt: string;
  spec: string;
  seconds: number;
  model: string;
  level: string;
  question: IQuestion | null;
}

/** What would leave the kernel, before anything does. */
export interface IOutgoing {
  text: string;
  characters: number;
  /** An estimate: no tokenizer is asked. */
  tokens: number;
  model: string;
  template: string;
  level: string;
  /** Whether it stays on this machine. */
  local: boolean;
}

/** One step of an ask. */
export type Event =
  | { kind: 'read'; inputs: IFrame[]; seconds: number }
  | { kind: 'specified'; summary: string; stated: string[]; expected: IPreview | null }
  | { kind: 'loading'; model: string; seconds: number }
  | { kind: 'shared'; prompt: string; model: string; template: string; level: string }
  | {
      kind: 'generated';
      samples: number;
      candidates: number;
      refused: number;
      seconds: number;
      failure: string;
    }
  | { kind: 'ran'; candidate: ICandidate; done: number; total: number }
  | { kind: 'checked'; ran: number; met: number; seconds: number }
  | { kind: 'repaired'; tried: number; met: number; seconds: number }
  | {
      kind: 'searching';
      enumerated: number;
      executed: number;
      depth: number;
      found: number;
      seconds: number;
    }
  | { kind: 'chosen'; code: string | null; verified: boolean; reason: string };

/** Front end -> kernel. `id` is made by the front end, one a message but for `stop`, which names an ask. */
export type ToKernel =
  | { type: 'look'; id: string }
  | { type: 'read'; id: string; names: string[] }
  | { type: 'preview'; id: string; request: IRequest }
  | { type: 'ask'; id: string; request: IRequest }
  /**
   * The answer of the ask `of`, with more words; `request` states what else is to change. Its intent says nothing; an
   * output that states nothing, or the same as before, is expected again only where nothing met it.
   */
  | { type: 'refine'; id: string; of: string; words: string; request: IRequest }
  | { type: 'stop'; id: string };

/** Kernel -> front end. `seq` counts the messages of one id from 0, so that lost and late ones show. */
export type FromKernel =
  | { type: 'look'; id: string; seq: number; state: IKernelState }
  | { type: 'read'; id: string; seq: number; frames: IFrame[] }
  | { type: 'preview'; id: string; seq: number; outgoing: IOutgoing }
  | { type: 'event'; id: string; seq: number; event: Event }
  | { type: 'answer'; id: string; seq: number; answer: IAnswer }
  | { type: 'stopped'; id: string; seq: number }
  /** `retry`: whether the same request may work later. */
  | { type: 'failed'; id: string; seq: number; sentence: string; retry: boolean };
