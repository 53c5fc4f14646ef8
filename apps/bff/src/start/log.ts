import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pino, type Logger } from 'pino'

const maxLogBytes = 16 * 1024 * 1024

/** Names whose values never belong into a log, at any of the first depths. */
const secretNames = [
  'authorization',
  'cookie',
  'Authorization',
  'secretAccessKey',
  'accessKeyId',
  'sessionToken',
  'SecretAccessKey',
  'AccessKeyId',
  'SessionToken',
  'TokenValue',
  'KeyMaterial',
  'UserData',
  'code',
]

/** The structured log, in `<dataDir>/log/console.log`; one earlier file is kept. */
export function openLog(dataDir: string, level: string): { log: Logger; close(): void } {
  const folder = join(dataDir, 'log')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'console.log')
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes) {
    renameSync(file, `${file}.1`)
  }
  const destination = pino.destination({ dest: file, sync: false })
  return {
    log: createLog(level, destination),
    close: () => destination.flushSync(),
  }
}

/** A log that keeps credentials out, whoever logs them. */
export function createLog(level: string, destination: { write(line: string): void }): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[kept out]',
      },
      serializers: { err: describeError },
    },
    destination,
  )
}

/** What a log says of an error: never the request or response that SDK errors carry. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: scrub(String(error)) }
  const code = 'code' in error ? String(error.code) : undefined
  return {
    name: error.name,
    message: scrub(error.message),
    reason: code,
    stack: scrub(error.stack ?? ''),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  }
}

/** Without what looks like an access key. */
const scrub = (text: string) => text.replaceAll(/\b(A[SK]IA)[A-Z0-9]{12,}\b/g, '$1…')
