import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { ISignal, Signal } from '@lumino/signaling';

import type { NotebookSession } from './session';

/**
 * Which notebook the panel shows: the current one, but not while the one shown is being asked, nor before somebody
 * turns to another one once its answer has come.
 */
export class Following {
  constructor(
    private readonly _tracker: INotebookTracker,
    private readonly _makeSession: (panel: NotebookPanel) => NotebookSession
  ) {
    _tracker.currentChanged.connect(this._follow, this);
    _tracker.activeCellChanged.connect(this._follow, this);
    this._follow();
  }

  /** Another notebook is shown, or none. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get current(): NotebookSession | null {
    return this._current;
  }

  /** Show the current notebook. */
  follow(): void {
    this._follow();
  }

  private _follow(): void {
    const panel = this._tracker.currentWidget;
    const shown = this._current;
    if (shown && !shown.isDisposed && (shown.panel === panel || shown.conversation.isAsking)) {
      return;
    }
    const next = panel && !panel.isDisposed ? this._session(panel) : null;
    if (next !== shown) {
      this._current = next;
      this._changed.emit();
    }
  }

  private _session(panel: NotebookPanel): NotebookSession {
    let session = this._sessions.get(panel);
    if (!session) {
      session = this._makeSession(panel);
      this._sessions.set(panel, session);
      panel.disposed.connect(this._onDisposed, this);
    }
    return session;
  }

  private _onDisposed(panel: NotebookPanel): void {
    const session = this._sessions.get(panel);
    session?.dispose();
    this._sessions.delete(panel);
    if (this._current === session) {
      this._current = null;
      this._changed.emit();
      this._follow();
    }
  }

  private readonly _sessions = new Map<NotebookPanel, NotebookSession>();
  private _current: NotebookSession | null = null;
  private readonly _changed = new Signal<this, void>(this);
}
