import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** Loading the SDKs, their schemas and the cloud costs more than most files' tests: here once a worker, not once a file. */
const shared = [
  'packages/cloud/src/services/**/*.test.ts',
  'packages/cloud/src/network/**/*.test.ts',
]

// One run over the workspace; packages need no configuration of their own.
export default defineConfig({
  test: {
    // One a core, where Vitest would leave one free: much of the time is spent waiting for guests and servers.
    maxWorkers: availableParallelism(),
    // For what hangs alone: no test is to fail because its machine is slow, so none sets a shorter limit.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/*/src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...shared],
        },
      },
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
    ],
  },
})
