import { Debouncer } from '@lumino/polling';

import type { Remembering } from './remembering';
import type { NotebookSession } from './session';

/** Milliseconds after the last change until forms are kept. */
const KEEP_AFTER = 1000;

/** Keeps the forms of notebooks a moment after they were changed. */
export class FormKeeping {
  constructor(private readonly _kept: Remembering) {
    this._keeping = new Debouncer(() => this._keep(), KEEP_AFTER);
  }

  changed(session: NotebookSession): void {
    this._sessions.add(session);
    void this._keeping.invoke();
  }

  private _keep(): void {
    for (const session of this._sessions) {
      if (!session.isDisposed) {
        const { form } = session.state;
        // The words of an error may hold values of somebody's data.
        const kept = session.about === null ? form : { ...form, intent: '' };
        this._kept.keepForm(session.panel.context.path, kept);
      }
    }
    this._sessions.clear();
  }

  private readonly _keeping: Debouncer;
  private readonly _sessions = new Set<NotebookSession>();
}
