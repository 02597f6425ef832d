import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    silent: 'passed-only',
    // A busy machine is slow, not wrong.
    testTimeout: 60_000
  }
});
