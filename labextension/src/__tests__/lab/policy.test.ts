import { expect, test } from 'vitest';

import { both, OPEN_POLICY } from '../../lab/policy';
import { DEFAULT_SETTINGS, settingsOf } from '../../lab/settings';
import schema from '../../../schema/plugin.json';

test('of two policies the stricter part holds', () => {
  const one = { ...OPEN_POLICY, highest_level: 'schema', models: ['a', 'b'] } as const;
  const other = { ...OPEN_POLICY, hide: true, most_samples: 4, models: ['b'] };
  expect(both({ ...one, models: [...one.models] }, other)).toEqual({
    hide: true,
    highest_level: 'schema',
    most_samples: 4,
    models: ['b'],
    endpoint: 'user-choice'
  });
});

test('an open policy changes nothing', () => {
  const strict = { ...OPEN_POLICY, models: ['a'], endpoint: 'force-off' as const };
  expect(both(OPEN_POLICY, strict)).toEqual(strict);
  expect(both(strict, OPEN_POLICY)).toEqual(strict);
});

test('the defaults are those of the schema', () => {
  const defaults = Object.entries(schema.properties).map(([name, { default: value }]) => [
    name,
    value
  ]);
  expect(Object.fromEntries(defaults)).toEqual(DEFAULT_SETTINGS);
});

test('a level that is none falls back to the default', () => {
  expect(settingsOf({ level: 'everything', n: 4 })).toEqual({ ...DEFAULT_SETTINGS, n: 4 });
});
