/** A line that opens what is below it. */
import * as React from 'react';
import { Icon } from './icons';

interface IFoldProps {
  readonly title: React.ReactNode;
  readonly onOpen?: () => void;
  /** Drawn while it is open only. */
  readonly children: React.ReactNode;
}

export function Fold({ title, onOpen, children }: IFoldProps): JSX.Element {
  const id = React.useId();
  const [open, setOpen] = React.useState(false);
  return (
    <div>
      <button
        type="button"
        className="jp-Gift4Code-fold"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
          if (!open) {
            onOpen?.();
          }
        }}
      >
        <Icon sign={open ? 'down' : 'right'} />
        <span>{title}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
