/** A titled part of the panel; one that can be folded says in its title what it holds while it is folded. */
import * as React from 'react';
import { Icon } from './icons';

interface ISectionProps {
  readonly title: string;
  /** Beside the title: what is inside, in a few words. */
  readonly note?: React.ReactNode;
  readonly tools?: React.ReactNode;
  /** Absent for a part that is always open. */
  readonly fold?: { readonly open: boolean; readonly toggle: () => void };
  readonly children: React.ReactNode;
}

export function Section({ title, note, tools, fold, children }: ISectionProps): JSX.Element {
  const id = React.useId();
  const name = (
    <span id={`${id}-title`} className="jp-Gift4Code-title">
      {title}
    </span>
  );
  return (
    <section className="jp-Gift4Code-section" aria-labelledby={`${id}-title`}>
      <div className="jp-Gift4Code-sectionHead">
        <h3>
          {fold === undefined ? (
            name
          ) : (
            <button
              type="button"
              className="jp-Gift4Code-fold"
              aria-expanded={fold.open}
              aria-controls={`${id}-body`}
              onClick={fold.toggle}
            >
              <Icon sign={fold.open ? 'down' : 'right'} />
              {name}
            </button>
          )}
        </h3>
        {note !== undefined && <span className="jp-Gift4Code-note">{note}</span>}
        {tools !== undefined && <span className="jp-Gift4Code-tools">{tools}</span>}
      </div>
      <div id={`${id}-body`} hidden={fold !== undefined && !fold.open}>
        {(fold === undefined || fold.open) && children}
      </div>
    </section>
  );
}
