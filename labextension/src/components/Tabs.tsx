/** Tabs by the ARIA pattern: arrows move and show, Home and End go to the ends, Tab goes into the panel. */
import * as React from 'react';

export interface ITab<T extends string> {
  readonly key: T;
  readonly label: string;
  /** What is said of a tab in which something was filled in; empty otherwise. */
  readonly mark: string;
}

interface ITabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly ITab<T>[];
  readonly shown: T;
  readonly onShow: (key: T) => void;
  readonly children: React.ReactNode;
}

export function Tabs<T extends string>(props: ITabsProps<T>): JSX.Element {
  const { label, tabs, shown, onShow, children } = props;
  const id = React.useId();
  const list = React.useRef<HTMLDivElement>(null);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const at = tabs.findIndex(tab => tab.key === shown);
    const to = target(event.key, at, tabs.length);
    if (to !== null) {
      event.preventDefault();
      onShow(tabs[to].key);
      list.current?.querySelectorAll<HTMLButtonElement>('[role="tab"]')[to]?.focus();
    }
  };
  return (
    <div className="jp-Gift4Code-tabs">
      <div
        ref={list}
        className="jp-Gift4Code-tabList"
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        {tabs.map(tab => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === shown}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === shown ? 0 : -1}
            onClick={() => onShow(tab.key)}
          >
            {tab.label}
            {tab.mark !== '' && (
              <>
                <span className="jp-Gift4Code-dot" aria-hidden="true" title={tab.mark} />
                <span className="jp-Gift4Code-hidden"> ({tab.mark})</span>
              </>
            )}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        className="jp-Gift4Code-tabPanel"
        role="tabpanel"
        aria-labelledby={`${id}-${shown}`}
      >
        {children}
      </div>
    </div>
  );
}

function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
