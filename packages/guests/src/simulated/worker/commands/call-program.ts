import { runWords } from '../shell/execute.ts'
import type { Shell } from '../shell/shell.ts'
import type { Machine } from '../system/machine.ts'
import { Killed } from '../system/process.ts'
import { FsError, reasonOf } from '../vfs/errors.ts'
import { allowed, rootCredentials, type Inode } from '../vfs/inode.ts'
import { Call } from './call.ts'
import { programOf } from './program-file.ts'
import { programs } from './programs.ts'

/** Where a name leads by PATH, or undefined. */
export function findProgram(shell: Shell, name: string): string | undefined {
  const { vfs } = shell.machine
  if (name.includes('/')) {
    const inode = vfs.peek(shell.absolute(name), shell.cred)
    return inode?.kind === 'file' && allowed(inode, shell.cred, 1) ? name : undefined
  }
  for (const directory of (shell.variables.get('PATH') ?? '').split(':')) {
    const path = `${directory === '' ? shell.cwd : directory}/${name}`
    const inode = vfs.peek(path, shell.cred)
    if (inode?.kind === 'file' && allowed(inode, shell.cred, 1)) return path
  }
  return undefined
}

/** Whether there is a program at this path that runs here. */
export async function canRun(machine: Machine, path: string): Promise<boolean> {
  const inode = machine.vfs.peek(path, rootCredentials)
  const head = await inode?.content?.read(0, 512, machine.vfs.fetch)
  const program = programOf(Buffer.from(head ?? new Uint8Array(0)).toString('latin1'))
  return program !== undefined && Object.hasOwn(programs, program)
}

/** Runs a program from the guest's disk, or says why it cannot. */
export async function callProgram(shell: Shell, words: string[]): Promise<number> {
  const [name = ''] = words
  const path = name === '' ? undefined : findProgram(shell, name)
  if (path === undefined) return notFound(shell, name)
  const absolute = shell.absolute(path)
  const inode = shell.machine.vfs.find(absolute, shell.cred)
  await shell.machine.users.refresh()
  const head = Buffer.from(
    (await inode.content?.read(0, 512, shell.machine.vfs.fetch)) ?? new Uint8Array(0),
  ).toString('latin1')
  const program = programOf(head)
  if (program === undefined) return interpreted(shell, words, path, head)
  const run = programs[program]
  if (!run) {
    await shell.write(
      2,
      `${name}: not available in a simulated guest: this instance runs no machine code (see /etc/motd)\n`,
    )
    return 127
  }
  return runAs(shell, words, absolute, run, inode)
}

async function interpreted(
  shell: Shell,
  words: string[],
  path: string,
  head: string,
): Promise<number> {
  const line = /^#![ \t]*(\S+)[ \t]*([^\n]*)/.exec(head)
  if (!line) {
    if (/[\0]/.test(head)) {
      await shell.complain(`${words[0]}: cannot execute binary file: Exec format error`)
      return 126
    }
    return runWords(shell, ['/bin/bash', path, ...words.slice(1)])
  }
  const [, interpreter = '', option = ''] = line
  if (!findProgram(shell, interpreter)) {
    await shell.complain(`${words[0]}: ${interpreter}: bad interpreter: No such file or directory`)
    return 126
  }
  const extra = option.trim()
  return callProgram(shell, [
    interpreter,
    ...(extra === '' ? [] : interpreter.endsWith('/env') ? extra.split(/\s+/) : [extra]),
    path,
    ...words.slice(1),
  ])
}

async function notFound(shell: Shell, name: string): Promise<number> {
  if (name.includes('/')) {
    let reason = 'No such file or directory'
    let status = 127
    try {
      const inode = shell.machine.vfs.find(shell.absolute(name), shell.cred)
      reason = inode.kind === 'directory' ? 'Is a directory' : 'Permission denied'
      status = 126
    } catch (error) {
      reason = reasonOf(error)
    }
    await shell.complain(`${name}: ${reason}`)
    return status
  }
  await shell.complain(`${name}: command not found`)
  return 127
}

async function runAs(
  shell: Shell,
  words: string[],
  path: string,
  run: (call: Call) => Promise<number>,
  inode: Inode,
): Promise<number> {
  const { replaced } = shell
  const process = replaced ? shell.process : shell.machine.processes.spawn(shell.process, words)
  process.argv = words
  if ((inode.mode & 0o4000) !== 0) process.cred = { ...process.cred, uid: inode.uid }
  if ((inode.mode & 0o2000) !== 0) process.cred = { ...process.cred, gid: inode.gid }
  const files = new Map([...shell.files].map(([fd, file]) => [fd, file.share()]))
  const call = new Call({
    machine: shell.machine,
    process,
    words,
    env: shell.variables.environment(),
    cwd: shell.cwd,
    umask: shell.umask,
    files,
    path,
  })
  // A killed shell takes the program with it that it waits for.
  const end = (): void =>
    process.deliver(shell.signal.reason instanceof Killed ? shell.signal.reason.signal : 15)
  shell.signal.addEventListener('abort', end, { once: true })
  let status: number
  try {
    process.state = 'R'
    status = await run(call)
  } catch (error) {
    status = await failure(call, error, shell.interactive)
  } finally {
    shell.signal.removeEventListener('abort', end)
    if (!replaced) shell.machine.processes.end(process, 0)
    for (const file of files.values()) file.release()
  }
  shell.signal.throwIfAborted()
  return status
}

async function failure(call: Call, error: unknown, interactive: boolean): Promise<number> {
  if (error instanceof Killed) {
    const words: Readonly<Record<number, string>> = {
      9: 'Killed',
      15: 'Terminated',
      11: 'Segmentation fault',
    }
    const text = words[error.signal]
    if (text && interactive)
      await call.files
        .get(2)
        ?.write(Buffer.from(`${text}\n`), new AbortController().signal)
        .catch(() => {})
    return 128 + error.signal
  }
  if (error instanceof FsError && error.code === 'EPIPE') return 141
  try {
    await call.fail(
      error instanceof FsError
        ? `${error.path === '' ? 'write error' : error.path}: ${reasonOf(error)}`
        : reasonOf(error),
    )
  } catch {
    return 141
  }
  return 1
}
