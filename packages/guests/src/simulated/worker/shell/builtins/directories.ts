import { allowed } from '../../vfs/inode.ts'
import { FsError, reasonOf } from '../../vfs/errors.ts'
import { ShellError } from '../control-flow.ts'
import type { Shell } from '../shell.ts'

/** Makes a path plain without looking at links, as `cd` does. */
export function normalize(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

function enter(shell: Shell, target: string, physical: boolean): void {
  const path = normalize(shell.absolute(target))
  let inode
  try {
    inode = shell.machine.vfs.find(path, shell.cred)
    if (inode.kind !== 'directory') throw new FsError('ENOTDIR', target)
    if (!allowed(inode, shell.cred, 1)) throw new FsError('EACCES', target)
  } catch (error) {
    throw new ShellError(`${target}: ${reasonOf(error)}`)
  }
  shell.variables.set('OLDPWD', shell.cwd)
  shell.cwd = physical ? shell.machine.vfs.realpath(path, shell.cred) : path
  const variable = shell.variables.ensure('PWD')
  variable.value = shell.cwd
  variable.exported = true
}

async function cd(shell: Shell, args: string[]): Promise<number> {
  let physical = false
  while (args[0] === '-P' || args[0] === '-L' || args[0] === '--') physical = args.shift() === '-P'
  if (args.length > 1) throw new ShellError('too many arguments')
  const [typed] = args
  if (typed === undefined || typed === '') {
    const home = shell.variables.get('HOME')
    if (home === undefined) throw new ShellError('HOME not set')
    enter(shell, home, physical)
  } else if (typed === '-') {
    const old = shell.variables.get('OLDPWD')
    if (old === undefined) throw new ShellError('OLDPWD not set')
    enter(shell, old, physical)
    await shell.write(1, `${shell.cwd}\n`)
  } else enter(shell, typed, physical)
  return 0
}

async function dirs(shell: Shell): Promise<number> {
  const home = shell.variables.get('HOME') ?? ''
  const short = (path: string): string =>
    home !== '' && (path === home || path.startsWith(`${home}/`))
      ? `~${path.slice(home.length)}`
      : path
  await shell.write(1, `${[shell.cwd, ...shell.directoryStack].map(short).join(' ')}\n`)
  return 0
}

export const directoryBuiltins = {
  cd,
  pwd: async (shell: Shell, args: string[]): Promise<number> => {
    await shell.write(
      1,
      `${args[0] === '-P' ? shell.machine.vfs.realpath(shell.cwd, shell.cred) : shell.cwd}\n`,
    )
    return 0
  },
  dirs,
  pushd: async (shell: Shell, [target]: string[]): Promise<number> => {
    const before = shell.cwd
    const next = target ?? shell.directoryStack.shift()
    if (next === undefined) throw new ShellError('no other directory')
    enter(shell, next, false)
    shell.directoryStack.unshift(before)
    return dirs(shell)
  },
  popd: async (shell: Shell): Promise<number> => {
    const next = shell.directoryStack.shift()
    if (next === undefined) throw new ShellError('directory stack empty')
    enter(shell, next, false)
    return dirs(shell)
  },
}
