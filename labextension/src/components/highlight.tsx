/** Python in colours, by the grammar that JupyterLab's own editor uses. */
import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';
import { parser } from '@lezer/python';
import * as React from 'react';

const CLASSES = tagHighlighter([
  { tag: [tags.keyword, tags.bool, tags.null, tags.self], class: 'jp-Gift4Code-tokKeyword' },
  { tag: tags.operator, class: 'jp-Gift4Code-tokOperator' },
  { tag: tags.string, class: 'jp-Gift4Code-tokString' },
  { tag: tags.number, class: 'jp-Gift4Code-tokNumber' },
  { tag: tags.comment, class: 'jp-Gift4Code-tokComment' },
  { tag: tags.function(tags.variableName), class: 'jp-Gift4Code-tokFunction' },
  { tag: tags.propertyName, class: 'jp-Gift4Code-tokProperty' }
]);

/** The same text, each token of a kind in an element of its class. */
export function Highlighted({ code }: { code: string }): JSX.Element {
  const parts = React.useMemo(() => {
    const found: React.ReactNode[] = [];
    highlightCode(
      code,
      parser.parse(code),
      CLASSES,
      (text, classes) =>
        found.push(
          classes === '' ? (
            text
          ) : (
            <span key={found.length} className={classes}>
              {text}
            </span>
          )
        ),
      () => found.push('\n')
    );
    return found;
  }, [code]);
  return <>{parts}</>;
}
