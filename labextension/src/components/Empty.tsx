/** Why nothing can be asked yet, and what to do about it. */
import * as React from 'react';
import { IPanelActions, IPanelState, ITranslate, Readiness } from '../state';

interface IEmptyProps {
  readonly state: IPanelState;
  readonly actions: IPanelActions;
  readonly trans: ITranslate;
}

export function Empty({ state, actions, trans }: IEmptyProps): JSX.Element | null {
  const { readiness, detail } = state;
  if (readiness === 'ready') {
    // A look that was asked for failed, though the kernel seems well.
    return detail === '' ? null : (
      <p className="jp-Gift4Code-notice" role="alert">
        {detail}
      </p>
    );
  }
  const { title, text } = words(readiness, state.target?.language ?? '', trans);
  return (
    <div className="jp-Gift4Code-empty">
      <strong>{title}</strong>
      <p>{text}</p>
      {detail !== '' && <p className="jp-Gift4Code-detail">{detail}</p>}
      {readiness === 'no-frames' && <pre className="jp-Gift4Code-pre">{EXAMPLE}</pre>}
      {LOOKS.includes(readiness) && (
        <button type="button" className="jp-Gift4Code-button" onClick={() => actions.look()}>
          {trans.__('Look again')}
        </button>
      )}
    </div>
  );
}

/** States in which a person may have changed something that the panel does not hear of. */
const LOOKS: readonly Readiness[] = ['no-frames', 'package-missing', 'package-other-version'];

const EXAMPLE = `import pandas as pd
df = pd.read_csv("data.csv")`;

function words(
  readiness: Exclude<Readiness, 'ready'>,
  language: string,
  trans: ITranslate
): { title: string; text: string } {
  switch (readiness) {
    case 'no-notebook':
      return {
        title: trans.__('No notebook is open'),
        text: trans.__(
          'Open a notebook with pandas dataframes. Say here what you want from them; every candidate cell is run and checked before it is offered.'
        )
      };
    case 'no-kernel':
      return {
        title: trans.__('This notebook has no kernel'),
        text: trans.__(
          'Choose a Python kernel for it, then run the cells that make your dataframes.'
        )
      };
    case 'kernel-starting':
      return {
        title: trans.__('The kernel is starting'),
        text: trans.__('Its dataframes appear here once it is ready.')
      };
    case 'kernel-dead':
      return {
        title: trans.__('The kernel has died'),
        text: trans.__('Restart it and run the cells that make your dataframes.')
      };
    case 'wrong-language':
      return {
        title:
          language === ''
            ? trans.__('This kernel does not run Python')
            : trans.__('This kernel runs %1, not Python', language),
        text: trans.__('Dataframes are read from Python kernels. Choose one for this notebook.')
      };
    case 'package-missing':
      return {
        title: trans.__('gift4code is not installed in this kernel'),
        text: trans.__(
          'The kernel’s environment needs the package too; JupyterLab’s own is another one.'
        )
      };
    case 'package-other-version':
      return {
        title: trans.__('This kernel has another version of gift4code'),
        text: trans.__('Install the same version in both environments, then restart the kernel.')
      };
    case 'no-frames':
      return {
        title: trans.__('No dataframes yet'),
        text: trans.__('Run a cell that makes one, then look again. Nothing is read before you do.')
      };
  }
}
