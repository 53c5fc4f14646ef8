/** Starts Brume: console and embedded cloud in one process. The only reader of `process.env`. */
import { enableCompileCache } from 'node:module'
import { inspect } from 'node:util'
import { ConfigError } from './config-error.ts'
import { readConfig } from './start/config.ts'
import type { Running } from './start/run.ts'

enableCompileCache()

let starting: Promise<Running | undefined> = Promise.resolve(undefined)
stopOnSignals()
try {
  const config = readConfig(process.env, process.argv.slice(2))
  // The SDK reads the environment and the default profile by itself; what they say of endpoints belongs to the
  // connection that comes from there, and must not leak into the others.
  process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] = 'true'
  const { run } = await import('./start/run.ts')
  starting = run(config, { print: (text) => process.stdout.write(`${text}\n`) })
  await starting
} catch (error) {
  fail(error)
}

/** The first signal stops in order, even in the middle of the start; a second one at once. */
function stopOnSignals(): void {
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), 4_000).unref()
    await (await starting)?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        fail(error)
        process.exit()
      })
    })
  }
}

function fail(error: unknown): void {
  const text =
    error instanceof ConfigError ? `Brume cannot start. ${error.message}` : inspect(error)
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}
