import type { Call } from './call.ts'
import { options } from './call.ts'

/** What the library's programs do not know of their GNU namesakes' options, said in those that they know. */
export async function gnuArguments(
  call: Call,
  name: string,
  args: readonly string[],
): Promise<string[]> {
  if (name === 'paste' && options(args, 'd').operands.length === 0) return [...args, '-']
  if (/^[ef]?grep$/.test(name)) return onePattern(name, args)
  // Octal escapes: `tr '\0' '\n' </proc/1/cmdline`.
  if (name === 'tr') return args.map(octalText)
  return name === 'sed' ? sedArguments(call, args) : [...args]
}

function octalText(set: string): string {
  return set.replaceAll(/\\([0-7]{1,3})/g, (_, digits: string) => {
    const char = String.fromCharCode(Number.parseInt(digits, 8))
    return char === '\\' || char === '-' ? `\\${char}` : char
  })
}

/** The library heeds the last `-e` alone: several become alternatives of one. */
function onePattern(name: string, args: readonly string[]): string[] {
  const patterns: string[] = []
  const others: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '-e') patterns.push(args[++i] ?? '')
    else if (arg === '--') {
      others.push(...args.slice(i))
      break
    } else others.push(arg)
  }
  if (patterns.length < 2) return [...args]
  const letters = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join('')
  if (name === 'fgrep' || letters.includes('F'))
    return [
      '-E',
      '-e',
      patterns.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'),
      ...others.map((arg) => (/^-[a-zA-Z]+$/.test(arg) ? arg.replace('F', 'E') : arg)),
    ]
  const extended = name === 'egrep' || /[EP]/.test(letters)
  return ['-e', patterns.join(extended ? '|' : '\\|'), ...others]
}

/** `-i.bak` keeps a copy, which is made here. */
async function sedArguments(call: Call, args: readonly string[]): Promise<string[]> {
  const result: string[] = []
  let suffix = ''
  let scripts = 0
  const operands: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    const kept = /^(?:-([nrEs]*i)|--in-place=)(.+)$/.exec(arg)
    if (kept && !/^[nrEe]+$/.test(kept[2] ?? '')) {
      suffix = kept[2] ?? ''
      result.push(`-${kept[1] ?? 'i'}`)
    } else if (arg === '-e' || arg === '-f' || arg === '--expression' || arg === '--file') {
      scripts++
      result.push(arg, oneLineText(args[++i] ?? ''))
    } else if (arg.startsWith('-') && arg.length > 1) result.push(arg)
    else {
      const isScript = operands.length === 0 && scripts === 0
      operands.push(arg)
      result.push(isScript ? oneLineText(arg) : arg)
    }
  }
  for (const name of suffix === '' ? [] : operands.slice(scripts > 0 ? 0 : 1)) {
    const source = call.vfs.peek(call.absolute(name), call.cred)
    if (source?.kind !== 'file' || !source.content) continue
    const at = name.lastIndexOf('/') + 1
    const copy = suffix.includes('*')
      ? suffix.replaceAll('*', name.slice(at))
      : name.slice(at) + suffix
    const bytes = await source.content.read(0, source.size, call.vfs.fetch)
    call.vfs.writeFile(call.absolute(name.slice(0, at) + copy), bytes, call.cred, source.mode)
  }
  return result
}

/** `c\text` on one line, as GNU's sed takes it, for `c text`. */
const oneLineText = (script: string): string =>
  /^[^{};\n]*[aic]\\[^\n]+$/.test(script) && !/^s|[;}]s[/|,]/.test(script)
    ? script.replace(/^((?:\/(?:\\.|[^/])*\/|[\d,$!]|\s)*[aic])\\(?=[^\n])/, '$1 ')
    : script

export function gnuOutput(name: string, args: readonly string[], output: string): string {
  if (name === 'uniq' && args.some((arg) => /^-[a-z]*c|^--count$/.test(arg)))
    return output.replaceAll(/^ *(\d+) /gm, (_, count: string) => `${count.padStart(7)} `)
  if (name === 'diff' && !args.some((arg) => /^-[a-z]*[uqcy]|^-U|^--(?:unified|brief)/.test(arg)))
    return normalDiff(output)
  return output
}

/** From unified hunks to what `diff` says by default: `2c2`, `< old`, `---`, `> new`. */
function normalDiff(unified: string): string {
  if (!/^@@ /m.test(unified)) return unified
  let result = ''
  let oldLine = 0
  let newLine = 0
  let removed: string[] = []
  let added: string[] = []
  const range = (from: number, count: number): string =>
    count > 1 ? `${from},${from + count - 1}` : String(from)
  const flush = (): void => {
    if (removed.length + added.length === 0) return
    const letter = removed.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c'
    const left =
      removed.length === 0 ? String(oldLine) : range(oldLine - removed.length + 1, removed.length)
    const right =
      added.length === 0 ? String(newLine) : range(newLine - added.length + 1, added.length)
    const middle = letter === 'c' ? '---\n' : ''
    result += `${left}${letter}${right}\n${removed.join('')}${middle}${added.join('')}`
    removed = []
    added = []
  }
  for (const line of unified.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line)
    if (hunk) {
      flush()
      oldLine = Number(hunk[1]) - (hunk[2] === '0' ? 0 : 1)
      newLine = Number(hunk[3]) - (hunk[4] === '0' ? 0 : 1)
    } else if (line.startsWith('\\')) {
      const last = removed.length > 0 && added.length === 0 ? removed : added
      last.push(`${line}\n`)
    } else if (/^(?:=====|--- .*\t|\+\+\+ .*\t)/.test(line)) continue
    else if (line.startsWith('-')) {
      if (added.length > 0) flush()
      removed.push(`< ${line.slice(1)}\n`)
      oldLine++
    } else if (line.startsWith('+')) {
      added.push(`> ${line.slice(1)}\n`)
      newLine++
    } else if (line.startsWith(' ')) {
      flush()
      oldLine++
      newLine++
    }
  }
  flush()
  return result
}
