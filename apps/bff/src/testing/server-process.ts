import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A Brume in its own process, as `npm start` runs it, on free ports. */
export interface ServerProcess {
  readonly child: ChildProcess
  /** All that it has printed. */
  text(): string
  /** Resolves once the text matches. */
  until(pattern: RegExp): Promise<RegExpExecArray>
  /** Resolves with the exit code, or the signal. */
  readonly ended: Promise<number | string | null>
}

export function startServerProcess(env: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'] ?? '',
      BRUME_PORT: '0',
      BRUME_AWS_PORT: '0',
      BRUME_SSH_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
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
      child.once('close', (code, signal) => resolve(code ?? signal))
    }),
    until: (pattern) =>
      new Promise((resolve) => {
        const check = () => {
          const match = pattern.exec(printed)
          if (!match) return
          waiting.delete(check)
          resolve(match)
        }
        waiting.add(check)
        check()
      }),
  }
}
