import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { FromKernel } from '../protocol';
import card from '../widget';
import { ICardModel, ISummary, ITraits, ToCard } from '../widget/model';
import { answer, messages } from './samples';

/** A model as anywidget gives one: traits, and messages both ways. */
class Model implements ICardModel {
  readonly sent: ToCard[] = [];
  private readonly _listeners = new Set<(message: FromKernel) => void>();

  constructor(private readonly _traits: ITraits) {}

  get<K extends keyof ITraits>(name: K): ITraits[K] {
    return this._traits[name];
  }

  on(event: string, take: (message: FromKernel) => void): void {
    if (event === 'msg:custom') {
      this._listeners.add(take);
    }
  }

  off(_: string, take: (message: FromKernel) => void): void {
    this._listeners.delete(take);
  }

  send(message: ToCard): void {
    this.sent.push(message);
  }

  say(...said: FromKernel[]): void {
    act(() => said.forEach(message => this._listeners.forEach(take => take(message))));
  }
}

const endings: (() => void)[] = [];

function mounted(summary: ISummary, more: Partial<ITraits> = {}): Model {
  const model = new Model({ summary, kept: null, locale: 'en', ...more });
  const el = document.body.appendChild(document.createElement('div'));
  const { initialize, render } = card();
  act(() => {
    endings.push(render({ model, el }), initialize({ model }));
  });
  return model;
}

afterEach(() => {
  act(() => endings.splice(0).forEach(end => end()));
  cleanup();
  document.body.replaceChildren();
});

const words = 'average price by category';
const end: FromKernel = { type: 'answer', id: 'card-1', seq: 9, answer };

describe('the card', () => {
  it('says hello, and draws what the kernel says of the ask', () => {
    const model = mounted({ words });
    expect(model.sent).toEqual([{ type: 'hello' }]);
    model.say(...messages('card-1', 6));
    expect(screen.getByText('Running candidates: 2 of 3')).toBeTruthy();
    model.say(...messages('card-1').slice(6), end);
    expect(screen.getByText('Verified')).toBeTruthy();
    expect(screen.getByRole('group', { name: 'Value' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Insert below' })).toBeNull();
  });

  it('draws an ask once though it is told twice', () => {
    const model = mounted({ words });
    model.say(...messages('card-1'), ...messages('card-1'), end, end);
    expect(screen.getAllByText('Verified')).toHaveLength(1);
    expect(screen.queryByRole('list', { name: 'Earlier turns' })).toBeNull();
  });

  it('stops, and refines into a further turn', async () => {
    const user = userEvent.setup();
    const model = mounted({ words });
    model.say(...messages('card-1', 6));
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    model.say(...messages('card-1').slice(6), end);
    await user.type(screen.getByLabelText('Change the request'), 'only 2024{Enter}');
    expect(model.sent.slice(1)).toEqual([{ type: 'stop' }, { type: 'refine', words: 'only 2024' }]);
    model.say(...messages('card-2', 3));
    expect(screen.getByRole('button', { name: `${words} Verified` })).toBeTruthy();
    expect(screen.getAllByText('Asking gift4code-small')).toHaveLength(2);
  });

  it('keeps what it heard for a view that is drawn anew', () => {
    const model = new Model({ summary: { words }, kept: null, locale: 'en' });
    const { initialize, render } = card();
    const view = (): (() => void) => {
      const el = document.body.appendChild(document.createElement('div'));
      return render({ model, el });
    };
    endings.push(initialize({ model }));
    act(() => {
      const first = view();
      model.say(...messages('card-1'), end, ...messages('card-2', 3));
      first();
      endings.push(view());
    });
    expect(model.sent).toEqual([{ type: 'hello' }]);
    expect(screen.getByRole('list', { name: 'Earlier turns' })).toBeTruthy();
    expect(screen.getAllByText('Asking gift4code-small')).toHaveLength(2);
  });

  it('draws from its summary where no kernel answers, and says that values are not stored', () => {
    mounted({
      words,
      code: answer.code,
      verdict: 'verified',
      reason: answer.reason,
      seconds: 1.24,
      model: answer.model,
      checks: [{ name: 'columns', passed: true }]
    });
    expect(screen.getByText('Verified')).toBeTruthy();
    expect(screen.getByLabelText('Code').textContent).toBe(answer.code);
    expect(screen.getByRole('row', { name: 'columns met' })).toBeTruthy();
    expect(screen.getByText(/Values are not stored with the notebook/)).toBeTruthy();
    expect(screen.queryByLabelText('Change the request')).toBeNull();
  });

  it('draws the whole answer where the person kept it', () => {
    mounted({ words, verdict: 'verified' }, { kept: { ...end, type: 'answer' } });
    expect(screen.getByRole('group', { name: 'Value' })).toBeTruthy();
    expect(screen.queryByText(/Values are not stored/)).toBeNull();
    expect(screen.queryByLabelText('Change the request')).toBeNull();
  });

  it('says so where nothing was kept', () => {
    mounted({ words });
    expect(screen.getByText(/has no answer that was kept/)).toBeTruthy();
  });

  it('speaks the language of its model', () => {
    mounted({ words, verdict: 'verified' }, { locale: 'xx' });
    expect(screen.getByText('Verified')).toBeTruthy();
  });
});
