import type { ISettingRegistry } from '@jupyterlab/settingregistry';

import { Level, LEVELS } from '../protocol';
import type { Placing } from '../state';

/** The settings of a person, as `schema/plugin.json` describes them. */
export interface ISettings {
  readonly level: Level;
  /** Empty for the one that the server or the environment names. */
  readonly model: string;
  readonly n: number;
  readonly seconds: number;
  readonly placing: Placing;
  readonly withContext: boolean;
  readonly openAtStart: boolean;
  readonly hideAll: boolean;
}

/** Those of the schema, for a front end without a settings registry. */
export const DEFAULT_SETTINGS: ISettings = {
  level: 'schema',
  model: '',
  n: 16,
  seconds: 10,
  placing: 'insert-below',
  withContext: true,
  openAtStart: false,
  hideAll: false
};

/** The settings in what a registry composed; it has checked them against the schema. */
export function settingsOf(composite: Readonly<Record<string, unknown>>): ISettings {
  const settings = { ...DEFAULT_SETTINGS, ...composite };
  return LEVELS.includes(settings.level) ? settings : { ...settings, level: 'schema' };
}

export async function loadSettings(
  registry: ISettingRegistry | null,
  plugin: string
): Promise<ISettingRegistry.ISettings | null> {
  try {
    return (await registry?.load(plugin)) ?? null;
  } catch (reason) {
    console.error('gift4code: the settings could not be loaded; the defaults hold', reason);
    return null;
  }
}
