import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findCliPython } from '@brume/test-kit'

/** What one command of the CLI left. */
export interface CliAnswer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface AwsCli {
  /** Commands run one after the other. */
  run(words: readonly string[]): Promise<CliAnswer>
  close(): Promise<void>
}

type Environment = Readonly<Record<string, string>>

const driver = fileURLToPath(new URL('aws-cli.py', import.meta.url))

/**
 * The installed AWS CLI, started once for many commands: the program's start is most of a command's price.
 * One that is no Python program is started for each.
 */
export function startAwsCli(env: Environment): AwsCli {
  const python = findCliPython()
  if (!python) return { run: (words) => runAwsCli(env, words), close: async () => {} }
  const child = spawn(python, [driver], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async run(words) {
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

/** One command in a process of its own. */
export async function runAwsCli(env: Environment, words: readonly string[]): Promise<CliAnswer> {
  const child = spawn('aws', words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  // At its exit some of what it wrote may still be on its way.
  const [code] = await once(child, 'close')
  return { code: Number(code ?? -1), stdout, stderr }
}
