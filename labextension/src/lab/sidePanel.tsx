import { ReactWidget, UseSignal } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { PanelView } from '../components';
import type { PanelActions } from './actions';
import { giftIcon } from './icon';
import { PANEL } from './ids';
import { PanelFocus } from './panelFocus';
import type { PanelModel } from './panelModel';

/** The panel beside the notebook: draws the model's state, and says when it comes into use. */
export class SidePanel extends ReactWidget {
  constructor(
    private readonly _model: PanelModel,
    private readonly _actions: PanelActions,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.id = PANEL;
    this.addClass('jp-Gift4Code-host');
    this.title.icon = giftIcon;
    this.title.caption = _trans.__('gift4code: ask for a cell by what must come out');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', _trans.__('gift4code'));
    this._focus = new PanelFocus(this.node, () =>
      _model.session?.conversation.isAsking ? 'stop' : 'intent'
    );
    _model.changed.connect(this._onChanged, this);
  }

  /** Put the person at the words of the request. */
  focusIntent(): void {
    this._focus.bring('intent');
  }

  /** Put the person at the words that change the last request. */
  focusRefine(): void {
    this._focus.bring('refine');
  }

  dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._model.changed.disconnect(this._onChanged, this);
    this._focus.dispose();
    super.dispose();
  }

  handleEvent(event: Event): void {
    const { relatedTarget } = event as FocusEvent;
    if (event.type === 'focusin') {
      this._model.touch(true);
    } else if (!this.node.contains(relatedTarget as Node | null)) {
      this._model.touch(false);
    }
  }

  protected onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this.node.addEventListener('focusin', this);
    this.node.addEventListener('focusout', this);
    if (this.isVisible) {
      this._model.shown();
    }
  }

  protected onBeforeDetach(msg: Message): void {
    this.node.removeEventListener('focusin', this);
    this.node.removeEventListener('focusout', this);
    super.onBeforeDetach(msg);
  }

  protected onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._model.shown();
  }

  protected onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    // A layout that is restored activates the panel too, and then nobody asked for the focus.
    const isAsked = this._model.isStarted && navigator.userActivation?.isActive;
    if (isAsked && !this._focus.isComing) {
      this.focusIntent();
    }
  }

  protected render(): JSX.Element {
    return (
      <UseSignal signal={this._model.changed}>
        {() => <PanelView state={this._model.state} actions={this._actions} trans={this._trans} />}
      </UseSignal>
    );
  }

  private _onChanged(): void {
    // React draws what has changed before the next frame.
    requestAnimationFrame(() => this._focus.drawn());
  }

  private readonly _focus: PanelFocus;
}
