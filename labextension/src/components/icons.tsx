/** The few signs that components need, in the colour of the text beside them; each is decoration, never the only word. */
import * as React from 'react';

const PATHS = {
  refresh: 'M13 3v4H9M3 13V9h4M12.4 7A5 5 0 0 0 4 5M3.6 9A5 5 0 0 0 12 11',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  wave: 'M2.5 9.5c2-3 3.5-3 5.5-1s3.5 2 5.5-1',
  stop: 'M4.5 4.5h7v7h-7z',
  sliders: 'M2 5h6M12 5h2M2 11h2M8 11h6M10 3v4M6 9v4'
} as const;

export type Sign = keyof typeof PATHS;

export function Icon({ sign }: { sign: Sign }): JSX.Element {
  return (
    <svg className="jp-Gift4Code-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[sign]} fill={sign === 'stop' ? 'currentColor' : undefined} />
    </svg>
  );
}
