/** What was specified and what left, kept for reading. */
import * as React from 'react';
import { IAnswer } from '../protocol';
import { inWords } from '../sentences';
import { IAskState, ITranslate } from '../state';
import { Fold } from './Fold';
import { TextBox } from './TextBox';
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
        <TextBox
          text={text || trans.__('none: any value is taken')}
          label={trans.__('Specification')}
        />
      </Fold>
      {answer.prompt !== '' && (
        <Fold
          title={trans.__(
            'What was sent to %1 (sharing: %2)',
            inWords(answer.model, trans),
            sharingWords(answer.level, trans)
          )}
        >
          <TextBox text={answer.prompt} label={trans.__('What is sent')} />
        </Fold>
      )}
    </div>
  );
}
