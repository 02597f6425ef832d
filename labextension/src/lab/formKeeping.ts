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
      // The words of an error may hold values of somebody's data, and earlier code is told for its sake alone.
      if (!session.isDisposed && session.about === null) {
        this._kept.keepForm(session.panel.context.path, session.state.form);
      }
    }
    this._sessions.clear();
  }

  private readonly _keeping: Debouncer;
  private readonly _sessions = new Set<NotebookSession>();
}
