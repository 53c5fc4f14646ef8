import { defineConfig } from 'vitest/config'

// One run over the workspace; packages need no configuration of their own.
export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
    ],
    testTimeout: 30_000,
  },
})
