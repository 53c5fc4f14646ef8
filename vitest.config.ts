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
    // For what hangs alone: no test is to fail because its machine is slow, so none sets a shorter limit.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
