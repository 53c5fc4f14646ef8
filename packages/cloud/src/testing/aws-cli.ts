import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What one command of the CLI left. */
export interface CliAnswer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

const driver = fileURLToPath(new URL('aws-cli.py', import.meta.url))

/**
 * The installed AWS CLI, started once for many commands: the program's start is most of a command's price.
 * Commands run one after the other.
 */
export function startAwsCli(python: string, env: Readonly<Record<string, string>>) {
  const child = spawn(python, [driver], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async run(words: readonly string[]): Promise<CliAnswer> {
      child.stdin.write(`${JSON.stringify(words)}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error('The AWS CLI has ended')
      return JSON.parse(value)
    },
    async close() {
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}
