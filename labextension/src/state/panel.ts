/**
 * The contract between the components (`components/`), which draw a state and call actions, and the surface they are
 * drawn in (`lab/` for the sidebar), which owns the state and carries the actions out.
 */
import { IFrame, IFrameName, IOutgoing, IPolicy } from '../protocol';
import { IAskState } from './ask';
import { IForm } from './form';

/** Why nothing can be asked, or `ready`; each has a text that says what to do. */
export type Readiness =
  | 'ready'
  | 'no-notebook'
  | 'no-kernel'
  | 'kernel-starting'
  | 'kernel-dead'
  | 'wrong-language'
  | 'package-missing'
  | 'package-other-version'
  | 'no-frames';

export interface ITarget {
  /** Name of the notebook's file. */
  readonly notebook: string;
  readonly path: string;
  /** Display name of the kernel. */
  readonly kernel: string;
  readonly language: string;
  /** The cell an answer goes to, by id, and its place (from 1) for people. */
  readonly cellId: string | null;
  readonly cellNumber: number | null;
  readonly readOnly: boolean;
  readonly trusted: boolean;
}

/** The dataframes as they were when last looked at. */
export interface ISnapshot {
  readonly frames: readonly IFrameName[];
  readonly values: readonly IFrameName[];
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface IModelState {
  readonly status: 'ready' | 'loading' | 'unreachable' | 'unknown';
  /** Shown to people: an id and an address. */
  readonly name: string;
  readonly bundled: boolean;
  readonly sentence: string;
}

/** One finished turn of a conversation over the same inputs. */
export interface ITurn {
  readonly words: string;
  readonly ask: IAskState;
}

export interface IPanelState {
  readonly readiness: Readiness;
  /** A sentence that goes with `readiness`, such as the install command. */
  readonly detail: string;
  readonly target: ITarget | null;
  readonly busy: boolean;
  readonly snapshot: ISnapshot | null;
  /** Schemas read on request, by name. */
  readonly schemas: Readonly<Record<string, IFrame>>;
  readonly form: IForm;
  readonly history: readonly string[];
  /** The ask shown; earlier turns of the same conversation come before it. */
  readonly ask: IAskState | null;
  readonly turns: readonly ITurn[];
  readonly outgoing: IOutgoing | null;
  /** Why there is no `outgoing` though it was asked for. */
  readonly outgoingProblem: string;
  readonly model: IModelState;
  readonly policy: IPolicy;
  /** A sentence about the last insertion or copy, for the live region. */
  readonly said: string;
}

export type Placing = 'insert-below' | 'replace' | 'insert-and-run';

export interface IPanelActions {
  change(part: Partial<IForm>): void;
  ask(): void;
  /** Ask again, from the last answer, with more words. */
  refine(words: string): void;
  stop(): void;
  retry(): void;
  /** Forget the turns and the answer; the form stays. */
  startOver(): void;
  /** Look at the names of live dataframes again. */
  look(): void;
  /** Read the schema of one dataframe. */
  readSchema(name: string): void;
  /** Compute what would leave the kernel. */
  showOutgoing(): void;
  place(code: string, how: Placing): void;
  copy(code: string): void;
  /** Start the grid from the columns of the inputs. */
  gridFromInputs(): void;
  chooseModel(): void;
  openSettings(): void;
  /** Bring the target notebook and cell into view. */
  revealTarget(): void;
}

/** Text in the person's language. */
export interface ITranslate {
  __(message: string, ...args: (string | number)[]): string;
  /** `%1` is `n`, and the further values follow it. */
  _n(singular: string, plural: string, n: number, ...args: (string | number)[]): string;
}
