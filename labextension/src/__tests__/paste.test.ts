import { describe, expect, it } from 'vitest';
import { IPasted, pastedTable } from '../state';

const none: string[] = ['', ''];

function text(pasted: string, known: string[] = none): IPasted | null {
  return pastedTable('', pasted, known);
}

const table = {
  columns: ['class', 'fare'],
  rows: [
    ['first', '84.15'],
    ['second', '20.7']
  ],
  more: false,
  index: 0
};

describe('a pasted table', () => {
  it('is read from what spreadsheets put on the clipboard', () => {
    expect(text('class\tfare\r\nfirst\t84.15\r\nsecond\t20.7\r\n')).toEqual(table);
  });

  it('is read from CSV with quotes, commas, quotes in quotes and line ends in cells', () => {
    expect(text('name,"fare, EUR"\n"say ""hi""",1\n"two\nlines",2')).toEqual({
      columns: ['name', 'fare, EUR'],
      rows: [
        ['say "hi"', '1'],
        ['two\nlines', '2']
      ],
      more: false,
      index: 0
    });
  });

  it('is read with semicolons, pipes and as Markdown', () => {
    expect(text('class;fare\nfirst;84.15\nsecond;20.7')).toEqual(table);
    expect(text('| class | fare |\n|---|--:|\n| first | 84.15 |\n| second | 20.7 |')).toEqual(
      table
    );
  });

  it('is read as pandas prints it, without an index that only counts', () => {
    expect(text('    class   fare\n0   first  84.15\n1  second   20.7')).toEqual(table);
  });

  it('keeps an index with a meaning', () => {
    expect(text('         fare\nfirst   84.15\nsecond   20.7')).toMatchObject({
      columns: ['', 'fare'],
      rows: [
        ['first', '84.15'],
        ['second', '20.7']
      ],
      index: 1
    });
  });

  it('is read from HTML before text, with its head, its index and cells that span', () => {
    const html = `<meta><table><thead>
        <tr><th></th><th>fare</th></tr><tr><th>class</th><th></th></tr></thead>
      <tbody><tr><th>first</th><td>84.15</td></tr><tr><th>second</th><td>20.7</td></tr></tbody></table>`;
    expect(pastedTable(html, 'something else', none)).toEqual({ ...table, index: 1 });
    const spanning =
      '<table><tr><th>a</th><th>b</th></tr><tr><td rowspan="2">x</td><td>1</td></tr><tr><td>2</td></tr></table>';
    expect(pastedTable(spanning, '', none)?.rows).toEqual([
      ['x', '1'],
      ['x', '2']
    ]);
  });

  it('leaves out the counting index of a notebook and nothing else', () => {
    const html = `<table><thead><tr><th></th><th>class</th><th>fare</th></tr></thead><tbody>
      <tr><th>0</th><td>first</td><td>84.15</td></tr><tr><th>1</th><td>second</td><td>20.7</td></tr></tbody></table>`;
    expect(pastedTable(html, '', none)).toEqual(table);
  });

  it('runs nothing that is in the HTML', () => {
    const html =
      '<table><tr><td>a</td><td><img src=x onerror="window.hit=1">b</td></tr><tr><td>1</td><td>2</td></tr></table>';
    expect(pastedTable(html, '', none)?.columns).toEqual(['a', 'b']);
    expect(window).not.toHaveProperty('hit');
  });

  it('fills ragged lines up', () => {
    expect(text('a\tb\tc\n1\t2\n3')?.rows).toEqual([
      ['1', '2', ''],
      ['3', '', '']
    ]);
  });

  it('keeps cells of dots and takes a last row of them as further rows', () => {
    expect(text('class\tfare\nfirst\t...\n...\t...')).toEqual({
      columns: ['class', 'fare'],
      rows: [['first', '...']],
      more: true,
      index: 0
    });
  });

  it('has no column names where its first line is data', () => {
    expect(text('first\t84.15\nsecond\t20.7')?.columns).toBeNull();
    expect(text('x\ty\nz\tw', ['class', 'name'])?.columns).toBeNull();
    expect(text('name\tclass\nz\tw', ['class', 'name'])?.columns).toEqual(['name', 'class']);
  });

  it('is not made of one word or one line of words', () => {
    expect(text('first')).toBeNull();
    expect(text('first, second')).toBeNull();
    expect(pastedTable('<b>first</b>', 'first', none)).toBeNull();
  });
});
