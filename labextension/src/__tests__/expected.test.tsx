import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { gridOf } from '../state';
import { idle } from './samples';
import { ISurface, shown } from './surface';

function gridShown(columns: string[], rows: number): ISurface {
  return shown({ ...idle, form: { ...idle.form, way: 'grid', grid: gridOf(columns, rows) } });
}

function cell(name: string): HTMLInputElement {
  return screen.getByRole('textbox', { name });
}

function paste(target: HTMLElement, html: string, text: string): void {
  fireEvent.paste(target, {
    clipboardData: { getData: (type: string) => (type === 'text/html' ? html : text) }
  });
}

describe('the ways to state the expected output', () => {
  it('are tabs that the arrows move between, with one stop for Tab', async () => {
    const { user, form } = shown(idle);
    const tabs = screen.getAllByRole('tab');
    expect(tabs.map(tab => tab.tabIndex)).toEqual([0, -1, -1, -1]);
    await user.click(tabs[0]);
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(tabs[1]);
    expect(form().way).toBe('grid');
    await user.keyboard('{End}{ArrowRight}');
    expect(form().way).toBe('type');
    await user.keyboard('{ArrowLeft}{Home}');
    expect(screen.getByRole('tab', { selected: true })).toBe(tabs[0]);
    expect(screen.getByRole('tabpanel', { name: 'Type' })).toBeTruthy();
  });

  it('are marked where they are filled in, and say which of two examples is sent', async () => {
    const grid = { ...gridOf(['a'], 1), rows: [['1']] };
    const { user } = shown({
      ...idle,
      form: { ...idle.form, grid, variable: 'wanted', words: 'one row' }
    });
    expect(screen.getAllByRole('tab').map(tab => tab.textContent)).toEqual([
      'Type',
      'Example (filled in)',
      'Variable (filled in, not sent)',
      'Words (filled in)'
    ]);
    expect(
      screen.getByText('Both are examples: the grid is sent, the variable is not.')
    ).toBeTruthy();
    await user.click(screen.getByRole('tab', { name: /Variable/ }));
    expect(
      screen.getByText('Both are examples: the variable is sent, the grid is not.')
    ).toBeTruthy();
  });

  it('tell a number of rows that is none', async () => {
    const { user } = shown(idle);
    await user.type(screen.getByLabelText('Rows'), 'three');
    expect(screen.getByLabelText('Rows').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('The number of rows is no number.')).toBeTruthy();
  });

  it('offer the live values of the kernel', async () => {
    const { user, form } = shown({ ...idle, form: { ...idle.form, way: 'variable' } });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Variable' }), 'wanted');
    expect(form().variable).toBe('wanted');
  });
});

