import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inWords } from '../sentences';
import { Catalogue, translatorFor, translatorOf } from '../sentences/locales';
import { IPhrase, Kind } from '../sentences/phrase';
import { FORMS, phrases } from '../sentences/phrases';

const ROOT = join(__dirname, '..', '..', '..');
const LOCALE = join(ROOT, 'gift4code_ext', 'locale', 'zh_CN', 'LC_MESSAGES', 'gift4code.json');
const zh = translatorOf(JSON.parse(readFileSync(LOCALE, 'utf8')) as Catalogue);
const en = translatorOf({});

function chinese(sentence: string): string {
  return inWords(sentence, zh);
}

describe('inWords', () => {
  it('keeps English as it is', () => {
    const said =
      'no candidate meets the specification (16 tried); the nearest one: row 3, column fare: expected 84.15, got 7.0 (and 4 more rows) (df: only the first 10 of 20 rows were used)';
    expect(inWords(said, en)).toBe(said);
  });

  it('keeps what is no sentence of the kernel', () => {
    expect(chinese("KeyError: 'fare'")).toBe("KeyError: 'fare'");
    expect(chinese('')).toBe('');
  });

  it.each([
    [
      'it meets every part of the specification, equal after a dtype conversion',
      '它满足规格的每一部分，转换 dtype 后相等'
    ],
    [
      "it meets every part of the specification; it was repaired: used mean instead of sum, took the column 'fare' instead of 'price'; it makes another value each time it runs",
      "它满足规格的每一部分；它经过修复：使用 mean 代替 sum，使用列 'fare' 代替 'price'；它每次运行得到的值都不同"
    ],
    [
      'it ran without error; nothing was specified to check (df: only the first 1,000 of 2,000 rows were used); there are fewer samples than asked for, as the model at http://127.0.0.1:8000/v1 gave nothing within 7 s; allow more seconds',
      '它运行无误；没有指定可供检查的内容（df：仅使用了 2,000 行中的前 1,000 行）；样本比要求的少，因为 http://127.0.0.1:8000/v1 上的模型在 7 秒内没有给出任何内容；请允许更多秒数'
    ],
    [
      'no candidate meets the specification (16 tried); the nearest one: equal but for the order of columns: column 0 should be b, not a',
      '没有候选满足规格（已尝试 16 个）；最接近的一个：除列的顺序外相等：位置 0 的列应为 b，而不是 a'
    ],
    [
      "no candidate ran to its end (3 tried); the best one: KeyError: 'fare'",
      "没有候选运行完毕（已尝试 3 个）；最好的一个：KeyError: 'fare'"
    ]
  ])('puts the reason of an answer into words: %s', (said, words) => {
    expect(chinese(said)).toBe(words);
  });

  it.each([
    ['expected a pandas.DataFrame, got a list', '应为 pandas.DataFrame，实际为列表'],
    ['expected 3 rows, got 5', '应为 3 行，实际为 5'],
    [
      "row 3 (labelled 'x'), column fare: expected 1, got a missing value (and 1 more row)",
      "行 3（标签 'x'），列 fare：应为 1，实际为缺失值（另有 1 行）"
    ],
    [
      'columns a, b missing; column c not expected: the columns are c, d',
      '缺少列 a, b；多出列 c：现有的列为 c, d'
    ],
    [
      'column a missing (a is the index of the value): the columns are b',
      '缺少列 a（a 是该值的索引）：现有的列为 b'
    ],
    [
      'no row of the value matches row 0 of the example (class a missing value, fare 84.15)',
      '该值中没有行与示例的行 0（class 缺失值, fare 84.15）相符'
    ],
    ['columns must be labels, not 3.', '列必须是标签，而不是 3。'],
    ['column a missing: the columns are none', '缺少列 a：现有的列为无'],
    [
      'the same rows in another order: row 0 should be class first, fare 84 (the expected rows are in order of column fare)',
      '行相同但顺序不同：行 0 应为 class first, fare 84（预期的行按列 fare 排序）'
    ],
    [
      'expected 3 rows, got 5; if the example is only a part, state partial or add a row of ...',
      '应为 3 行，实际为 5；如果示例只是一部分，请声明 partial 或添加一行 ...'
    ]
  ])('puts a mismatch into words: %s', (said, words) => {
    expect(chinese(said)).toBe(words);
  });

  it.each([
    [
      "The output is a table with 11 rows, one for each Product. Columns: Product (values of df['Product'], ascending, each value once); index Qty (computed, as df['Qty'], whole numbers); total.",
      "输出是表，11 行，每个 Product 一行。列：Product（df['Product'] 的值，升序，每个值只出现一次）；索引 Qty（计算得出，类似 df['Qty']，整数）；total。"
    ],
    ['The output is a single value of type float. the mean', '输出是单个值（类型 float）。the mean']
  ])('puts a computed summary into words: %s', (said, words) => {
    expect(chinese(said)).toBe(words);
  });

  it.each([
    ['schema, df.salary: anonymous, df.pay: rows', '结构，df.salary：匿名，df.pay：真实行'],
    ['rows', '行数'],
    ['null', '有缺失值'],
    [
      'gift4code-small at http://127.0.0.1:40000/v1',
      'http://127.0.0.1:40000/v1 上的 gift4code-small'
    ]
  ])('knows terms: %s', (said, words) => {
    expect(chinese(said)).toBe(words);
  });

  it('keeps a blank before a Chinese value', () => {
    expect(chinese('column 销售额 is missing')).toBe('缺少列 销售额');
  });

  it('keeps the blanks of a list of Chinese labels', () => {
    expect(chinese('columns 销售额, 数量 missing')).toBe('缺少列 销售额, 数量');
  });

  it('says terms in plain English', () => {
    expect(inWords('numtext', en)).toBe('numbers as text');
  });
});

describe('each phrase', () => {
  const said = phrases({ __: text => text });
  const cases = (Object.entries(said) as [Kind, readonly IPhrase[]][]).flatMap(([kind, own]) =>
    own.map((phrase): [string, Kind, IPhrase] => [phrase.term ?? phrase.text, kind, phrase])
  );

  it.each(cases)('%s has a Chinese text with the same holes', (_, kind, phrase) => {
    const holes = (text: string): string[] => Array.from(text.matchAll(/%\d/g), String).sort();
    const words = zh.__(phrase.text, '%1', '%2', '%3', '%4');
    expect(holes(words)).toEqual(holes(phrase.text));
    expect(holes(phrase.text)).toEqual(phrase.holes.map((_, place) => `%${place + 1}`));
    expect(FORMS[kind]).toBeUndefined();
  });
});

describe('translatorFor', () => {
  it('speaks English without a catalogue', () => {
    const trans = translatorFor('fr_FR');
    expect(trans.__('%1 of 100 %%', 3)).toBe('3 of 100 %');
    expect(trans._n('%1 row in %2', '%1 rows in %2', 2, 'df')).toBe('2 rows in df');
  });
});
