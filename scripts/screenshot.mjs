// `pnpm screenshot`: draws the README's picture anew, from the demonstration fleet on a data directory of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBrowser } from './test-tools.mjs'
import { buildWeb } from './web-build.mjs'

const { chromium } = createRequire(`${process.cwd()}/e2e/package.json`)('@playwright/test')
const OUTPUT = 'docs/images/instances.png'
const PORT = '28380'

buildWeb()
const dataDir = mkdtempSync(join(tmpdir(), 'brume-screenshot-'))
const server = spawn(process.execPath, ['apps/bff/src/main.ts', '--demo'], {
  env: {
    ...process.env,
    BRUME_PORT: PORT,
    BRUME_AWS_PORT: '28381',
    BRUME_SSH_PORT: '0',
    BRUME_DATA_DIR: dataDir,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  await new Promise((resolve, reject) => {
    server.stdout.on('data', (text) => String(text).includes('fleet stands') && resolve())
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
  })
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  })
  const page = await browser.newPage({ viewport: { width: 1440, height: 810 }, locale: 'en-US' })
  await page.goto(`http://127.0.0.1:${PORT}/embedded/us-east-1/instances`)
  await page.getByRole('checkbox', { name: 'Select shop-web-1' }).click()
  await page.getByText('shop-web-1').last().waitFor()
  await page.screenshot({ path: OUTPUT })
  await browser.close()
  console.log(`wrote ${OUTPUT}`)
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(dataDir, { recursive: true, force: true })
}
