import { statusOf, finish, runWords } from '../shell/execute.ts'
import { startShell } from './login.ts'
import type { Machine } from './machine.ts'
import { CollectingFile, NullFile, type OpenFile } from './open-file.ts'
import type { Process } from './process.ts'
import type { User } from './users.ts'

export interface CommandOptions {
  readonly user: User
  readonly process: Process
  readonly files: ReadonlyMap<number, OpenFile>
  readonly env?: ReadonlyMap<string, string>
  readonly cwd?: string
}

/** Runs a command for a user, as one that nobody's shell started; answers its exit code. Ends the process. */
export async function runCommandAs(
  machine: Machine,
  words: readonly string[],
  options: CommandOptions,
): Promise<number> {
  const { process } = options
  const shell = await startShell(machine, { ...options, login: false, interactive: false })
  if (
    options.cwd === undefined &&
    machine.vfs.peek(options.user.home, shell.cred)?.kind === 'directory'
  )
    shell.cwd = options.user.home
  shell.variables.set('PWD', shell.cwd)
  let status: number
  try {
    status = await runWords(shell, [...words])
  } catch (error) {
    status = await statusOf(shell, error)
  }
  status = await finish(shell, status)
  machine.processes.end(process, status)
  shell.close()
  return status
}

/** What a command says on its standard output, for programs that ask another one. */
export async function outputOf(
  machine: Machine,
  words: readonly string[],
  user: User,
): Promise<{ readonly status: number; readonly text: string }> {
  const stdout = new CollectingFile(1024 * 1024)
  const files = new Map<number, OpenFile>([
    [0, new NullFile()],
    [1, stdout],
    [2, new NullFile()],
  ])
  const process = machine.processes.start(words, machine.users.credentials(user))
  const status = await runCommandAs(machine, words, { user, process, files })
  return { status, text: stdout.bytes().toString() }
}
