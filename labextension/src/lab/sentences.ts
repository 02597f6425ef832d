import { inWords } from '../sentences';
import type { ITranslate } from '../state/panel';
import type { Unsent } from './kernel/seen';
import type { Placed } from './notebook/placing';

/** What the panel says of kernels and notebooks: what is wrong, and what to do. */
export interface ISentences {
  /** Why a kernel was not read, or not asked. */
  unsent(why: Unsent): string;
  lost(how: 'restarted' | 'dead' | 'closed' | 'changed'): string;
  install(): string;
  otherVersion(version: string): string;
  refused(why: Extract<Placed, { kind: 'refused' }>['why'], cell: number | null): string;
}

export function sentences(trans: ITranslate): ISentences {
  return {
    unsent: why => {
      switch (why.kind) {
        case 'missing':
          return trans.__(
            'The kernel cannot import gift4code. Run %1 in a cell of this notebook.',
            INSTALL
          );
        case 'busy':
          return trans.__(
            'A cell is running, and this kernel cannot be looked at beside it. Wait for it, or interrupt it.'
          );
        case 'unknown-busy':
          return trans.__(
            'A cell is running in a kernel that gift4code has not met yet. Wait for it, then try again.'
          );
        case 'unheard':
          return trans.__('The kernel did not answer. Look again, or restart the kernel.');
        case 'failed':
          return trans.__('The kernel could not be looked at: %1', inWords(why.sentence, trans));
      }
    },
    lost: how => {
      switch (how) {
        case 'restarted':
          return trans.__(
            'The kernel was restarted, so this ask ended. Run the cells that make your dataframes, then try again.'
          );
        case 'dead':
          return trans.__(
            'The kernel died, so this ask ended. Restart the kernel, then try again.'
          );
        case 'closed':
          return trans.__('The kernel ended the conversation. Try again to begin it anew.');
        case 'changed':
          return trans.__(
            'The notebook has another kernel now, so this ask ended. Try again to ask that one.'
          );
      }
    },
    install: () => INSTALL,
    otherVersion: version =>
      trans.__(
        'The kernel has gift4code %1, which speaks another protocol than this panel. Run %2 in a cell, then restart the kernel.',
        version,
        `${INSTALL} --upgrade`
      ),
    refused: (why, cell) => {
      switch (why) {
        case 'read-only':
          return trans.__('This notebook is read-only: copy the cell instead.');
        case 'cell-gone':
          return trans.__(
            'The cell that was asked for is gone. Choose another cell, then insert again.'
          );
        case 'not-code':
          return trans.__('Cell %1 is no code cell: insert below it instead.', cell ?? '');
        case 'not-editable':
          return trans.__('Cell %1 must not be edited: insert below it instead.', cell ?? '');
      }
    }
  };
}

const INSTALL = '%pip install gift4code';
