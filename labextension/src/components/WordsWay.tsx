/** The expected output in a sentence: told to the model, not checked. */
import * as React from 'react';
import { IForm, IPanelActions, ITranslate } from '../state';

interface IWordsProps {
  readonly form: IForm;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function WordsWay({ form, actions, trans }: IWordsProps): JSX.Element {
  const id = React.useId();
  return (
    <>
      <textarea
        className="jp-Gift4Code-input"
        rows={2}
        value={form.words}
        aria-label={trans.__('What the result holds')}
        aria-describedby={id}
        placeholder={trans.__('such as: one row per class')}
        onChange={event => actions.change({ words: event.target.value })}
      />
      <p id={id} className="jp-Gift4Code-hint">
        {trans.__('Told to the model; code cannot check it.')}
      </p>
    </>
  );
}
