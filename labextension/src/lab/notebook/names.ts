/** Which live dataframes a cell is about. */

/** Those of `names` that the code names, in the order in which they first stand there. */
export function namedIn(code: string, names: readonly string[]): string[] {
  const places = names
    .map(name => ({
      name,
      place: code.search(new RegExp(`(?<![\\w.])${escaped(name)}(?!\\w)`, 'u'))
    }))
    .filter(({ place }) => place >= 0);
  return places.sort((one, other) => one.place - other.place).map(({ name }) => name);
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The name that the last line of a cell consists of, which is what the cell shows; null for anything else. */
export function lastName(code: string): string | null {
  const last = code.trimEnd().split('\n').pop() ?? '';
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(last) ? last : null;
}
