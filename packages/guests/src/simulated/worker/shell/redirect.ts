import type { SimpleCommandNode } from 'just-bash'
import { BytesFile, type OpenFile } from '../system/open-file.ts'
import { reasonOf } from '../vfs/errors.ts'
import { ShellError } from './control-flow.ts'
import { expandText, expandWord } from './expand.ts'
import type { Shell } from './shell.ts'

type Redirection = SimpleCommandNode['redirections'][number]

/**
 * Carries out redirections on the shell's own descriptors and gives back what undoes them.
 * Throws a `ShellError` when one fails, with all undone.
 */
export async function redirect(
  shell: Shell,
  redirections: readonly Redirection[],
): Promise<() => void> {
  const before = new Map<number, OpenFile | undefined>()
  const undo = (): void => {
    for (const [fd, file] of before) {
      shell.files.get(fd)?.release()
      if (file) shell.files.set(fd, file)
      else shell.files.delete(fd)
    }
  }
  const put = (fd: number, file: OpenFile | undefined): void => {
    if (before.has(fd)) shell.files.get(fd)?.release()
    else before.set(fd, shell.files.get(fd))
    if (file) shell.files.set(fd, file)
    else shell.files.delete(fd)
  }
  try {
    for (const redirection of redirections) await one(shell, redirection, put)
  } catch (error) {
    undo()
    throw error
  }
  return undo
}

/** Keeps what `redirect` did: `exec > file`. */
export async function redirectForGood(
  shell: Shell,
  redirections: readonly Redirection[],
): Promise<void> {
  const put = (fd: number, file: OpenFile | undefined): void => {
    shell.files.get(fd)?.release()
    if (file) shell.files.set(fd, file)
    else shell.files.delete(fd)
  }
  for (const redirection of redirections) await one(shell, redirection, put)
}

async function one(
  shell: Shell,
  redirection: Redirection,
  put: (fd: number, file: OpenFile | undefined) => void,
): Promise<void> {
  const { operator, target } = redirection
  let fd = redirection.fd ?? (operator.startsWith('<') ? 0 : 1)
  if (redirection.fdVariable !== undefined) {
    fd = 10
    while (shell.files.has(fd)) fd++
    shell.variables.set(redirection.fdVariable, String(fd))
  }
  if (target.type === 'HereDoc') {
    const text = await expandText(shell, target.content)
    put(fd, new BytesFile(Buffer.from(target.stripTabs ? text.replaceAll(/^\t+/gm, '') : text)))
    return
  }
  if (operator === '<<<') {
    put(fd, new BytesFile(Buffer.from(`${await expandText(shell, target)}\n`)))
    return
  }
  const words = await expandWord(shell, target)
  const [path] = words
  if (path === undefined || words.length > 1)
    throw new ShellError(`${words.join(' ')}: ambiguous redirect`)
  if (operator === '>&' || operator === '<&') {
    if (path === '-') return put(fd, undefined)
    const source = /^(\d+)(-?)$/.exec(path)
    if (source) {
      const file = shell.files.get(Number(source[1]))
      if (!file) throw new ShellError(`${path}: Bad file descriptor`)
      put(fd, file.share())
      if (source[2] === '-') put(Number(source[1]), undefined)
      return
    }
    if (operator === '<&') throw new ShellError(`${path}: ambiguous redirect`)
  }
  const both = operator === '&>' || operator === '&>>' || operator === '>&'
  const file = open(shell, path, operator)
  put(fd, file)
  if (both) put(2, file.share())
}

function open(shell: Shell, path: string, operator: Redirection['operator']): OpenFile {
  const mode =
    operator === '<'
      ? 'read'
      : operator === '<>'
        ? 'update'
        : operator === '>>' || operator === '&>>'
          ? 'append'
          : 'write'
  try {
    if (mode === 'write' && operator !== '>|' && shell.options.noclobber) {
      const before = shell.machine.vfs.peek(shell.absolute(path), shell.cred)
      if (before?.kind === 'file') throw new Error('cannot overwrite existing file')
    }
    return shell.machine.open(shell.absolute(path), mode, shell.cred, shell.files, shell.umask)
  } catch (error) {
    throw new ShellError(`${path}: ${reasonOf(error)}`)
  }
}
