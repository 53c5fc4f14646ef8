// Builds the web app when its output is missing or older than a source. Used by start, test and e2e.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const OUTPUT = 'apps/web/dist/index.html'
const SOURCES = ['apps/web', 'packages/console-api', 'packages/ec2-model', 'pnpm-lock.yaml']

export function webBuildIsFresh() {
  if (!existsSync(OUTPUT)) return false
  const builtMs = statSync(OUTPUT).mtimeMs
  return SOURCES.every((source) => newestMs(source) <= builtMs)
}

/** Exits the process when the build fails. */
export function buildWeb({ quiet = false } = {}) {
  if (webBuildIsFresh()) return
  if (!quiet) console.log('Building the console (once)…')
  const build = spawnSync('pnpm', ['--filter', '@brume/web', 'build'], { encoding: 'utf8' })
  if (build.status === 0) return
  process.stderr.write(`${build.stdout}${build.stderr}`)
  process.exit(build.status ?? 1)
}

function newestMs(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  let newest = 0
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.'))
      continue
    newest = Math.max(newest, newestMs(join(path, entry.name)))
  }
  return newest
}
