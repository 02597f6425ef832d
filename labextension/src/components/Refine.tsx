/** More words on the same request: the next turn. */
import * as React from 'react';
import { ITranslate } from '../state';

interface IRefineProps {
  readonly onRefine: (words: string) => void;
  /** Null where there is nothing to start over. */
  readonly onStartOver: (() => void) | null;
  readonly trans: ITranslate;
}

export function Refine({ onRefine, onStartOver, trans }: IRefineProps): JSX.Element {
  const id = React.useId();
  const [words, setWords] = React.useState('');
  const refine = (): void => {
    if (words.trim() !== '') {
      onRefine(words.trim());
      setWords('');
    }
  };
  return (
    <form
      className="jp-Gift4Code-refine"
      onSubmit={event => {
        event.preventDefault();
        refine();
      }}
    >
      <div className="jp-Gift4Code-sectionHead">
        <label htmlFor={id} className="jp-Gift4Code-title">
          {trans.__('Change the request')}
        </label>
        {onStartOver !== null && (
          <span className="jp-Gift4Code-tools">
            <button type="button" className="jp-Gift4Code-link" onClick={onStartOver}>
              {trans.__('Start over')}
            </button>
          </span>
        )}
      </div>
      <div className="jp-Gift4Code-line">
        <input
          id={id}
          className="jp-Gift4Code-input"
          value={words}
          placeholder={trans.__('such as: only 2024')}
          onChange={event => setWords(event.target.value)}
          onKeyDown={event => {
            // In an output of a notebook the form does not hear of Enter by itself.
            const plain = !event.shiftKey && !event.altKey; // with those, the keys are shortcuts
            if (event.key === 'Enter' && plain && !event.nativeEvent.isComposing) {
              event.preventDefault();
              refine();
            }
          }}
        />
        <button type="submit" className="jp-Gift4Code-button" disabled={words.trim() === ''}>
          {trans.__('Refine')}
        </button>
      </div>
    </form>
  );
}
