/** The card as anywidget loads it: called once for each model. */
import * as React from 'react';
import { createRoot } from 'react-dom/client';
import { translatorFor } from '../sentences/locales';
import { Card } from './Card';
import { Listening } from './listening';
import { ICardModel } from './model';

interface ICard {
  initialize(props: { model: ICardModel }): () => void;
  render(props: { model: ICardModel; el: HTMLElement }): () => void;
}

export default function card(): ICard {
  let listening: Listening | null = null;
  const listen = (model: ICardModel): Listening => (listening ??= new Listening(model, Date.now));
  return {
    initialize: ({ model }) => {
      listen(model);
      return () => listening?.dispose();
    },
    render: ({ model, el }) => {
      const locale = model.get('locale') || document.documentElement.lang || navigator.language;
      const root = createRoot(el);
      root.render(<Card model={model} listening={listen(model)} trans={translatorFor(locale)} />);
      return () => root.unmount();
    }
  };
}
