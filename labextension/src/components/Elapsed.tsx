/** Seconds since an ask began; it ticks for the eye alone. */
import * as React from 'react';
import { ITranslate } from '../state';

export function Elapsed({ since, trans }: { since: number; trans: ITranslate }): JSX.Element {
  const [now, setNow] = React.useState(() => Date.now());
  React.useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="jp-Gift4Code-elapsed" aria-hidden="true">
      {trans.__('%1 s', Math.max(0, Math.round((now - since) / 1000)))}
    </span>
  );
}
