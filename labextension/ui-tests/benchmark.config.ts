import { defineConfig } from '@playwright/test';

import config from './playwright.config';

export default defineConfig({
  ...config,
  testDir: 'benchmark',
  testMatch: 'asks.ts',
  timeout: 600_000
});
