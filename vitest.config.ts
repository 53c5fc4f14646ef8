import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// One run over the workspace; packages need no configuration of their own.
export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
    ],
    // One a core, where Vitest would leave one free: much of the time is spent waiting for guests and servers.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
