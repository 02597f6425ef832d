import React from 'react';
import { createRoot } from 'react-dom/client';

function render({ el }: { el: HTMLElement }): () => void {
  const root = createRoot(el);
  root.render(<div className="jp-Gift4Code-card" />);
  return () => root.unmount();
}

export default { render };
