/**
 * Reads of an idle kernel that leave no trace in it.
 *
 * An empty silent execution changes neither the execution count nor `_`, `Out` or the history, and the expressions that
 * it carries answer on the shell channel, in one piece. The connection is a clone: the notebook's own would count the
 * request as a scheduled cell.
 */
import type { Kernel, KernelMessage } from '@jupyterlab/services';

import { IFrame, IKernelState, STATE_MIME } from '../../protocol';

const DOOR = "__import__('gift4code_ext.kernel.door', fromlist=['look'])";

export type Reply<T> =
  | { kind: 'told'; value: T }
  /** The expression raised, or its value was not ours. */
  | { kind: 'raised'; name: string; message: string }
  /** The kernel went away, or does not know such expressions. */
  | { kind: 'unheard' };

export function look(kernel: Kernel.IKernelConnection): Promise<Reply<IKernelState>> {
  return evaluate<IKernelState>(kernel, `${DOOR}.look()`);
}

export function read(
  kernel: Kernel.IKernelConnection,
  names: readonly string[]
): Promise<Reply<{ frames: IFrame[] }>> {
  return evaluate<{ frames: IFrame[] }>(kernel, `${DOOR}.read(${JSON.stringify(names)})`);
}

async function evaluate<T>(
  kernel: Kernel.IKernelConnection,
  expression: string
): Promise<Reply<T>> {
  const clone = kernel.clone();
  try {
    await clone.info;
    const future = clone.requestExecute({
      code: '',
      silent: true,
      store_history: false,
      allow_stdin: false,
      stop_on_error: false,
      user_expressions: { state: expression }
    });
    return replied<T>(await future.done);
  } catch (reason) {
    // A future ends like this when its kernel restarts or dies before it has answered.
    console.error('gift4code: the kernel did not answer', reason);
    return { kind: 'unheard' };
  } finally {
    clone.dispose();
  }
}

interface IExpressionReply {
  status?: string;
  data?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
}

/** What a reply says of the one expression that was asked. */
export function replied<T>(reply: KernelMessage.IExecuteReplyMsg | undefined): Reply<T> {
  const content = reply?.content as { user_expressions?: Record<string, unknown> } | undefined;
  const slot = content?.user_expressions?.['state'] as IExpressionReply | undefined;
  if (!slot) {
    return { kind: 'unheard' };
  }
  if (slot.status === 'ok' && slot.data && STATE_MIME in slot.data) {
    return { kind: 'told', value: slot.data[STATE_MIME] as T };
  }
  return { kind: 'raised', name: slot.ename ?? '', message: slot.evalue ?? '' };
}
