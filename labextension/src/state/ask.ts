/**
 * One ask as it is drawn: what its events come to. Pure: the panel and the card both reduce the same events.
 */
import { Event, FromKernel, IAnswer, ICandidate, IPreview } from '../protocol';
import { best } from './ranking';

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
  /** The number of the next message; those before it came already. */
  readonly seq: number;
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
  /** Why fewer samples came than were asked for; empty if all did. */
  readonly remark: string;
  /** What left the kernel, once it has. */
  readonly sent: { text: string; model: string; level: string } | null;
  readonly answer: IAnswer | null;
  readonly failure: { sentence: string; retry: boolean } | null;
}

/** An ask that was sent and of which nothing is known yet. */
export function startAsk(id: string, now: number): IAskState {
  return {
    id,
    seq: 0,
    phase: 'running',
    startedAt: now,
    endedAt: null,
    step: { kind: 'reading' },
    candidates: [],
    stated: [],
    summary: '',
    expected: null,
    remark: '',
    sent: null,
    answer: null,
    failure: null
  };
}

/**
 * The ask after a message of the kernel. A message of another ask, one that came before, and one that comes after the
 * end change nothing: the same object is returned.
 */
export function reduceAsk(ask: IAskState, message: FromKernel, now: number): IAskState {
  if (message.id !== ask.id || message.seq < ask.seq || ask.phase !== 'running') {
    return ask;
  }
  const next = { ...ask, seq: message.seq + 1 };
  switch (message.type) {
    case 'event':
      return { ...next, ...eventPart(ask, message.event) };
    case 'answer':
      return answered(next, message.answer, now);
    case 'stopped':
      return { ...next, phase: 'stopped', endedAt: now };
    case 'failed':
      return failAsk(next, message.sentence, message.retry, now);
    case 'look':
    case 'read':
    case 'preview':
      return next;
  }
}

/** An ask that ended without an answer, such as one whose kernel is gone. */
export function failAsk(ask: IAskState, sentence: string, retry: boolean, now: number): IAskState {
  return { ...ask, phase: 'failed', endedAt: now, failure: { sentence, retry } };
}

function answered(ask: IAskState, answer: IAnswer, now: number): IAskState {
  return { ...ask, phase: 'answered', endedAt: now, answer, candidates: answer.candidates };
}

function eventPart(ask: IAskState, event: Event): Partial<IAskState> {
  switch (event.kind) {
    case 'read':
      return { step: { kind: 'reading' } };
    case 'specified':
      return { stated: event.stated, summary: event.summary, expected: event.expected };
    case 'loading':
      return { step: { kind: 'loading', model: event.model } };
    case 'shared': {
      const { prompt, model, level } = event;
      return { step: { kind: 'asking', model }, sent: { text: prompt, model, level } };
    }
    case 'generated':
      return {
        step: { kind: 'running', done: 0, total: Math.max(0, event.candidates - event.refused) },
        remark: event.failure
      };
    case 'ran':
      return {
        step: { kind: 'running', done: event.done, total: event.total },
        candidates: best([
          ...ask.candidates.filter(known => known.code !== event.candidate.code),
          event.candidate
        ])
      };
    case 'checked':
      return { step: { kind: 'choosing' } };
    case 'repaired':
      return { step: { kind: 'repairing', tried: event.tried } };
    case 'searching':
      return { step: { kind: 'searching', executed: event.executed, found: event.found } };
    case 'chosen':
      return { step: { kind: 'choosing' } };
  }
}
