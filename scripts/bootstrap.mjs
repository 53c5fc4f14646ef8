// First step of `npm start` and `npm test`: installs the locked dependencies, or finds in a few milliseconds that they stand.
// Runs on the machine's own Node (20 or newer), before the workspace's Node 26 exists.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'

const PNPM = 'pnpm@12.21.0'
const STAMP = 'node_modules/.brume-installed'

const manifests = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml']
for (const folder of ['apps', 'packages']) manifests.push(...childManifests(folder))
if (existsSync('e2e/package.json')) manifests.push('e2e/package.json')

const wanted = createHash('sha256')
for (const file of manifests) wanted.update(file).update(readFileSync(file))
const digest = `${wanted.digest('hex')} ${process.platform}-${process.arch}`

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== digest) {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20)
    fail(`Brume needs Node 20 or newer to install itself; this is ${process.version}.`)
  console.log('Installing dependencies (once)…')
  const install = spawnSync(
    'npx',
    ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'],
    {
      encoding: 'utf8',
    },
  )
  if (install.status !== 0) {
    process.stderr.write(`${install.stdout ?? ''}${install.stderr ?? ''}`)
    fail('The dependencies could not be installed. Is the npm registry reachable from here?')
  }
  writeFileSync(STAMP, digest)
}

function childManifests(folder) {
  const files = readdirSync(folder)
    .sort()
    .map((name) => `${folder}/${name}/package.json`)
  return files.filter((file) => existsSync(file))
}

function fail(message) {
  console.error(`\n${message}`)
  process.exit(1)
}
