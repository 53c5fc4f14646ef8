// What tests need from the machine: a Chromium, a font with Korean, the AWS CLI, OpenSSH.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const CHROMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser']
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** Path of an installed Chrome or Chromium; undefined means Playwright's own. Exits when none can be had. */
export function ensureBrowser() {
  const installed = findBrowser()
  if (installed) return installed
  console.log('No Chrome or Chromium found: asking Playwright for its own…')
  const own = spawnSync(
    'pnpm',
    ['--filter', '@brume/e2e', 'exec', 'playwright', 'install', 'chromium'],
    {
      stdio: 'ignore',
      timeout: 300_000,
    },
  )
  if (own.status === 0) return undefined
  if (installDebianPackages('chromium', 'fonts-noto-cjk')) {
    const found = findBrowser()
    if (found) return found
  }
  console.error(
    'The end-to-end tests need a browser: install Chrome or Chromium, or set CHROMIUM to its path.',
  )
  process.exit(1)
}

/** The CLI's tests run when it is present; root on Debian gets it installed. */
export function ensureAwsCli() {
  if (!onPath('aws')) installDebianPackages('awscli')
}

/** OpenSSH judges the SSH of the cloud when it is present; root on Debian gets it installed. */
export function ensureOpenSsh() {
  if (!onPath('ssh')) installDebianPackages('openssh-client')
}

function findBrowser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  for (const name of CHROMES) {
    const path = onPath(name)
    if (path) return path
  }
  return existsSync(MAC_CHROME) ? MAC_CHROME : undefined
}

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    if (folder && existsSync(path)) return path
  }
  return undefined
}

function installDebianPackages(...packages) {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false
  console.log(`Installing ${packages.join(', ')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'ignore' }).status === 0
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages)
}
