/** Starts Brume: console and embedded cloud in one process. The only reader of `process.env`. */
import { enableCompileCache } from 'node:module'
import { ConfigError, readConfig } from './start/config.ts'

enableCompileCache()

const print = (text: string) => console.log(text)
try {
  const config = readConfig(process.env, process.argv.slice(2))
  // The SDK reads the environment and the default profile by itself; what they say of endpoints belongs to the
  // connection that comes from there, and must not leak into the others.
  process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] = 'true'
  const { run } = await import('./start/run.ts')
  const running = await run(config, print)
  if (running) stopOnSignals(running.stop)
} catch (error) {
  console.error(error instanceof ConfigError ? `Brume cannot start. ${error.message}` : error)
  process.exitCode = 1
}

/** The first signal stops in order, a second one at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false
  const onSignal = () => {
    if (stopping) process.exit(1)
    stopping = true
    const forced = setTimeout(() => process.exit(1), 4_000)
    forced.unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}
