import { IDisposable } from '@lumino/disposable';

/** Where the focus may go; where a part is not drawn, the next one gets it. */
const PLACES = {
  intent: ['.jp-Gift4Code-intent textarea', '.jp-Gift4Code-empty button', 'button'],
  refine: ['.jp-Gift4Code-refine input'],
  stop: ['.jp-Gift4Code-askBar button']
} as const;

/**
 * The focus within the panel: brought to a part of it on request, and caught when the part that has it is no longer
 * drawn, so that people who use the keyboard are never back at the top of the page.
 */
export class PanelFocus implements IDisposable {
  /** @param _lost where it goes when it is caught. */
  constructor(
    private readonly _node: HTMLElement,
    private readonly _lost: () => keyof typeof PLACES
  ) {
    _node.addEventListener('focusin', this);
    _node.addEventListener('focusout', this);
  }

  /** Whether the focus is on its way to a part of the panel. */
  get isComing(): boolean {
    return this._isComing;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Bring it to a part of the panel, with the next frame: a panel that was just opened is drawn until then. */
  bring(place: keyof typeof PLACES): void {
    this._isComing = true;
    requestAnimationFrame(() => {
      this._isComing = false;
      const found = PLACES[place].map(selector => this._node.querySelector<HTMLElement>(selector));
      found.find(element => element !== null)?.focus();
    });
  }

  /** The panel is drawn anew, and the part that had the focus may be gone. */
  drawn(): void {
    const last = this._last;
    if (last && !last.isConnected && document.activeElement === document.body) {
      this._last = null;
      this.bring(this._lost());
    }
  }

  handleEvent(event: FocusEvent): void {
    if (event.type === 'focusin') {
      this._last = event.target as HTMLElement;
    } else if (event.relatedTarget !== null) {
      this._last = null; // it went elsewhere; one that nothing gets was lost
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._node.removeEventListener('focusin', this);
    this._node.removeEventListener('focusout', this);
  }

  private _last: HTMLElement | null = null;
  private _isComing = false;
  private _isDisposed = false;
}
