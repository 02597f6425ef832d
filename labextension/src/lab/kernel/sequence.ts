import { FromKernel } from '../../protocol';

/**
 * Which messages of the kernel belong to something that is still waited for.
 *
 * A message is taken if its id was announced and its number is higher than those before it; what comes late, twice, or
 * for another front end's request is dropped.
 */
export class Sequence {
  /** From now on messages of `id` are taken. */
  expect(id: string): void {
    this._last.set(id, -1);
  }

  /** From now on messages of `id` are dropped. */
  forget(id: string): void {
    this._last.delete(id);
  }

  /** Whether messages of `id` are taken. */
  expects(id: string): boolean {
    return this._last.has(id);
  }

  clear(): void {
    this._last.clear();
  }

  takes(message: FromKernel): boolean {
    const last = this._last.get(message.id);
    if (last === undefined || message.seq <= last) {
      return false;
    }
    this._last.set(message.id, message.seq);
    return true;
  }

  private readonly _last = new Map<string, number>();
}

const TYPES: readonly string[] = [
  'look',
  'read',
  'preview',
  'event',
  'answer',
  'stopped',
  'failed'
] satisfies FromKernel['type'][];

/** Whether a comm's data has the form of a message; its content is the kernel side's to keep. */
export function isFromKernel(data: unknown): data is FromKernel {
  if (typeof data !== 'object' || data === null) {
    return false;
  }
  const { type, id, seq } = data as Partial<FromKernel>;
  return (
    typeof type === 'string' &&
    TYPES.includes(type) &&
    typeof id === 'string' &&
    typeof seq === 'number'
  );
}
