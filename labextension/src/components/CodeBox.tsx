/** Code in colours; where it may be edited, a text box of the same size lies over the colours and is what is typed in. */
import * as React from 'react';
import { Highlighted } from './highlight';

interface ICodeProps {
  readonly code: string;
  readonly label: string;
  /** Absent for code that is only read. */
  readonly onChange?: (code: string) => void;
}

export function CodeBox({ code, label, onChange }: ICodeProps): JSX.Element {
  // A last empty line would have no height of its own.
  const shown = code.endsWith('\n') ? `${code} ` : code;
  if (onChange === undefined) {
    return (
      <pre className="jp-Gift4Code-pre jp-mod-code" tabIndex={0} role="group" aria-label={label}>
        <code>
          <Highlighted code={shown} />
        </code>
      </pre>
    );
  }
  return (
    <div className="jp-Gift4Code-editor">
      <div className="jp-Gift4Code-editorText">
        <div aria-hidden="true">
          <Highlighted code={shown} />
        </div>
        <textarea
          value={code}
          aria-label={label}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          rows={1}
          wrap="soft"
          onChange={event => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}
