import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asked, idle } from './samples';
import { shown } from './surface';

function request(): HTMLTextAreaElement {
  return screen.getByRole('textbox', { name: 'Request' });
}

describe('the request', () => {
  it('is asked with Ctrl+Enter from any field of the form, and not while it says nothing', async () => {
    const { user, calls } = shown(idle);
    await user.type(request(), '{Control>}{Enter}{/Control}');
    expect(calls).toEqual([]);
    await user.type(request(), 'mean price{Control>}{Enter}{/Control}');
    expect(calls).toEqual([['ask']]);
    await user.type(screen.getByLabelText('Columns'), '{Meta>}{Enter}{/Meta}');
    expect(calls).toEqual([['ask'], ['ask']]);
  });

  it('says why it cannot be asked', () => {
    shown(idle);
    expect(screen.getByRole('button', { name: 'Ask' })).toHaveProperty('disabled', true);
    expect(screen.getByText('Say what you want, or give an example.')).toBeTruthy();
  });

  it('completes live dataframes by keyboard, and takes them as inputs', async () => {
    const { user, form } = shown(idle);
    await user.type(request(), 'mean of @or');
    const list = screen.getByRole('listbox', { name: 'Live dataframes' });
    expect(
      within(list)
        .getAllByRole('option')
        .map(option => option.textContent)
    ).toEqual(['orders1,200 × 6', 'order_lines10,400 × 3']);
    await user.keyboard('{ArrowDown}');
    const active = request().getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.textContent).toContain('order_lines');
    expect(document.getElementById(active)?.getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{Enter}by day');
    expect(form()).toMatchObject({
      intent: 'mean of @order_lines by day',
      frames: ['order_lines']
    });
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(document.activeElement).toBe(request());
  });

  it('closes the list with Escape without stopping anything', async () => {
    const { user, calls } = shown({ ...idle, ask: asked(6) });
    await user.type(request(), '@or{Escape}');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(calls).toEqual([]);
  });

  it('stops with Escape and with the button that asked', async () => {
    const { user, calls } = shown({ ...idle, ask: asked(6) });
    await user.type(request(), '{Escape}');
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(calls).toEqual([['stop'], ['stop']]);
  });

  it('brings earlier requests back and forth', async () => {
    const { user, form } = shown({ ...idle, history: ['first', 'second'] });
    await user.type(request(), 'draft{Alt>}{ArrowUp}{ArrowUp}{ArrowUp}{/Alt}');
    expect(form().intent).toBe('first');
    await user.keyboard('{Control>}{ArrowDown}{ArrowDown}{/Control}');
    expect(form().intent).toBe('draft');
  });
});

describe('the inputs', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are chosen by chips that say so', async () => {
    const { user, form } = shown(idle);
    const chip = screen.getByRole('button', { name: 'orders 1,200 × 6' });
    expect(chip.getAttribute('aria-pressed')).toBe('false');
    await user.click(chip);
    expect(chip.getAttribute('aria-pressed')).toBe('true');
    expect(form().frames).toEqual(['orders']);
    await user.click(chip);
    expect(form().frames).toEqual([]);
  });

  it('read a schema once it is opened, and only then', async () => {
    const { user, calls } = shown(idle);
    expect(calls).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Columns of customers' }));
    expect(calls).toEqual([['readSchema', 'customers']]);
    await user.click(screen.getByRole('button', { name: 'Columns of orders' }));
    expect(calls).toHaveLength(1);
    const columns = screen.getByRole('group', { name: 'Columns of orders' });
    expect(within(columns).getByRole('row', { name: 'price float64 missing values' })).toBeTruthy();
  });

  it('show their columns while the pointer rests on them, and read them for that unless a cell runs', () => {
    vi.useFakeTimers();
    const rest = (name: RegExp): void => {
      fireEvent.mouseEnter(screen.getByRole('button', { name }).parentElement as HTMLElement);
      act(() => {
        vi.advanceTimersByTime(1000);
      });
    };
    const { calls, container, become } = shown(idle);
    rest(/^customers/);
    expect(calls).toEqual([['readSchema', 'customers']]);
    rest(/^orders 1/);
    expect(container.querySelector('.jp-Gift4Code-glance')?.textContent).toContain('float64');
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(container.querySelector('.jp-Gift4Code-glance')).toBeNull();
    become({ busy: true });
    rest(/^order_lines/);
    expect(calls).toHaveLength(1);
  });

  it('take a note and a level for a column', async () => {
    const { user, form } = shown(idle);
    await user.click(screen.getByRole('button', { name: 'Columns of orders' }));
    await user.click(screen.getByRole('button', { name: 'price' }));
    await user.type(screen.getByLabelText('Note'), 'EUR');
    await user.selectOptions(screen.getByLabelText('Sharing of price'), 'anonymous');
    expect(form()).toMatchObject({
      notes: { 'orders.price': 'EUR' },
      overrides: { 'orders.price': 'anonymous' }
    });
    await user.selectOptions(screen.getByLabelText('Sharing of price'), '');
    await user.clear(screen.getByLabelText('Note'));
    expect(form()).toMatchObject({ notes: {}, overrides: {} });
  });

  it('are those of the last look while a cell runs, until a person looks anyway', async () => {
    const { user, calls } = shown({ ...idle, busy: true });
    expect(
      screen.getByText(/The kernel is running a cell. These are the dataframes of/)
    ).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Look anyway' }));
    expect(calls).toEqual([['look']]);
  });

  it('say which dataframe is gone', () => {
    shown({ ...idle, form: { ...idle.form, frames: ['old'] } });
    expect(screen.getByRole('button', { name: 'old is gone' })).toBeTruthy();
  });
});

describe('sharing', () => {
  it('offers no level above that of the policy', () => {
    shown({ ...idle, policy: { ...idle.policy, highest_level: 'schema' } });
    const levels = screen.getByRole('combobox', { name: 'What may leave the kernel' });
    expect(
      within(levels)
        .getAllByRole('option')
        .map(option => option.textContent)
    ).toEqual(['Anonymous', 'Names', 'Schema']);
  });

  it('shows the exact text with its size and where it goes', async () => {
    const outgoing = {
      text: 'orders: price float64',
      characters: 21,
      tokens: 6,
      model: 'gift4code-small',
      template: 'slots/1',
      level: 'schema',
      local: false
    };
    const { user, calls } = shown({ ...idle, outgoing });
    await user.click(screen.getByRole('button', { name: 'Show what is sent' }));
    expect(calls).toEqual([['showOutgoing']]);
    expect(screen.getByRole('region', { name: 'What is sent' }).textContent).toBe(outgoing.text);
    expect(screen.getByText('21 characters, about 6 tokens, to gift4code-small.')).toBeTruthy();
    expect(screen.getByText('It leaves this machine.')).toBeTruthy();
  });
});
