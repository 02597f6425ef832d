import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { answer, asked, doubtful, failing, good, idle, unmet, wrong } from './samples';
import { ISurface, shown } from './surface';

function answered(reply = answer): ISurface {
  return shown({ ...idle, ask: asked(9, reply) });
}

describe('progress', () => {
  it('is said in words; the numbers that tick are for the eye alone', () => {
    const { container } = shown({ ...idle, ask: asked(6) });
    expect(screen.getByText('Running candidates: 2 of 3')).toBeTruthy();
    expect(screen.getAllByRole('status')[0].textContent).toBe('Running candidates');
    expect(container.querySelector('.jp-Gift4Code-elapsed')?.getAttribute('aria-hidden')).toBe(
      'true'
    );
  });

  it('shows candidates as they are found', () => {
    shown({ ...idle, ask: asked(6) });
    const [first, second] = within(screen.getByRole('list', { name: 'Candidates' })).getAllByRole(
      'listitem'
    );
    expect(first.textContent).toContain('not met');
    expect(second.textContent).toContain("KeyError: 'categories'");
  });
});

describe('an answer', () => {
  it('gives its verdict by a word and a reason, and says it', () => {
    answered();
    expect(screen.getByText('Verified')).toBeTruthy();
    expect(screen.getAllByRole('status')[0].textContent).toBe(`Verified: ${answer.reason}`);
  });

  it('shows the code in colours that are the very text', () => {
    const { container } = answered();
    expect(screen.getByLabelText('Code, can be edited')).toHaveProperty('value', good.code);
    expect(container.querySelector('.jp-Gift4Code-editorText div')?.textContent).toBe(good.code);
    expect(container.querySelector('.jp-Gift4Code-tokString')?.textContent).toBe("'category'");
  });

  it('is placed as it was edited, and says that the verdict is of the code before', async () => {
    const { user, calls } = answered();
    await user.type(screen.getByLabelText('Code, can be edited'), '  # mine');
    expect(screen.getByText(/Edited: what is said below is of the code before/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Insert below' }));
    await user.click(screen.getByRole('button', { name: 'Undo the edits' }));
    await user.click(screen.getByRole('button', { name: 'Replace cell' }));
    await user.click(screen.getByRole('button', { name: 'Insert and run' }));
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(calls).toEqual([
      ['place', `${good.code}  # mine`, 'insert-below'],
      ['place', good.code, 'replace'],
      ['place', good.code, 'insert-and-run'],
      ['copy', good.code]
    ]);
  });

  it('can only be copied where the notebook is read-only', () => {
    const target = idle.target === null ? null : { ...idle.target, readOnly: true };
    shown({ ...idle, target, ask: asked(9, answer) });
    const disabled = ['Insert below', 'Replace cell', 'Insert and run', 'Copy'].map(
      name => screen.getByRole<HTMLButtonElement>('button', { name }).disabled
    );
    expect(disabled).toEqual([true, true, true, false]);
  });

  it('lists its checks, part by part', () => {
    answered(unmet);
    const checks = screen.getByRole('table', { name: 'Checks' });
    expect(
      within(checks)
        .getAllByRole('row')
        .map(row => row.textContent)
    ).toEqual(['PartResult', 'typemet', 'columnsmet', `examplenot met · ${wrong.mismatch}`]);
  });

  it('marks the cells that differ by a sign and a word, in the value and in what was expected', () => {
    answered(unmet);
    const [value, expected] = ['Value', 'Expected'].map(name =>
      screen.getByRole('group', { name })
    );
    expect(within(value).getByRole('cell', { name: 'differs: 240900.0' }).textContent).toContain(
      '≠'
    );
    expect(within(expected).getByRole('cell', { name: 'differs: 1204.5' })).toBeTruthy();
    expect(within(value).getAllByRole('cell', { name: /differs/ })).toHaveLength(1);
  });

  it('shows the nearest where nothing is offered, and does not make its button stand out', () => {
    answered(unmet);
    expect(screen.getByText('Nothing offered')).toBeTruthy();
    expect(screen.getByText('The nearest, not offered')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Insert below' }).className).not.toContain(
      'jp-mod-main'
    );
  });

  it('opens any other candidate, with its rank, why not, and what repair changed', async () => {
    const { user, calls } = answered();
    const list = screen.getByRole('list', { name: '3 other candidates' });
    const [repaired, , last] = within(list).getAllByRole('button');
    expect(last.textContent).toContain(`4${failing.code}error · ${failing.error}`);
    await user.click(repaired);
    expect(repaired.getAttribute('aria-expanded')).toBe('true');
    expect(within(list).getByText('used mean instead of sum')).toBeTruthy();
    await user.click(within(list).getByRole('button', { name: 'Insert below' }));
    expect(calls).toEqual([['place', answer.candidates[1].code, 'insert-below']]);
  });

  it('shows two readings by the row in which they differ, and takes the right one as an example', async () => {
    const { user, form } = answered(doubtful);
    const readings = screen.getByRole('region', { name: 'Two readings remain' });
    const rows = within(readings).getAllByRole('row');
    expect(rows.slice(0, 3).map(row => row.textContent)).toEqual([
      'Row 3This cellThe other reading',
      'categoryclothingclothing',
      'price≠ differs: 54.1≠ differs: 41.0'
    ]);
    await user.click(screen.getByRole('button', { name: 'This row is right: The other reading' }));
    expect(form()).toMatchObject({
      way: 'grid',
      example: 'grid',
      grid: { columns: ['category', 'price'], rows: [['clothing', '41.0']], more: 'anywhere' }
    });
  });

  it('takes the focus from the candidates whose place it takes', async () => {
    const { user, become } = shown({ ...idle, ask: asked(6) });
    await user.click(
      within(screen.getByRole('list', { name: 'Candidates' })).getAllByRole('button')[0]
    );
    become({ ask: asked(9, answer) });
    expect(document.activeElement?.contains(screen.getByText('Verified'))).toBe(true);
    expect(document.activeElement).not.toBe(document.body);
  });

  it('leaves the focus where it is otherwise', async () => {
    const { user, become } = shown({ ...idle, ask: asked(6) });
    await user.click(screen.getByRole('textbox', { name: 'Request' }));
    become({ ask: asked(9, answer) });
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Request' }));
  });

  it('is refined by a word, and started over', async () => {
    const { user, calls } = answered();
    await user.type(screen.getByLabelText('Change the request'), 'only 2024{Enter}');
    await user.click(screen.getByRole('button', { name: 'Start over' }));
    expect(calls).toEqual([['refine', 'only 2024'], ['startOver']]);
  });

  it('stands below the turns before it', async () => {
    const turns = [{ words: 'by category', ask: { ...asked(9, unmet), id: 'before' } }];
    const { user } = shown({ ...idle, ask: asked(9, answer), turns });
    await user.click(screen.getByRole('button', { name: 'by category Nothing offered' }));
    expect(screen.getByText('The nearest, not offered')).toBeTruthy();
  });

  it('that failed says why and can be tried again', async () => {
    const failure = { sentence: 'The kernel was restarted.', retry: true };
    const { user, calls } = shown({ ...idle, ask: { ...asked(4), phase: 'failed', failure } });
    expect(screen.getAllByText('The kernel was restarted.')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(calls).toEqual([['retry']]);
  });

  it('that was stopped keeps what was found', () => {
    shown({ ...idle, ask: { ...asked(6), phase: 'stopped' } });
    expect(screen.getByText('Stopped. These candidates were found until then.')).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Candidates' })).toBeTruthy();
  });
});
