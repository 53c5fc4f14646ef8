import { builtins } from '../shell/builtins/index.ts'
import type { Shell } from '../shell/shell.ts'
import { allowed } from '../vfs/inode.ts'
import type { Completion } from './line-editor.ts'

const special = /[\s"'\\$`()<>|&;*?[\]{}!#~]/g

/** What could stand where the cursor is: commands, variables, users' homes or paths. */
export function complete(shell: Shell, before: string): { start: number; choices: Completion[] } {
  const start = wordStart(before)
  const word = before.slice(start)
  const lead = before.slice(0, start).trimEnd()
  const isCommand =
    /(?:^|[|&;(]|\b(?:sudo|then|do|else|exec|time|command|xargs|watch|nohup|env))$/.test(lead) &&
    !word.includes('/')
  if (word.startsWith('$')) return { start, choices: variables(shell, word.slice(1)) }
  if (isCommand) return { start, choices: commands(shell, word) }
  const service = /(?:systemctl\s+(?:\S+)|journalctl\s+-u|service)$/.test(lead)
  if (service) return { start, choices: units(shell, word) }
  return { start, choices: paths(shell, word, /(?:^|[|&;]\s*)(?:cd|rmdir|pushd)$/.test(lead)) }
}

function wordStart(text: string): number {
  let start = 0
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char === '\\' && quote !== "'") i++
    else if (quote !== '') quote = char === quote ? '' : quote
    else if (char === '"' || char === "'") quote = char
    else if (/[\s|&;()<>=:]/.test(char)) start = i + 1
  }
  return start
}

function variables(shell: Shell, prefix: string): Completion[] {
  return shell.variables
    .names()
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ text: `$${name}`, shown: `$${name}` }))
}

function commands(shell: Shell, prefix: string): Completion[] {
  const names = new Set([
    ...Object.keys(builtins),
    ...shell.functions.keys(),
    ...shell.aliases.keys(),
  ])
  for (const directory of (shell.variables.get('PATH') ?? '').split(':')) {
    const inode = shell.machine.vfs.peek(directory, shell.cred)
    for (const [name, child] of inode?.children ?? [])
      if (child.kind !== 'directory' && (child.kind === 'link' || allowed(child, shell.cred, 1)))
        names.add(name)
  }
  return [...names]
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => ({ text: `${name} `, shown: name }))
}

function units(shell: Shell, prefix: string): Completion[] {
  const directory = shell.machine.vfs.peek('/usr/lib/systemd/system', shell.cred)
  return [...(directory?.children?.keys() ?? [])]
    .map((name) => name.replace(/\.service$/, ''))
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => ({ text: `${name} `, shown: name }))
}

function paths(shell: Shell, typed: string, onlyDirectories: boolean): Completion[] {
  const plain = typed.replaceAll(/\\([\s\S])/g, '$1').replaceAll(/["']/g, '')
  const slash = plain.lastIndexOf('/')
  const directory = plain.slice(0, slash + 1)
  const prefix = plain.slice(slash + 1)
  const home = shell.variables.get('HOME') ?? '/'
  const where = directory.startsWith('~/')
    ? home + directory.slice(1)
    : directory === ''
      ? shell.cwd
      : directory
  let entries
  try {
    entries = shell.machine.vfs.list(shell.absolute(where), shell.cred)
  } catch {
    return []
  }
  return entries
    .filter(
      ([name]) => name.startsWith(prefix) && (prefix.startsWith('.') || !name.startsWith('.')),
    )
    .map(([name, inode]) => {
      const target =
        inode.kind === 'link'
          ? shell.machine.vfs.peek(shell.absolute(`${where}/${name}`), shell.cred)
          : inode
      return { name, isDirectory: target?.kind === 'directory' }
    })
    .filter(({ isDirectory }) => isDirectory || !onlyDirectories)
    .map(({ name, isDirectory }) => ({
      text:
        directory.replaceAll(/(?!^~)[\s"'\\$`()<>|&;*?[\]{}!#]/g, '\\$&') +
        name.replaceAll(special, '\\$&') +
        (isDirectory ? '/' : ' '),
      shown: name + (isDirectory ? '/' : ''),
    }))
}
