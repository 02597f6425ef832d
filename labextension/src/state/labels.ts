/** Columns as people type them: separated by commas; quotes hold commas. */

/** The labels in such text, blank ones left out: `class,"Fare (EUR)"`. */
export function splitLabels(text: string): string[] {
  const labels: string[] = [];
  const pattern = /\s*(?:"((?:[^"]|"")*)"|'([^']*)'|([^,]*))\s*(?:,|$)/gy;
  for (
    let found = pattern.exec(text);
    found !== null && found[0] !== '';
    found = pattern.exec(text)
  ) {
    labels.push((found[1]?.replace(/""/g, '"') ?? found[2] ?? found[3] ?? '').trim());
  }
  return labels.filter(label => label !== '');
}

/** The text in which {@link splitLabels} finds these labels. */
export function joinLabels(labels: readonly string[]): string {
  return labels
    .map(label => (/[,"']|^\s|\s$/.test(label) ? `"${label.replace(/"/g, '""')}"` : label))
    .join(', ');
}
