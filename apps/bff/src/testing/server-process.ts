import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** A Brume in its own process, as `npm start` runs it, on free ports. */
export interface ServerProcess {
  readonly child: ChildProcess
  /** All that it has printed. */
  text(): string
  /** Resolves once the text matches; rejects with all that was printed when the process ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>
  /** Resolves with the exit code, or the signal. */
  readonly ended: Promise<number | string | null>
}

/** The bundle that `npm start` runs, built when it is older than its sources; it starts in a third of the time. */
export function bundledServer(): string {
  execFileSync(process.execPath, ['scripts/server-build.mjs'], { cwd: root })
  return `${root}apps/bff/dist/main.mjs`
}

export function startServerProcess(env: Record<string, string>, entry = main): ServerProcess {
  const child = spawn(process.execPath, [entry], {
    env: {
      PATH: process.env['PATH'] ?? '',
      BRUME_PORT: '0',
      BRUME_AWS_PORT: '0',
      BRUME_GATEWAY_PORT: '0',
      BRUME_SSH_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let closed = false
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    printed += String(chunk)
    for (const check of waiting) check()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return {
    child,
    text: () => printed,
    ended: new Promise((resolve) => {
      child.once('close', (code, signal) => {
        closed = true
        hear(Buffer.alloc(0))
        resolve(code ?? signal)
      })
    }),
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const match = pattern.exec(printed)
          if (!match && !closed) return
          waiting.delete(check)
          if (match) resolve(match)
          else reject(new Error(`The server ended without printing ${pattern}:\n${printed}`))
        }
        waiting.add(check)
        check()
      }),
  }
}
