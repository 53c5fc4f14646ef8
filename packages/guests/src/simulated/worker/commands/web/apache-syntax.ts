import type { Machine } from '../../system/machine.ts'
import { matchesPattern } from '../../shell/pattern.ts'
import { rootCredentials } from '../../vfs/inode.ts'

/** A directive of Apache's configuration, or a section with those inside it. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly inside?: readonly Directive[]
  readonly file: string
  readonly line: number
}

/** What is wrong with a configuration, and where. */
export class ApacheSyntaxError extends Error {
  override readonly name = 'ApacheSyntaxError'
  readonly where: { readonly file: string; readonly line: number }

  constructor(message: string, where: { readonly file: string; readonly line: number }) {
    super(message)
    this.where = where
  }
}

/** Reads a configuration file with everything that it includes. */
export async function readDirectives(
  machine: Machine,
  root: string,
  path: string,
  depth = 0,
): Promise<Directive[]> {
  const text = await machine.vfs.readText(path, rootCredentials)
  const lines = text.split('\n')
  const stack: { head: Directive; inside: Directive[] }[] = []
  const top: Directive[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1
    let whole = (lines[at] ?? '').trim()
    while (whole.endsWith('\\') && at + 1 < lines.length)
      whole = `${whole.slice(0, -1)} ${(lines[++at] ?? '').trim()}`
    if (whole === '' || whole.startsWith('#')) continue
    const where = { file: path, line }
    const into = stack.at(-1)?.inside ?? top
    const closing = /^<\/(\w+)\s*>$/.exec(whole)
    if (closing) {
      const open = stack.pop()
      if (!open)
        throw new ApacheSyntaxError(
          `</${closing[1]}> without matching <${closing[1]}> section`,
          where,
        )
      if (open.head.name.toLowerCase() !== closing[1]?.toLowerCase())
        throw new ApacheSyntaxError(`Expected </${open.head.name}> but saw </${closing[1]}>`, where)
      continue
    }
    const opening = /^<(\w+)\s*(.*?)\s*>$/.exec(whole)
    if (opening) {
      const inside: Directive[] = []
      const head = { name: opening[1] ?? '', args: wordsOf(opening[2] ?? ''), inside, ...where }
      into.push(head)
      stack.push({ head, inside })
      continue
    }
    const [name = '', ...args] = wordsOf(whole)
    const lower = name.toLowerCase()
    if (lower !== 'include' && lower !== 'includeoptional') {
      into.push({ name, args, ...where })
      continue
    }
    const pattern = args[0] ?? ''
    const files = expand(machine, pattern.startsWith('/') ? pattern : `${root}/${pattern}`)
    if (files.length === 0 && lower === 'include' && !/[*?[]/.test(pattern))
      throw new ApacheSyntaxError(
        `Could not open configuration file ${pattern.startsWith('/') ? pattern : `${root}/${pattern}`}: No such file or directory`,
        where,
      )
    if (depth > 20) throw new ApacheSyntaxError('Exceeded maximum include depth of 20', where)
    for (const file of files) into.push(...(await readDirectives(machine, root, file, depth + 1)))
  }
  const left = stack.at(-1)
  if (left) throw new ApacheSyntaxError(`<${left.head.name}> was not closed.`, left.head)
  return top
}

/** Words of a line, with quotes. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+)/g)].map(
    ([, double, single, plain]) =>
      double === undefined && single === undefined
        ? (plain ?? '')
        : (double ?? single ?? '').replaceAll(/\\(["'])/g, '$1'),
  )
}

/** The files that a pattern names, in their order; a directory stands for all in it. */
export function expand(machine: Machine, pattern: string): string[] {
  const { vfs } = machine
  const parts = pattern.split('/').filter(Boolean)
  let found = ['']
  for (const part of parts)
    found = found.flatMap((directory) => {
      const inode = vfs.peek(directory === '' ? '/' : directory, rootCredentials)
      if (!inode?.children) return []
      if (!/[*?[]/.test(part))
        return vfs.peek(`${directory}/${part}`, rootCredentials) ? [`${directory}/${part}`] : []
      return [...inode.children.keys()]
        .filter((name) => matchesPattern(name, part))
        .sort()
        .map((name) => `${directory}/${name}`)
    })
  return found.flatMap((path) => {
    const inode = vfs.peek(path, rootCredentials)
    if (inode?.kind !== 'directory') return inode ? [path] : []
    return [...(inode.children?.keys() ?? [])].sort().map((name) => `${path}/${name}`)
  })
}
