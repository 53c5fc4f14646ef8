import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const planted: string[] = []

function plant(path: string, source: string) {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, source)
  planted.push(file)
}

function cruise(...paths: string[]) {
  const { stdout, status } = spawnSync(
    join(root, 'node_modules/.bin/depcruise'),
    ['--config', '.dependency-cruiser.mjs', ...paths],
    { cwd: root, encoding: 'utf8' },
  )
  return { stdout, status }
}

// Each line: what is planted, and the rule that has to refuse it.
const violations = [
  [
    'a pure package that reaches into another',
    'packages/clock/src/planted-violation.ts',
    "import type { Guest } from '../../guests/src/driver.ts'\nexport type Planted = Guest\n",
    'package-packages/clock',
  ],
  [
    'an engine that knows EC2',
    'packages/cloud/src/engine/planted-violation.ts',
    "import { operations } from '../services/ec2/operations.ts'\nexport const planted = operations\n",
    'folder-packages/cloud/src/engine',
  ],
  [
    'a store of metrics that knows CloudWatch',
    'packages/cloud/src/metrics/planted-violation.ts',
    "import { operations } from '../services/cloudwatch/operations.ts'\nexport const planted = operations\n",
    'folder-packages/cloud/src/metrics',
  ],
  [
    'a component that calls the API',
    'apps/web/src/components/planted-violation.ts',
    "import * as api from '../api/call.ts'\nexport const planted = api\n",
    'folder-apps/web/src/components',
  ],
  [
    'a page that imports another page',
    'apps/web/src/pages/launch/planted-violation.ts',
    "import * as page from '../instances/InstancesPage.tsx'\nexport const planted = page\n",
    'page-stands-alone',
  ],
  [
    'SDK code in the browser',
    'apps/web/src/lib/planted-violation.ts',
    "import { EC2Client } from '@aws-sdk/client-ec2'\nexport const planted = EC2Client\n",
    'resolvable',
  ],
  [
    'an end-to-end test that imports app code',
    'e2e/support/planted-violation.ts',
    "import * as app from '../../apps/bff/src/app.ts'\nexport const planted = app\n",
    'package-e2e',
  ],
] as const

/** All are planted at once, and looked for in one run: a run takes seconds. */
describe('the boundaries', () => {
  let stdout = ''
  let status: number | null = 0
  beforeAll(() => {
    for (const [, path, source] of violations) plant(path, source)
    const found = cruise('packages', 'apps', 'e2e')
    stdout = found.stdout
    status = found.status
  })
  afterAll(() => {
    for (const file of planted) rmSync(file, { force: true })
  })

  it.each(violations)('refuse %s', (_what, path, _source, rule) => {
    expect(stdout).toContain(`error ${rule}: ${path}`)
    expect(status).not.toBe(0)
  })

  it('see the code at all', () => {
    // With the wrong TypeScript beside it the tool reads nothing and is content.
    expect(Number(/(\d+) modules/.exec(stdout)?.[1])).toBeGreaterThan(25)
  })
})
