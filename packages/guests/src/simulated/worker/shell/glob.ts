import { matchesPattern, hasGlob, unescapePattern } from './pattern.ts'
import type { Shell } from './shell.ts'

/** The paths that match, sorted; none if there are none. */
export async function glob(shell: Shell, pattern: string): Promise<string[]> {
  const absolute = pattern.startsWith('/')
  const parts = pattern.split('/').filter((part, index) => part !== '' || index === 0)
  let found: string[] = [absolute ? '/' : '']
  for (const [index, part] of parts.entries()) {
    if (part === '' && index === 0) continue
    const isLast = index === parts.length - 1 && !pattern.endsWith('/')
    const next: string[] = []
    for (const base of found) {
      await shell.machine.scheduler.breathe(shell.process)
      shell.signal.throwIfAborted()
      if (part === '**' && shell.shopt.get('globstar')) next.push(...below(shell, base, isLast))
      else if (hasGlob(part)) next.push(...children(shell, base, part, isLast))
      else {
        const path = base + unescapePattern(part)
        if (shell.machine.vfs.peek(shell.absolute(path), shell.cred, false))
          next.push(isLast ? path : `${path}/`)
      }
    }
    found = next
  }
  const results = pattern.endsWith('/')
    ? found.map((path) => (path.endsWith('/') ? path : `${path}/`))
    : found
  return results.filter((path) => path !== '').sort((a, b) => (a < b ? -1 : 1))
}

function children(shell: Shell, base: string, pattern: string, isLast: boolean): string[] {
  const hidden = pattern.startsWith('.') || pattern.startsWith('\\.') || shell.shopt.get('dotglob')
  return names(shell, base)
    .filter(
      ([name, directory]) =>
        (isLast || directory) &&
        (hidden || !name.startsWith('.')) &&
        matchesPattern(name, pattern, shell.shopt.get('nocaseglob')),
    )
    .map(([name]) => (isLast ? base + name : `${base}${name}/`))
}

function below(shell: Shell, base: string, isLast: boolean): string[] {
  const result = [base]
  for (const [name, directory] of names(shell, base)) {
    if (name.startsWith('.')) continue
    if (directory) result.push(...below(shell, `${base}${name}/`, isLast).map((path) => path))
    else if (isLast) result.push(base + name)
  }
  return result
}

function names(shell: Shell, base: string): [name: string, directory: boolean][] {
  try {
    return shell.machine.vfs
      .list(shell.absolute(base === '' ? '.' : base), shell.cred)
      .map(([name, inode]) => [
        name,
        inode.kind === 'directory' ||
          (inode.kind === 'link' &&
            shell.machine.vfs.peek(shell.absolute(`${base}${name}`), shell.cred)?.kind ===
              'directory'),
      ])
  } catch {
    return []
  }
}
