import type { NotebookSession } from './session';

/**
 * Looks at a kernel because the panel got the focus: at once if the kernel is idle and has run since it was looked at,
 * and when it becomes idle if the panel has the focus still. One look a visit.
 */
export class FocusLook {
  constructor(private readonly _session: () => NotebookSession | null) {}

  focused(isFocused: boolean): void {
    this._isWanted = isFocused;
    this.check();
  }

  /** Something about the notebook or its kernel has changed. */
  check(): void {
    const session = this._session();
    if (session && this._isWanted && !this._isLooking && canBeLookedAt(session)) {
      this._isLooking = true;
      this._isWanted = false;
      void session.look(false).finally(() => {
        this._isLooking = false;
      });
    }
  }

  private _isWanted = false;
  private _isLooking = false;
}

function canBeLookedAt(session: NotebookSession): boolean {
  const { readiness, busy } = session.state;
  const isThere = readiness === 'ready' || readiness === 'no-frames';
  return session.isStale && isThere && !busy && !session.conversation.isAsking;
}
