import { describe, expect, it } from 'vitest';
import sample from '../../../tests/kernel/protocol_sample.json';
import { FromKernel } from '../protocol';
import { failAsk, IAskState, reduceAsk, startAsk } from '../state';
import { answer, asked, failing, good, messages, NOW, wrong } from './samples';

/** What a real kernel said of one ask. */
function spoken(id: string): FromKernel[] {
  return (sample as unknown as FromKernel[]).filter(
    message => message.id === id && 'seq' in message
  );
}

function reduced(id: string, said: readonly FromKernel[]): IAskState {
  return said.reduce((ask, message) => reduceAsk(ask, message, NOW), startAsk(id, NOW));
}

describe('an ask', () => {
  it('goes through the steps of a real conversation to its answer', () => {
    const said = spoken('ask-1');
    const steps = said.map((_, last) => reduced('ask-1', said.slice(0, last + 1)).step.kind);
    expect(steps).toEqual([
      'reading',
      'reading',
      'asking',
      'running',
      'running',
      'running',
      'choosing',
      'choosing',
      'choosing'
    ]);
    const ask = reduced('ask-1', said);
    expect(ask.phase).toBe('answered');
    expect(ask.answer?.verified).toBe(true);
    expect(ask.candidates).toEqual(ask.answer?.candidates);
    expect(ask.expected?.columns).toEqual(['class', 'fare']);
    expect(ask.sent?.text).toBe(ask.answer?.prompt);
  });

  it('ends as the kernel says: stopped, or failed with a sentence', () => {
    expect(reduced('ask-3', spoken('ask-3'))).toMatchObject({ phase: 'stopped', endedAt: NOW });
    expect(reduced('ask-2', spoken('ask-2'))).toMatchObject({
      phase: 'failed',
      failure: { retry: false, sentence: expect.stringContaining('nothing') as unknown }
    });
  });

  it('remembers why fewer samples came', () => {
    const [generated] = messages('ask', 4).slice(3);
    const part = { kind: 'generated', samples: 2, candidates: 2, refused: 0, seconds: 1 } as const;
    const said = {
      ...generated,
      type: 'event',
      event: { ...part, failure: 'It was late.' }
    } as const;
    expect(reduceAsk(asked(3), said, NOW).remark).toBe('It was late.');
  });

  it('shows candidates best first as they come', () => {
    expect(asked(5).candidates).toEqual([failing]);
    expect(asked(6).candidates).toEqual([wrong, failing]);
    expect(asked(7).candidates).toEqual([good, wrong, failing]);
  });

  it('is not changed by messages of other asks, repeated ones, or ones after its end', () => {
    const ask = asked(6);
    const [first] = messages('ask');
    expect(reduceAsk(ask, { ...first, id: 'another', seq: 6 }, NOW)).toBe(ask);
    expect(reduceAsk(ask, first, NOW)).toBe(ask);
    const stopped = reduceAsk(ask, { type: 'stopped', id: 'ask', seq: 6 }, NOW);
    expect(reduceAsk(stopped, { type: 'answer', id: 'ask', seq: 7, answer }, NOW)).toBe(stopped);
  });

  it('fails without a message where its kernel is gone, and keeps what was found', () => {
    const ask = failAsk(asked(7), 'The kernel is gone.', true, NOW + 1);
    expect(ask).toMatchObject({
      phase: 'failed',
      endedAt: NOW + 1,
      failure: { sentence: 'The kernel is gone.', retry: true }
    });
    expect(ask.candidates).toHaveLength(3);
  });
});
