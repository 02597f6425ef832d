import { ReactWidget, UseSignal } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import * as React from 'react';

import { PanelView } from '../components';
import { giftIcon } from './icon';
import { PANEL } from './ids';
import type { PanelModel } from './panelModel';

/** The panel beside the notebook: draws the model's state, and says when it comes into use. */
export class SidePanel extends ReactWidget {
  constructor(
    private readonly _model: PanelModel,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.id = PANEL;
    this.addClass('jp-Gift4Code-host');
    this.title.icon = giftIcon;
    this.title.caption = _trans.__('gift4code: ask for a cell by what must come out');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', _trans.__('gift4code'));
  }

  /** Put the person at the words of the request. */
  focusIntent(): void {
    this._focus('.jp-Gift4Code-intent textarea');
  }

  /** Put the person at the words that change the last request. */
  focusRefine(): void {
    this._focus('.jp-Gift4Code-refine textarea, .jp-Gift4Code-refine input');
  }

  handleEvent(event: Event): void {
    if (event.type === 'focusin') {
      this._model.touch();
    }
  }

  protected onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this.node.addEventListener('focusin', this);
    if (this.isVisible) {
      this._model.shown();
    }
  }

  protected onBeforeDetach(msg: Message): void {
    this.node.removeEventListener('focusin', this);
    super.onBeforeDetach(msg);
  }

  protected onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._model.shown();
  }

  protected onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    // A layout that is restored activates the panel too, and then nobody asked for the focus.
    if (navigator.userActivation?.isActive) {
      this.focusIntent();
    }
  }

  protected render(): JSX.Element {
    return (
      <UseSignal signal={this._model.changed}>
        {() => <PanelView state={this._model.state} actions={this._model} trans={this._trans} />}
      </UseSignal>
    );
  }

  private _focus(selector: string): void {
    // A panel that was just opened is drawn with the next frame.
    void this.renderPromise?.then(() =>
      requestAnimationFrame(() => this.node.querySelector<HTMLElement>(selector)?.focus())
    );
  }
}
