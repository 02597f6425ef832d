/** The card as anywidget loads it. */
import * as React from 'react';
import { createRoot } from 'react-dom/client';
import { translatorFor } from '../sentences/locales';
import { Card } from './Card';
import { ICardModel } from './model';

function render({ model, el }: { model: ICardModel; el: HTMLElement }): () => void {
  const locale = model.get('locale') || document.documentElement.lang || navigator.language;
  const root = createRoot(el);
  root.render(<Card model={model} trans={translatorFor(locale)} />);
  return () => root.unmount();
}

export default { render };
