import type { Kernel } from '@jupyterlab/services';

import { IKernelState, PROTOCOL } from '../../protocol';
import type { Readiness } from '../../state/panel';

/** What is known of a notebook's kernel without asking it anything. */
export interface IKernelFacts {
  /** Null without a kernel. */
  readonly status: Kernel.Status | null;
  /** Whether the notebook is about to get one. */
  readonly isComing: boolean;
  /** Empty while it is not known. */
  readonly language: string;
}

/** Whether a kernel can be asked, as far as it shows without looking. */
export function atFirst(facts: IKernelFacts): Readiness {
  switch (facts.status) {
    case null:
      return facts.isComing ? 'kernel-starting' : 'no-kernel';
    case 'dead':
    case 'terminating':
      return 'kernel-dead';
    case 'starting':
    case 'restarting':
    case 'autorestarting':
      return 'kernel-starting';
    case 'unknown':
    case 'idle':
    case 'busy':
      return facts.language === '' || facts.language.toLowerCase() === 'python'
        ? 'ready'
        : 'wrong-language';
  }
}

/** Whether a kernel can be asked, once it told of itself. */
export function onceSeen(state: IKernelState): Readiness {
  if (state.protocol !== PROTOCOL) {
    return 'package-other-version';
  }
  return state.frames.length === 0 ? 'no-frames' : 'ready';
}
