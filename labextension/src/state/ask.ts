/**
 * One ask as it is drawn: what its events come to. Pure: the panel and the card both reduce the same events.
 */
import { IAnswer, ICandidate, IPreview } from '../protocol';

export type Phase = 'running' | 'answered' | 'stopped' | 'failed';

/** The step an ask is at, in numbers; components put it into words. */
export type Step =
  | { kind: 'reading' }
  | { kind: 'loading'; model: string }
  | { kind: 'asking'; model: string }
  | { kind: 'running'; done: number; total: number }
  | { kind: 'repairing'; tried: number }
  | { kind: 'searching'; executed: number; found: number }
  | { kind: 'choosing' };

export interface IAskState {
  readonly id: string;
  readonly phase: Phase;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly step: Step;
  /** Best first, as far as they are known. */
  readonly candidates: readonly ICandidate[];
  /** What was stated of the result, one line a part, and the computed summary. */
  readonly stated: readonly string[];
  readonly summary: string;
  readonly expected: IPreview | null;
  /** What left the kernel, once it has. */
  readonly sent: { text: string; model: string; level: string } | null;
  readonly answer: IAnswer | null;
  readonly failure: { sentence: string; retry: boolean } | null;
}
