import { finish, runWords, statusOf } from '../../shell/execute.ts'
import { Shell } from '../../shell/shell.ts'
import { setDefaults } from '../../system/login.ts'
import type { Machine } from '../../system/machine.ts'
import type { OpenFile } from '../../system/open-file.ts'
import type { Process } from '../../system/process.ts'
import type { ContainerState } from './state.ts'

/** The shell that runs a container's program with its environment and files. */
export function containerShell(
  view: Machine,
  process: Process,
  state: ContainerState,
  files: readonly OpenFile[],
): Shell {
  const shell = new Shell(view, process, state.workingDirectory)
  const env = [
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    `HOSTNAME=${state.hostname}`,
    'HOME=/root',
    ...(state.tty ? ['TERM=xterm'] : []),
    ...state.env,
  ]
  for (const line of env) {
    const at = line.indexOf('=')
    const variable = shell.variables.ensure(line.slice(0, at))
    variable.value = line.slice(at + 1)
    variable.exported = true
  }
  setDefaults(shell)
  for (const [fd, file] of files.entries()) shell.files.set(fd, file)
  return shell
}

export async function runToEnd(shell: Shell, words: string[]): Promise<number> {
  let code: number
  try {
    code = await runWords(shell, words)
  } catch (error) {
    code = await statusOf(shell, error)
  }
  return finish(shell, code).catch(() => code)
}
