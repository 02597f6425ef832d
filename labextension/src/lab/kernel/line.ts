import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { JSONObject, UUID } from '@lumino/coreutils';
import { IDisposable } from '@lumino/disposable';
import { ISignal, Signal } from '@lumino/signaling';

import { COMM_TARGET, FromKernel, PROTOCOL, ToKernel } from '../../protocol';
import { isFromKernel } from './sequence';

/**
 * One comm to the kernel side. JupyterLab routes it to a subshell of its own where the kernel has subshells, so it is
 * answered while a cell runs.
 */
export class CommLine implements IDisposable {
  constructor(private readonly _kernel: Kernel.IKernelConnection) {}

  get heard(): ISignal<this, FromKernel> {
    return this._heard;
  }

  /** The kernel closed the comm: most often because nobody has registered its target. */
  get closed(): ISignal<this, void> {
    return this._closed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get isOpen(): boolean {
    return this._comm !== null && !this._comm.isDisposed;
  }

  async send(message: ToKernel): Promise<void> {
    const comm = await this._open();
    comm.send(message as unknown as JSONObject);
  }

  /** Close the comm; the next message opens another. */
  hangUp(): void {
    const comm = this._comm;
    this._comm = null;
    this._opening = null;
    if (comm && !comm.isDisposed) {
      comm.onClose = () => undefined;
      if (this._kernel.isDisposed) {
        comm.dispose();
      } else {
        comm.close();
      }
    }
  }

  /** Forget a comm that a restart of the kernel has ended. */
  drop(): void {
    this._comm?.dispose();
    this._comm = null;
    this._opening = null;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this.hangUp();
    Signal.clearData(this);
  }

  private _open(): Promise<Kernel.IComm> {
    if (this._comm?.isDisposed) {
      this._comm = null;
      this._opening = null;
    }
    this._opening ??= this._openNew();
    return this._opening;
  }

  private async _openNew(): Promise<Kernel.IComm> {
    const comm = this._kernel.createComm(COMM_TARGET, UUID.uuid4());
    this._comm = comm;
    comm.onMsg = (message: KernelMessage.ICommMsgMsg) => {
      const data: unknown = message.content.data;
      if (!this._isDisposed && this._comm === comm && isFromKernel(data)) {
        this._heard.emit(data);
      }
    };
    comm.onClose = () => {
      if (this._comm === comm) {
        this._comm = null;
        this._opening = null;
        this._closed.emit();
      }
    };
    // Opened before its subshell stands, the comm would wait for the running cell.
    await subshell(this._kernel, comm);
    comm.open({ protocol: PROTOCOL });
    return comm;
  }

  private _comm: Kernel.IComm | null = null;
  private _opening: Promise<Kernel.IComm> | null = null;
  private _isDisposed = false;
  private readonly _heard = new Signal<this, FromKernel>(this);
  private readonly _closed = new Signal<this, void>(this);
}

/** Whether comms of this kernel can be answered beside a running cell. */
export function hasSubshells(kernel: Kernel.IKernelConnection): boolean {
  return kernel.supportsSubshells && String(kernel.commsOverSubshells ?? '') !== 'disabled';
}

/** Done once the subshell of `comm` stands, or at once where there is none. */
async function subshell(kernel: Kernel.IKernelConnection, comm: Kernel.IComm): Promise<void> {
  if (hasSubshells(kernel)) {
    await (comm as Kernel.IComm & { subshellStarted?: Promise<void> }).subshellStarted;
  }
}
