/** A titled part of the panel. */
import * as React from 'react';

interface ISectionProps {
  readonly title: string;
  /** Beside the title, in a few words. */
  readonly note?: React.ReactNode;
  /** At the end of the title's line. */
  readonly tools?: React.ReactNode;
  readonly children: React.ReactNode;
}

export function Section({ title, note, tools, children }: ISectionProps): JSX.Element {
  const id = React.useId();
  return (
    <section className="jp-Gift4Code-section" aria-labelledby={id}>
      <div className="jp-Gift4Code-sectionHead">
        <h3 id={id}>{title}</h3>
        {note !== undefined && <span className="jp-Gift4Code-note">{note}</span>}
        {tools !== undefined && <span className="jp-Gift4Code-tools">{tools}</span>}
      </div>
      {children}
    </section>
  );
}