describe('the grid', () => {
  it('moves by arrows and Enter, and grows at its end', async () => {
    const { user, form } = gridShown(['a', 'b'], 2);
    await user.click(cell('a, row 1'));
    await user.keyboard('1{Enter}2{ArrowUp}{ArrowRight}x{ArrowUp}');
    expect(document.activeElement).toBe(cell('Name of column 2'));
    await user.keyboard('{ArrowLeft}{ArrowDown}{ArrowDown}{Enter}3');
    expect(form().grid.rows).toEqual([
      ['1', 'x'],
      ['2', ''],
      ['3', '']
    ]);
  });

  it('is left with Escape, which stops nothing unless something runs', async () => {
    const { user, calls } = gridShown(['a', 'b'], 2);
    await user.click(cell('a, row 1'));
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(screen.getByLabelText('These rows are'));
    expect(calls).toEqual([]);
  });

  it('is walked through by Tab, cell by cell, past names that are there', async () => {
    const { user } = gridShown(['a', ''], 1);
    act(() => screen.getByRole('button', { name: 'Remove column a' }).focus());
    const walked = [];
    for (let step = 0; step < 2; step += 1) {
      await user.tab();
      walked.push(document.activeElement?.getAttribute('aria-label'));
    }
    expect(walked).toEqual(['Name of column 2', 'a, row 1']);
  });

  it('lets the caret move within a text before it leaves the cell', async () => {
    const { user } = gridShown(['a', 'b'], 1);
    await user.click(cell('a, row 1'));
    await user.keyboard('12{ArrowLeft}{ArrowRight}');
    expect(document.activeElement).toBe(cell('a, row 1'));
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(cell('b, row 1'));
  });

  it('takes a pasted table, says what it took, and gives it back', async () => {
    const { user, form } = gridShown(['', ''], 2);
    const html =
      '<table><tr><th>class</th><th>fare</th></tr><tr><td>first</td><td>...</td></tr></table>';
    paste(cell('column 1, row 1'), html, 'class fare');
    expect(form().grid).toMatchObject({ columns: ['class', 'fare'], rows: [['first', '...']] });
    expect(screen.getByText(/Pasted 1 × 2 cells, the first line as column names/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(form().grid).toEqual(gridOf(['', ''], 2));
  });

  it('leaves one pasted word to the cell', () => {
    const { form } = gridShown(['a'], 1);
    paste(cell('a, row 1'), '', 'first');
    expect(form().grid).toEqual(gridOf(['a'], 1));
  });

  it('draws the first rows of a long one, and says that the others count too', () => {
    gridShown(['a', 'b'], 1);
    const lines = Array.from({ length: 402 }, (_, row) => `x${row}\t${row}`);
    paste(cell('a, row 1'), '', ['a\tb', ...lines].join('\n'));
    expect(screen.getByText('102 more rows, sent too')).toBeTruthy();
    expect(screen.getAllByRole('row')).toHaveLength(301);
  });

  it('starts from the columns of the inputs where it is plain which those are', async () => {
    const { user, calls } = shown({ ...idle, form: { ...idle.form, frames: ['orders'] } });
    await user.click(screen.getByRole('tab', { name: 'Example' }));
    expect(calls).toEqual([['gridFromInputs']]);
  });

  it('starts blank where several inputs are possible, and stays as it was filled in', async () => {
    const { user, calls } = shown(idle);
    await user.click(screen.getByRole('tab', { name: 'Example' }));
    await user.type(cell('Name of column 1'), 'a');
    await user.click(screen.getByRole('tab', { name: 'Words' }));
    await user.click(screen.getByRole('button', { name: 'orders 1,200 × 6' }));
    await user.click(screen.getByRole('tab', { name: 'Example' }));
    expect(calls).toEqual([]);
  });

  it('gets and loses rows and columns where the caret is', async () => {
    const { user, form } = gridShown(['a', 'b'], 1);
    await user.type(cell('b, row 1'), '1');
    await user.click(screen.getByRole('button', { name: 'Add a column' }));
    await user.click(screen.getByRole('button', { name: 'Add a row' }));
    expect(form().grid).toMatchObject({
      columns: ['a', 'b', ''],
      rows: [
        ['', '1', ''],
        ['', '', '']
      ]
    });
    await user.click(screen.getByRole('button', { name: 'Remove column b' }));
    await user.click(screen.getByRole('button', { name: 'Remove row 1' }));
    expect(form().grid).toMatchObject({ columns: ['a', ''], rows: [['', '']] });
  });

  it('says whether its rows are all, the first, or anywhere, and which column is the index', async () => {
    const { user, form, calls } = gridShown(['a', 'b'], 1);
    await user.selectOptions(screen.getByLabelText('These rows are'), 'anywhere');
    await user.click(screen.getByLabelText('The first column is the index'));
    await user.click(screen.getByRole('button', { name: 'Start from the inputs' }));
    expect(form().grid).toMatchObject({ more: 'anywhere', index: 1 });
    expect(calls).toEqual([['gridFromInputs']]);
  });

  it('is a table whose cells are named by column and row', () => {
    gridShown(['a', 'b'], 1);
    const table = screen.getByRole('table', { name: 'Example rows' });
    expect(
      within(table)
        .getAllByRole('textbox')
        .map(input => input.getAttribute('aria-label'))
    ).toEqual(['Name of column 1', 'Name of column 2', 'a, row 1', 'b, row 1']);
  });
});
