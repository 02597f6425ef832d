/** The card: progress and answer of one ask, as the panel draws them, without a document to write to. */
import * as React from 'react';
import { Announcer, Ask, IAnswerActions, Refine, Turns } from '../components';
import { ITranslate } from '../state';
import { IConversation } from './conversation';
import { Kept } from './Kept';
import { ISummary } from './model';

export interface ICardActions {
  readonly copy: (code: string) => void;
  readonly stop: () => void;
  readonly refine: (words: string) => void;
}

interface ICardProps {
  readonly conversation: IConversation;
  /** What is drawn where nothing was heard: a notebook that was opened again. */
  readonly summary: ISummary;
  /** Whether there may be a kernel to refine with; a kept answer has none. */
  readonly live: boolean;
  readonly said: { readonly code: string; readonly sentence: string } | null;
  readonly actions: ICardActions;
  readonly trans: ITranslate;
}

export function CardView(props: ICardProps): JSX.Element {
  const { conversation, summary, live, said, actions, trans } = props;
  const { ask, turns, words } = conversation;
  const answerActions: IAnswerActions = {
    copy: actions.copy,
    place: null,
    writable: false,
    replaceable: false,
    takeRow: null,
    said
  };
  return (
    <section
      className="jp-Gift4Code jp-mod-card"
      aria-label={trans.__('gift4code: %1', words)}
      // What is typed here is not for the notebook around it.
      data-lm-suppress-shortcuts="true"
      onKeyDown={event => {
        if (event.key === 'Escape' && ask?.phase === 'running') {
          event.stopPropagation();
          actions.stop();
        }
      }}
    >
      {ask === null ? (
        <Kept summary={summary} actions={answerActions} trans={trans} />
      ) : (
        <>
          <Turns turns={turns} actions={answerActions} trans={trans} />
          <Ask
            key={ask.id}
            ask={ask}
            actions={answerActions}
            onRetry={null}
            onStop={actions.stop}
            trans={trans}
          />
          {live && ask.phase === 'answered' && (
            <Refine onRefine={actions.refine} onStartOver={null} trans={trans} />
          )}
        </>
      )}
      <Announcer ask={ask} said={said?.sentence ?? ''} trans={trans} />
    </section>
  );
}
