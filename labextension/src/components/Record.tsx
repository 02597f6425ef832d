/** What was specified and what left, kept for reading. */
import * as React from 'react';
import { IAnswer } from '../protocol';
import { inWords } from '../sentences';
import { IAskState, ITranslate } from '../state';
import { Fold } from './Fold';
import { sharingWords } from './words';

interface IRecordProps {
  readonly ask: IAskState;
  readonly answer: IAnswer;
  readonly trans: ITranslate;
}

export function Record({ ask, answer, trans }: IRecordProps): JSX.Element {
  const stated = ask.stated.map(part => inWords(part, trans));
  const summary = answer.spec || ask.summary;
  const text = [...stated, ...(summary === '' ? [] : [inWords(summary, trans)])].join('\n');
  return (
    <div className="jp-Gift4Code-record">
      <Fold title={trans.__('Specification')}>
        <pre className="jp-Gift4Code-pre jp-mod-wrap">
          {text || trans.__('none: any value is taken')}
        </pre>
      </Fold>
      {answer.prompt !== '' && (
        <Fold
          title={trans.__(
            'What was sent to %1 (sharing: %2)',
            inWords(answer.model, trans),
            sharingWords(answer.level, trans)
          )}
        >
          <pre className="jp-Gift4Code-pre jp-mod-wrap">{answer.prompt}</pre>
        </Fold>
      )}
    </div>
  );
}
