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
  withContext: false,
  openAtStart: false,
  hideAll: false
};

/** The settings in what a registry composed; it has checked them against the schema. */
export function settingsOf(composite: Readonly<Record<string, unknown>>): ISettings {
  const settings = { ...DEFAULT_SETTINGS, ...composite };
  return LEVELS.includes(settings.level) ? settings : { ...settings, level: 'schema' };
}

function isEnglish(language: string): boolean {
  return /^(en\b|$)/.test(language);
}

/** The settings of a person; their texts are in their language, such as `zh-CN`. */
export async function loadSettings(
  registry: ISettingRegistry | null,
  plugin: string,
  language: string
): Promise<ISettingRegistry.ISettings | null> {
  try {
    // the settings that a registry begins with have their texts in English where they are an extension's
    return (
      (await (isEnglish(language) ? registry?.load(plugin) : registry?.reload(plugin))) ?? null
    );
  } catch (reason) {
    console.error('gift4code: the settings could not be loaded; the defaults hold', reason);
    return null;
  }
}
