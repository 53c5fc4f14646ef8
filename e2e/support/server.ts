import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AWS_PORT, CONSOLE_PORT, GATEWAY_PORT, SSH_PORT } from './addresses.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs the server as `npm start` does, for the whole suite, on a data directory of its own. */
export default async function startServer() {
  const { stop } = await run({
    BRUME_PORT: String(CONSOLE_PORT),
    BRUME_AWS_PORT: String(AWS_PORT),
    BRUME_GATEWAY_PORT: String(GATEWAY_PORT),
    BRUME_SSH_PORT: String(SSH_PORT),
  })
  return stop
}

/** Runs one more console, on free ports, with settings of its own; `code` opens its AWS connections. */
export async function runConsole(env: Record<string, string>) {
  const { stop, text } = await run({ BRUME_PORT: '', BRUME_AWS_PORT: '', ...env })
  const [, url = '', code = ''] = /(http:\S+)\/#code=(\S+)/.exec(text()) ?? []
  return { url, code, stop }
}

async function run(env: Record<string, string>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'brume-e2e-'))
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      BRUME_DATA_DIR: dataDir,
      // The AWS settings of whoever runs the suite must not appear as connections.
      AWS_CONFIG_FILE: join(dataDir, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(dataDir, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  server.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  server.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const stop = async () => {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    rmSync(dataDir, { recursive: true, force: true })
  }
  const ended = once(server, 'exit')
  // The last line of the start text: everything answers by then.
  while (!output.includes('Ctrl-C')) {
    if (server.exitCode !== null) throw new Error(`The server ended:\n${output}`)
    await Promise.race([once(server.stdout, 'data'), ended])
  }
  return { stop, text: () => output }
}
