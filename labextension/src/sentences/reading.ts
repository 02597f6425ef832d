/**
 * Reading a text as a phrase: which one it is, and what stands in its holes.
 *
 * Several phrases may fit a text, and one phrase in several ways. The reading that leaves least of the text without
 * words of ours is taken, and among those the one with the most literal text, which is the most specific.
 */
import { Hole, IPhrase, ITextTranslate, Kind } from './phrase';
import { AMONG, FORMS, phrases } from './phrases';

interface IReading {
  readonly text: string;
  /** Characters that should be in words of ours and are in none. */
  readonly left: number;
  /** Characters that the phrases themselves account for; none for a value. */
  readonly literal: number;
  /** Whether it is in words of ours, or holds some; a value is not. */
  readonly isWords: boolean;
}

interface IRule {
  /** The text around the holes, one piece more than there are holes. */
  readonly pieces: readonly string[];
  /** The numbers of the holes, from 0, in the order in which they stand. */
  readonly order: readonly number[];
  readonly holes: readonly Hole[];
  /** The phrase in the person's language, with numbered holes. */
  readonly translated: string;
  readonly isWords: boolean;
}

const HOLE = /%(\d)/g;
const HOLE_TEXT = /%\d/;
const KEPT = 500; // sentences that are drawn again and again
const NONE: readonly IRule[] = [];

/** Leaves texts in English; two percent signs stand for one, as for the translators of JupyterLab. */
const ENGLISH: ITextTranslate = { __: text => text.replace(/%%/g, '%') };

export class Reader {
  constructor(trans: ITextTranslate) {
    const translated = phrases(trans);
    for (const [kind, own] of Object.entries(phrases(ENGLISH)) as [Kind, readonly IPhrase[]][]) {
      this._rules.set(
        kind,
        own.map((phrase, place) => rule(phrase, translated[kind]![place].text))
      );
    }
  }

  /** The text in the person's language; null where it is no sentence of ours. */
  read(text: string): string | null {
    const known = this._said.get(text);
    if (known !== undefined) {
      return known;
    }
    const found = this._read('sentence', text)?.text ?? null;
    this._met.clear();
    if (this._said.size >= KEPT) {
      this._said.clear();
    }
    this._said.set(text, found);
    return found;
  }

  private _read(kind: Kind, text: string): IReading | null {
    const form = FORMS[kind];
    if (form !== undefined) {
      return form.test(text) ? kept(text) : null;
    }
    const key = `${kind} ${text}`;
    const met = this._met.get(key);
    if (met !== undefined) {
      return met;
    }
    let best: IReading | null = null;
    for (const each of this._rules.get(kind) ?? NONE) {
      best = better(best, this._fit(each, text));
    }
    for (const other of AMONG[kind] ?? []) {
      best = better(best, this._read(other, text));
    }
    this._met.set(key, best);
    return best;
  }

  private _fit(each: IRule, text: string): IReading | null {
    const { pieces, order } = each;
    const last = pieces[pieces.length - 1];
    if (!text.startsWith(pieces[0]) || !text.endsWith(last)) {
      return null;
    }
    if (order.length === 0) {
      return text.length === last.length ? filled(each, []) : null;
    }
    return this._fill(each, text, 0, pieces[0].length, []);
  }

  /** The best reading with what stands in the holes from `place` on, which begin at `start`. */
  private _fill(
    each: IRule,
    text: string,
    place: number,
    start: number,
    before: readonly IReading[]
  ): IReading | null {
    const next = each.pieces[place + 1];
    const isLast = place === each.order.length - 1;
    let best: IReading | null = null;
    let end = isLast ? text.length - next.length : text.indexOf(next, start);
    while (end >= start) {
      const part = this._part(each.holes[each.order[place]] ?? 'value', text.slice(start, end));
      if (part !== null) {
        const parts = [...before, part];
        best = better(
          best,
          isLast ? filled(each, parts) : this._fill(each, text, place + 1, end + next.length, parts)
        );
        if (best !== null && best.left === 0) {
          return best;
        }
      }
      end = isLast ? -1 : text.indexOf(next, end + 1);
    }
    return best;
  }

  private _part(hole: Hole, text: string): IReading | null {
    const isNeeded = hole.endsWith('!');
    if (hole === 'value' || text === '') {
      return isNeeded ? null : kept(text);
    }
    const found = this._read((isNeeded ? hole.slice(0, -1) : hole) as Kind, text);
    return found ?? (isNeeded ? null : { ...kept(text), left: text.length });
  }

  private readonly _rules = new Map<Kind, readonly IRule[]>();
  private readonly _said = new Map<string, string | null>();
  private readonly _met = new Map<string, IReading | null>();
}

function rule(phrase: IPhrase, translated: string): IRule {
  const said = phrase.term ?? phrase.text;
  const order = Array.from(said.matchAll(HOLE), found => Number(found[1]) - 1);
  return {
    pieces: said.split(HOLE_TEXT),
    order,
    holes: phrase.holes,
    translated,
    isWords: translated !== said
  };
}

function kept(text: string): IReading {
  return { text, left: 0, literal: 0, isWords: false };
}

function filled(each: IRule, parts: readonly IReading[]): IReading {
  const byNumber: IReading[] = [];
  each.order.forEach((number, place) => {
    byNumber[number] = parts[place];
  });
  return {
    text: joined(each.translated, byNumber),
    left: parts.reduce((sum, part) => sum + part.left, 0),
    literal: parts.reduce((sum, part) => sum + part.literal, each.pieces.join('').length),
    isWords: each.isWords || parts.some(part => part.isWords)
  };
}

/** A translated phrase with its holes filled. */
function joined(translated: string, parts: readonly IReading[]): string {
  const around = translated.split(HOLE_TEXT);
  const numbers = Array.from(translated.matchAll(HOLE), found => Number(found[1]));
  return numbers.reduce((text, number, place) => {
    const part = parts[number - 1];
    return spaced(spaced(text, part.text, part.isWords), around[place + 1], part.isWords);
  }, around[0]);
}

/** Chinese has a blank beside words of other scripts and none within; around a value of Chinese it stays. */
function spaced(left: string, right: string, isWords: boolean): string {
  if (isWords && /\p{sc=Han} ?$/u.test(left) && /^ ?\p{sc=Han}/u.test(right)) {
    return left.trimEnd() + right.trimStart();
  }
  const meet =
    (/\p{sc=Han}$/u.test(left) && /^[\w'"]/.test(right)) ||
    (/[\w'"]$/.test(left) && /^\p{sc=Han}/u.test(right));
  return meet ? `${left} ${right}` : left + right;
}

function better(one: IReading | null, other: IReading | null): IReading | null {
  if (one === null || other === null) {
    return one ?? other;
  }
  if (one.left !== other.left) {
    return one.left < other.left ? one : other;
  }
  return other.literal > one.literal ? other : one;
}
