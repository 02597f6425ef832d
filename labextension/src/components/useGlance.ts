/** A look at something while the pointer rests on it. */
import * as React from 'react';

const REST = 400; // milliseconds

export interface IGlance {
  readonly name: string | null;
  readonly rest: (name: string) => void;
  readonly close: () => void;
}

/**
 * What the pointer rests on; Escape closes what that shows.
 *
 * @param onRest called once the pointer rested, such as to read what is to be shown.
 */
export function useGlance(onRest: (name: string) => void): IGlance {
  const [name, setName] = React.useState<string | null>(null);
  const timer = React.useRef<ReturnType<typeof setTimeout>>();
  const close = React.useCallback(() => {
    clearTimeout(timer.current);
    setName(null);
  }, []);
  React.useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        close();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      clearTimeout(timer.current);
    };
  }, [close]);
  return {
    name,
    rest: (on: string) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        setName(on);
        onRest(on);
      }, REST);
    },
    close
  };
}
