// The steps of `pnpm check`: all that CI checks except end-to-end.
const UNIT_REPORT = '.cache/unit.json'

/** @type {import('./steps.mjs').Step[]} */
export const checks = [
  { name: 'format', command: ['oxfmt', '--list-different', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--quiet'] },
  { name: 'types', command: ['pnpm', 'run', 'typecheck'] },
  {
    name: 'boundaries',
    command: ['depcruise', '--config', '.dependency-cruiser.mjs', 'packages', 'apps', 'e2e'],
  },
  { name: 'unused code', command: ['knip', '--no-config-hints'] },
  { name: 'generated files', command: ['node', 'scripts/generate.mjs', '--check'] },
  {
    name: 'unit, wire, behaviour',
    command: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${UNIT_REPORT}`,
    ],
    report: UNIT_REPORT,
    alone: ['--maxWorkers=1'],
  },
  { name: 'build', command: ['pnpm', 'run', 'build'] },
  { name: 'bundle budget', command: ['node', 'scripts/bundle-budget.mjs'] },
]
