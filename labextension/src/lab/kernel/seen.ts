/** What looking at a kernel comes to, whichever way it was looked at. */
import type { FromKernel, IFrame, IKernelState } from '../../protocol';
import type { Reply } from './door';

/** What came of looking at a kernel, or of reading from it. */
export type Seen<T> =
  | { kind: 'seen'; value: T }
  /** The kernel's environment lacks the package. */
  | { kind: 'missing' }
  /** A cell runs, and this was no explicit request, or the kernel cannot answer beside it. */
  | { kind: 'busy' }
  /** A cell runs in a kernel that has not been looked at yet, so nobody there would answer. */
  | { kind: 'unknown-busy' }
  | { kind: 'unheard' }
  | { kind: 'failed'; sentence: string };

/** Why a message could not be sent. */
export type Unsent = Exclude<Seen<never>, { kind: 'seen' }>;

/** What a reply to a silent expression comes to. */
export function outcome<T>(reply: Reply<T>): Seen<T> {
  switch (reply.kind) {
    case 'told':
      return { kind: 'seen', value: reply.value };
    case 'unheard':
      return { kind: 'unheard' };
    case 'raised':
      return reply.name === 'ModuleNotFoundError' && reply.message.includes('gift4code_ext')
        ? { kind: 'missing' }
        : { kind: 'failed', sentence: reply.message || reply.name };
  }
}

/** What a message over the comm comes to; `value` takes what was waited for out of it. */
export function told<T>(message: FromKernel, value: (message: FromKernel) => T | null): Seen<T> {
  if (message.type === 'failed') {
    return { kind: 'failed', sentence: message.sentence };
  }
  const told = value(message);
  return told === null ? { kind: 'unheard' } : { kind: 'seen', value: told };
}

export function onlyState(message: FromKernel): IKernelState | null {
  return message.type === 'look' ? message.state : null;
}

export function onlyFrames(message: FromKernel): IFrame[] | null {
  return message.type === 'read' ? message.frames : null;
}
