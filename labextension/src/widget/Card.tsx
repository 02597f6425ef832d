/** The card that listens: from the messages and traits of its model to what is drawn. */
import * as React from 'react';
import { ITranslate } from '../state';
import { CardView } from './CardView';
import { heard, IConversation, silent } from './conversation';
import { ICardModel, ISummary } from './model';
import { FromKernel } from '../protocol';

interface IListeningProps {
  readonly model: ICardModel;
  readonly trans: ITranslate;
}

export function Card({ model, trans }: IListeningProps): JSX.Element {
  const [summary, setSummary] = React.useState<ISummary>(() => model.get('summary'));
  const [conversation, setConversation] = React.useState<IConversation>(() =>
    silent(model.get('summary').words)
  );
  const [said, setSaid] = React.useState<{ code: string; sentence: string } | null>(null);
  const { conversation: drawn, live } = withKept(conversation, model);

  React.useEffect(() => {
    const take = (message: FromKernel): void =>
      setConversation(before => heard(before, message, Date.now()));
    const changed = (): void => setSummary(model.get('summary'));
    model.on('msg:custom', take);
    model.on('change:summary', changed);
    model.send({ type: 'hello' });
    return () => {
      model.off('msg:custom', take);
      model.off('change:summary', changed);
    };
  }, [model]);

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
      live={live}
      said={said}
      actions={{
        copy,
        stop: () => model.send({ type: 'stop' }),
        refine: words => {
          setConversation(before => ({ ...before, next: words }));
          model.send({ type: 'refine', words });
        }
      }}
      trans={trans}
    />
  );
}

/** A page that is not served over https has no clipboard at all. */
async function copied(code: string): Promise<void> {
  await navigator.clipboard.writeText(code);
}

/** Where nothing was heard, the answer that the notebook keeps with its values, if the person asked for that. */
function withKept(
  conversation: IConversation,
  model: ICardModel
): { conversation: IConversation; live: boolean } {
  const kept = model.get('kept');
  if (conversation.ask !== null || kept === null) {
    return { conversation, live: conversation.ask !== null };
  }
  return { conversation: heard(conversation, { ...kept, seq: 0 }, 0), live: false };
}
