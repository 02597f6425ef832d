/** What was specified and what left, kept for reading. */
import * as React from 'react';
import { IAnswer, Level } from '../protocol';
import { inWords } from '../sentences';
import { IAskState, ITranslate } from '../state';
import { levelWord } from './words';

interface IRecordProps {
  readonly ask: IAskState;
  readonly answer: IAnswer;
  readonly trans: ITranslate;
}

export function Record({ ask, answer, trans }: IRecordProps): JSX.Element {
  const stated = ask.stated.map(part => inWords(part, trans));
  const summary = answer.spec || ask.summary;
  const text = [...stated, ...(summary === '' ? [] : [summary])].join('\n');
  return (
    <div className="jp-Gift4Code-record">
      <details>
        <summary>{trans.__('Specification')}</summary>
        <pre className="jp-Gift4Code-pre jp-mod-wrap">
          {text || trans.__('none: any value is taken')}
        </pre>
      </details>
      {answer.prompt !== '' && (
        <details>
          <summary>
            {trans.__(
              'What was sent to %1 (sharing: %2)',
              answer.model,
              levelWord(answer.level as Level, trans)
            )}
          </summary>
          <pre className="jp-Gift4Code-pre jp-mod-wrap">{answer.prompt}</pre>
        </details>
      )}
    </div>
  );
}
