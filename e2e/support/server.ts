import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AWS_PORT, CONSOLE_PORT, CONSOLE_URL } from './addresses.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs the server as `npm start` does, for the whole suite, on a data directory of its own. */
export default async function startServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-e2e-'))
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      BRUME_PORT: String(CONSOLE_PORT),
      BRUME_AWS_PORT: String(AWS_PORT),
      BRUME_DATA_DIR: dataDir,
      // The suite's own AWS settings must not appear as connections.
      AWS_CONFIG_FILE: join(dataDir, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(dataDir, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  server.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  server.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await untilHealthy(() => {
    if (server.exitCode !== null) throw new Error(`The server ended:\n${output}`)
  })

  return async () => {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function untilHealthy(check: () => void) {
  const deadlineMs = performance.now() + 60_000
  for (;;) {
    check()
    const answer = await fetch(`${CONSOLE_URL}/healthz`).catch(() => undefined)
    if (answer?.ok) return
    if (performance.now() > deadlineMs)
      throw new Error('The server did not come up within a minute')
  }
}
