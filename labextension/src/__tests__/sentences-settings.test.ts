import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { expect, it } from 'vitest';
import { loadSettings } from '../lab/settings';

/** As JupyterLab's: what it begins with is in English, what it fetches in the person's language. */
const registry = {
  load: () => Promise.resolve({ schema: { title: 'Model' } }),
  reload: () => Promise.resolve({ schema: { title: '模型' } })
} as unknown as ISettingRegistry;

it.each([
  ['zh-CN', '模型'],
  ['en', 'Model'],
  ['', 'Model']
])('settings have their texts in the language %s', async (language, title) => {
  const settings = await loadSettings(registry, 'gift4code', language);
  expect(settings?.schema.title).toBe(title);
});
