/** A text that is read as it is, and that the keyboard scrolls. */
import * as React from 'react';

interface ITextProps {
  readonly text: string;
  readonly label: string;
  /** A region is found by screen readers from afar; there is one at most of a name. */
  readonly role?: 'group' | 'region';
}

export function TextBox({ text, label, role = 'group' }: ITextProps): JSX.Element {
  return (
    <pre className="jp-Gift4Code-pre jp-mod-wrap" tabIndex={0} role={role} aria-label={label}>
      {text}
    </pre>
  );
}
