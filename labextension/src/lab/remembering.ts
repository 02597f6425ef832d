import type { ReadonlyJSONValue } from '@lumino/coreutils';
import type { IStateDB } from '@jupyterlab/statedb';

import { emptyForm, IForm, own } from '../state';

const KEY = 'gift4code:forms';
const MOST_FORMS = 20;

/** A form as it is kept: without the cells of its example, which are values of somebody's data. */
export type KeptForm = Omit<IForm, 'grid'>;

interface IKept {
  /** By path of the notebook, oldest first. */
  readonly forms: Readonly<Record<string, KeptForm>>;
  readonly history: readonly string[];
}

export function withoutValues(form: IForm): KeptForm {
  const entries = Object.entries(form).filter(([key]) => key !== 'grid');
  return Object.fromEntries(entries) as unknown as KeptForm;
}

/** The kept parts over those of a fresh form; what is missing or of another type is taken from the latter. */
export function restored(kept: unknown, fresh: IForm): IForm {
  if (typeof kept !== 'object' || kept === null) {
    return fresh;
  }
  const entries = Object.entries(kept).filter(
    ([key, value]) =>
      key !== 'grid' &&
      key in fresh &&
      typeof value === typeof fresh[key as keyof IForm] &&
      Array.isArray(value) === Array.isArray(fresh[key as keyof IForm])
  );
  return { ...fresh, ...(Object.fromEntries(entries) as Partial<IForm>) };
}

/** The forms with one of them newest, and no more than are worth keeping. */
export function withForm(
  forms: Readonly<Record<string, KeptForm>>,
  path: string,
  form: KeptForm
): Record<string, KeptForm> {
  const others = Object.entries(forms).filter(([known]) => known !== path);
  const entries = [...others, [path, form] as const];
  return Object.fromEntries(entries.slice(-MOST_FORMS));
}

/**
 * Forms and earlier requests between sessions, in the workspace's state. Neither data values nor keys are written there.
 */
export class Remembering {
  constructor(private readonly _state: IStateDB | null) {}

  get history(): readonly string[] {
    return this._kept.history;
  }

  async load(): Promise<void> {
    try {
      const kept = (await this._state?.fetch(KEY)) as Partial<IKept> | undefined;
      const { forms, history } = kept ?? {};
      this._kept = {
        forms: typeof forms === 'object' && forms !== null ? forms : {},
        history: Array.isArray(history) ? history.filter(text => typeof text === 'string') : []
      };
    } catch (reason) {
      console.error('gift4code: what was filled in before could not be restored', reason);
    }
  }

  form(path: string, fresh: IForm = emptyForm()): IForm {
    return restored(own(this._kept.forms, path), fresh);
  }

  keepForm(path: string, form: IForm): void {
    this._keep({ ...this._kept, forms: withForm(this._kept.forms, path, withoutValues(form)) });
  }

  keepHistory(history: readonly string[]): void {
    this._keep({ ...this._kept, history });
  }

  private _keep(kept: IKept): void {
    this._kept = kept;
    this._state?.save(KEY, kept as unknown as ReadonlyJSONValue).catch((reason: unknown) => {
      console.error('gift4code: what was filled in could not be kept', reason);
    });
  }

  private _kept: IKept = { forms: {}, history: [] };
}
