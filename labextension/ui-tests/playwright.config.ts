import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const here = dirname(fileURLToPath(import.meta.url));
/** Of the environment that is tested. */
const python = (process.env.UI_TESTS_PYTHON ??= join(here, '../../.venv/bin/python'));

const FREE =
  'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])';

/** Every worker reads this file again: the port is chosen once and handed down. */
process.env.UI_TESTS_PORT ??= execFileSync(python, ['-c', FREE], { encoding: 'utf8' }).trim();

const port = process.env.UI_TESTS_PORT;

export default defineConfig({
  testDir: 'tests',
  reporter: [['list']],
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // One server, one bundled model, two cores: tests that wait for a model do so one after another.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox']
    },
    screenshot: 'only-on-failure',
    trace: 'off',
    video: 'off'
  },
  webServer: {
    command: `"${python}" "${join(here, 'server', 'serve.py')}" ${port}`,
    url: `http://127.0.0.1:${port}/lab`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    timeout: 60_000,
    stdout: 'ignore',
    stderr: 'pipe'
  }
});
