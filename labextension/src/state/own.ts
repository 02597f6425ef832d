/** What a record itself holds under a name: a dataframe may be called `constructor`, as every object has one. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
