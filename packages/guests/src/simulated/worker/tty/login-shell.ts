import { runWords, statusOf, finish } from '../shell/execute.ts'
import type { Shell } from '../shell/shell.ts'
import { saveHistory, startShell } from '../system/login.ts'
import type { Machine } from '../system/machine.ts'
import type { Process } from '../system/process.ts'
import type { User } from '../system/users.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { interact } from './repl.ts'
import { TtyFile, type Tty } from './tty.ts'

export interface TerminalProgram {
  readonly user: User
  readonly process: Process
  readonly tty: Tty
  /** What runs; without it a login shell. */
  readonly argv?: readonly string[]
  readonly env?: ReadonlyMap<string, string>
  readonly cwd?: string
  /** `sh` as Session Manager starts it. */
  readonly plain?: boolean
  /** The terminal outlives what runs on it. */
  readonly staysOpen?: boolean
  /** The shell is there and has run nothing yet. */
  readonly onStart?: (shell: Shell) => void
  /** A command typed at the prompt has ended. */
  readonly afterEach?: (shell: Shell) => void
}

/** A login shell, or one program, on a terminal until it ends; answers its exit code. Ends the process and hangs up what stays. */
export async function runOnTerminal(machine: Machine, program: TerminalProgram): Promise<number> {
  const { user, process, tty, argv } = program
  const file = new TtyFile(tty)
  const files = new Map([
    [0, file],
    [1, file.share()],
    [2, file.share()],
  ])
  const shell = await startShell(machine, {
    user,
    process,
    files,
    login: argv === undefined && program.plain !== true,
    interactive: argv === undefined,
    plain: program.plain === true,
    ...(program.env ? { env: program.env } : {}),
    ...(program.cwd === undefined ? {} : { cwd: program.cwd }),
  })
  for (const held of files.values()) held.release()
  if (argv !== undefined && machine.vfs.peek(user.home, rootCredentials)?.kind === 'directory')
    shell.cwd = program.cwd ?? user.home
  program.onStart?.(shell)
  const status =
    argv === undefined
      ? await interact(shell, tty, () => program.afterEach?.(shell))
      : await runProgram(shell, argv)
  if (argv === undefined) saveHistory(shell, user.home)
  machine.processes.end(process, status)
  // What it left behind on the terminal hears of its end.
  machine.processes.signalTerminal(tty, 1)
  shell.close()
  if (program.staysOpen !== true) machine.echoes.delete(tty)
  machine.flush()
  return status
}

async function runProgram(shell: Shell, argv: readonly string[]): Promise<number> {
  let status: number
  try {
    status = await runWords(shell, [...argv])
  } catch (error) {
    status = await statusOf(shell, error)
  }
  return finish(shell, status)
}
