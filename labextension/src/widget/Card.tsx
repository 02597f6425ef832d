/** One view of a card: what its model heard and keeps, drawn. */
import * as React from 'react';
import { ITranslate } from '../state';
import { CardView } from './CardView';
import { heard, IConversation } from './conversation';
import { Listening } from './listening';
import { ICardModel, ISummary } from './model';

interface IViewProps {
  readonly model: ICardModel;
  readonly listening: Listening;
  readonly trans: ITranslate;
}

export function Card({ model, listening, trans }: IViewProps): JSX.Element {
  const conversation = React.useSyncExternalStore(listening.subscribe, listening.conversation);
  const summary = useSummary(model);
  const [said, setSaid] = React.useState<{ code: string; sentence: string } | null>(null);
  const drawn = withKept(conversation, model);

  const copy = (code: string): void => {
    const told = (sentence: string): void => setSaid({ code, sentence });
    copied(code).then(
      () => told(trans.__('Copied.')),
      () => told(trans.__('The browser refused: select the code and copy it by hand.'))
    );
  };
  return (
    <CardView
      conversation={drawn}
      summary={summary}
      live={conversation.ask !== null}
      said={said}
      actions={{
        copy,
        stop: () => listening.stop(),
        refine: words => listening.refine(words)
      }}
      trans={trans}
    />
  );
}

function useSummary(model: ICardModel): ISummary {
  const [summary, setSummary] = React.useState<ISummary>(() => model.get('summary'));
  React.useEffect(() => {
    const changed = (): void => setSummary(model.get('summary'));
    model.on('change:summary', changed);
    return () => model.off('change:summary', changed);
  }, [model]);
  return summary;
}

/** A page that is not served over https has no clipboard at all: that too is told as a refusal. */
async function copied(code: string): Promise<void> {
  await navigator.clipboard.writeText(code);
}

/** Where nothing was heard, the answer that the notebook keeps with its values, if the person asked for that. */
function withKept(conversation: IConversation, model: ICardModel): IConversation {
  const kept = model.get('kept');
  return conversation.ask !== null || kept === null
    ? conversation
    : heard(conversation, { ...kept, seq: 0 }, 0);
}
