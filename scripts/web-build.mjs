// Builds the web app when its output is missing or older than a source. Used by start, test and e2e.
import { spawnSync } from 'node:child_process'
import { isFresh } from './freshness.mjs'

const OUTPUT = 'apps/web/dist/index.html'
const SOURCES = ['apps/web', 'packages/console-api', 'packages/ec2-model', 'pnpm-lock.yaml']

export function webBuildIsFresh() {
  return isFresh(OUTPUT, SOURCES)
}

/** Exits the process when the build fails. */
export function buildWeb({ quiet = false } = {}) {
  if (webBuildIsFresh()) return
  if (!quiet) console.log('Building the console (once)…')
  const build = spawnSync('pnpm', ['--filter', '@brume/web', 'build'], {
    encoding: 'utf8',
    // Test runners say that they test; what they build is what `npm start` serves afterwards.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (build.status === 0) return
  process.stderr.write(build.error ? `${build.error.message}\n` : `${build.stdout}${build.stderr}`)
  process.exit(build.status ?? 1)
}
